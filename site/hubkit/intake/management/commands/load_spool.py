from django.core.management.base import BaseCommand

from hubkit.intake import loading


class Command(BaseCommand):
    help = "Takes up submissions that were kept on the disk after a crash or without a database."

    def handle(self, *args, **options):
        done = loading.load_spool()
        self.stdout.write(f"Taken up: {done['loaded']}, left: {done['left']}.")
