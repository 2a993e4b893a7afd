from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from directory.exchange.register import import_register
from directory.exchange.sheets import SheetError


class Command(BaseCommand):
    help = "Imports the Business Register (PRS): its legal persons in the eight municipalities."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--partial", action="store_true", help="keep the rows that the file has not got"
        )

    def handle(self, *args, file, partial, **options):
        try:
            with file.open("rb") as stream:
                counts = import_register(stream, partial=partial)
        except (OSError, SheetError) as error:
            raise CommandError(f"{file}: {error}") from error
        self.stdout.write(
            "Register: {read} rows read, {kept} kept, {ngo} of them NGOs; {new} new, "
            "{changed} changed, {unchanged} unchanged, {removed} removed.".format(
                **{name: counts[name] for name in NAMES}
            )
        )


NAMES = ("read", "kept", "ngo", "new", "changed", "unchanged", "removed")
