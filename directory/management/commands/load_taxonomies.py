from pathlib import Path

from django.core.management.base import BaseCommand

from directory.vocabulary import CONTENT, load, load_reasons


class Command(BaseCommand):
    help = (
        "Adds the taxonomies, terms and prepared reasons that are missing; "
        "with --reset writes their words again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=CONTENT / "taxonomies.toml")
        parser.add_argument("--reset", action="store_true", help="over what staff have changed")

    def handle(self, *args, file, reset=False, **options):
        made, changed = load(file, reset=reset)
        self.stdout.write(f"{made} terms added, {changed} changed.")
        made, changed = load_reasons(CONTENT / "reasons.toml", reset=reset)
        self.stdout.write(f"{made} prepared reasons added, {changed} changed.")
