from django.core.management import call_command
from django.core.management.base import BaseCommand

from home.roles import make_roles
from home.staff import ACCOUNTS, make_demo_accounts
from iskra.seeding.organisations import make_organisations, make_submissions


class Command(BaseCommand):
    help = "Brings the database to a state in which the site can be used; safe to run again."

    def add_arguments(self, parser):
        parser.add_argument(
            "--demo",
            action="store_true",
            help="example pages, organisations and staff accounts, for trying out",
        )

    def handle(self, *args, demo=False, **options):
        self.stdout.write("Database …")
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write("Pages …")
        call_command("load_content", demo=demo, stdout=self.stdout)
        make_roles()
        if demo:
            make_demo_accounts()
            make_organisations(say=lambda line: self.stdout.write(f"  {line}"))
            make_submissions()
            self.show_accounts()

    def show_accounts(self):
        self.stdout.write("Demo logins (name, password, role):")
        for account in ACCOUNTS:
            role = account.role.name if account.role else "vse / tutto"
            self.stdout.write(f"  {account.username:<12} {account.password:<19} {role}")
