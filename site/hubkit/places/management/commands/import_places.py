from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, no_translations

from hubkit.places.importing.files import ImportFailed
from hubkit.places.importing.places import PARTS, import_places
from hubkit.places.importing.register import Counts


class Command(BaseCommand):
    help = (
        "Imports settlements, streets, posts and outlines of municipalities from files of the "
        "register of places. All or nothing; doing it again changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--settlements", type=Path, metavar="CSV")
        parser.add_argument("--streets", type=Path, metavar="CSV")
        parser.add_argument("--posts", type=Path, metavar="CSV")
        parser.add_argument("--outlines", type=Path, metavar="GEOJSON|SVG")

    @no_translations
    def handle(self, *args, **options):
        files = {part: options[part] for part in PARTS if options[part]}
        if not files:
            raise CommandError("Name at least one file; see --help.")
        try:
            counts = import_places(files)
        except ImportFailed as error:
            raise CommandError(f"Nothing was imported.\n{error}") from error
        for part, each in counts.items():
            self.stdout.write(line(part, each))


def line(part: str, counts: Counts) -> str:
    return (
        f"{part}: {counts.created} created, {counts.changed} changed, "
        f"{counts.unchanged} unchanged, {counts.gone} dropped by the register (kept)"
    )
