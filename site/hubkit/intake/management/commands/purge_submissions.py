from django.core.management.base import BaseCommand

from hubkit.intake import retention


class Command(BaseCommand):
    help = "Removes what is kept no longer of submissions, their files and drafts."

    def handle(self, *args, **options):
        done = [f"{name}: {count}" for name, count in retention.purge().items() if count]
        if done or options["verbosity"] > 1:
            self.stdout.write(", ".join(done) or "Nothing to remove.")
