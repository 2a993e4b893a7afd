import sys

from django.core.management.base import BaseCommand

from directory.life.checking import check


class Command(BaseCommand):
    help = (
        "Finds entries of the directory that contradict their pages, and mends them. "
        "Ends with exit code 1 if something stays as it was; with --dry-run it only looks."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="change nothing")

    def handle(self, *args, dry_run=False, **options):
        found = mended = 0
        for finding in check(mend=not dry_run):
            self.stdout.write(str(finding))
            found, mended = found + 1, mended + finding.mended
        self.stdout.write(f"{found} found, {mended} mended.")
        if found > mended:
            sys.exit(1)
