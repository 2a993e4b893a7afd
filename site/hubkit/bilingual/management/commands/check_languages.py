import sys

from django.core.management.base import BaseCommand

from hubkit.bilingual.checking import BATCH, check
from hubkit.bilingual.pairs import match_all_existing


class Command(BaseCommand):
    help = (
        "Finds pages whose language versions are out of step, and mends them. "
        "Ends with exit code 1 if something stays as it was; with --dry-run it only looks."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="change nothing")
        parser.add_argument(
            "--all",
            action="store_true",
            help=f"mend more than {BATCH} findings a check, and begin a language without pages: "
            "for after adding one",
        )
        parser.add_argument(
            "--match-existing",
            action="store_true",
            help="for a site that had translations before: take pairs that nobody has ever "
            "compared as saying the same",
        )

    def handle(self, *args, dry_run=False, match_existing=False, **options):
        found = mended = 0
        for finding in check(mend=not dry_run, everything=options["all"]):
            self.stdout.write(str(finding))
            found, mended = found + 1, mended + finding.mended
        if match_existing:
            self.stdout.write(f"{match_all_existing()} pairs taken as saying the same.")
        self.stdout.write(f"{found} found, {mended} mended.")
        if found > mended:
            sys.exit(1)
