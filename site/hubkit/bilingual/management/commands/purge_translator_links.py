from django.core.management.base import BaseCommand

from hubkit.bilingual.guests.links import purge


class Command(BaseCommand):
    help = "Deletes the links of translators that expired or were revoked long ago."

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=90, help="days after the link closed (%(default)s)"
        )

    def handle(self, *args, days: int, **options):
        self.stdout.write(f"Translators' links deleted: {purge(days)}")
