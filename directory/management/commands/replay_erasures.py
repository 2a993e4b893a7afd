from django.core.management.base import BaseCommand

from directory.life.replaying import replay


class Command(BaseCommand):
    help = (
        "For after restoring a backup: erases again the people and entries that had been erased "
        "since it was made, by the file of DIRECTORY_TOMBSTONES. Running it twice changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="change nothing")

    def handle(self, *args, dry_run=False, **options):
        lines = 0
        for line in replay(dry_run=dry_run):
            self.stdout.write(line)
            lines += 1
        self.stdout.write(f"{lines} erased again.")
