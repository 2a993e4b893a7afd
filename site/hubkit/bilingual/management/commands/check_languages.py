import sys

from django.core.management.base import BaseCommand

from hubkit.bilingual.checking import check


class Command(BaseCommand):
    help = (
        "Finds pages whose language versions are out of step, and mends them. "
        "With --dry-run it only looks, and ends with exit code 1 if it finds something."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="change nothing")

    def handle(self, *args, dry_run=False, **options):
        found = mended = 0
        for finding in check(mend=not dry_run):
            self.stdout.write(str(finding))
            found, mended = found + 1, mended + finding.mended
        self.stdout.write(f"{found} found, {mended} mended.")
        if dry_run and found:
            sys.exit(1)
