from pathlib import Path

from django.core.management.base import BaseCommand

from directory.vocabulary import CONTENT, load


class Command(BaseCommand):
    help = "Adds the taxonomies and terms that are missing; with --reset writes their words again."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=CONTENT / "taxonomies.toml")
        parser.add_argument("--reset", action="store_true", help="over what staff have changed")

    def handle(self, *args, file, reset=False, **options):
        made, changed = load(file, reset=reset)
        self.stdout.write(f"{made} terms added, {changed} changed.")
