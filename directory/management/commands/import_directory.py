from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation as languages

from directory.exchange import runs
from directory.exchange.headings import importable
from directory.exchange.sheets import SheetError
from directory.models import ImportRun, Outcome


class Command(BaseCommand):
    help = (
        "Imports organisations from a CSV or XLSX file, all or nothing; with --pending does what "
        "was uploaded in the admin and waits, and removes old files."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--pending", action="store_true", help="do what waits and purge")
        parser.add_argument("--dry-run", action="store_true", help="check only")
        parser.add_argument("--publish", action="store_true", help="new ones go out at once")
        parser.add_argument("--confirmed", action="store_true", help="the data were confirmed")
        parser.add_argument("--language", default="sl", help="of the report (%(default)s)")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="HEADING=FIELD",
            help="the field of a column, where its heading does not say it; may be repeated",
        )

    def handle(self, *args, file, pending, language, **options):
        if pending == bool(file):
            raise CommandError("Name a file, or --pending.")
        if pending:
            self.do_pending()
            return
        with languages.override(language):
            self.do_file(file, **options)

    def do_pending(self):
        for run in runs.pending():
            runs.work(run)
            run.refresh_from_db()
            self.stdout.write(f"{run.file_name}: {run.state}, {counts_of(run)}.")
        if purged := runs.purge():
            self.stdout.write(f"{purged} files removed.")

    def do_file(self, path, *, publish, confirmed, column, dry_run, **options):
        try:
            run = runs.upload(path.read_bytes(), path.name, publish=publish, confirmed=confirmed)
        except (OSError, SheetError) as error:
            raise CommandError(f"{path}: {error}") from error
        runs.choose(run, mapping_of(run, column))
        runs.work(run)
        run.refresh_from_db()
        if not run.errors and not dry_run:
            runs.ask_to_run(run)
            runs.work(run)
            run.refresh_from_db()
        self.report(run)

    def report(self, run: ImportRun):
        for row in run.rows.exclude(outcome=Outcome.UNCHANGED):
            told = [f"{each['field']}: {each['old']!r} -> {each['new']!r}" for each in row.changes]
            told += [f"{each['column']}: {each['text']}" for each in row.problems]
            self.stdout.write(f"{row.number} {row.outcome} {row.title} | {' | '.join(told)}")
        self.stdout.write(f"{run.file_name}: {run.state}, {counts_of(run)}.")
        if run.errors:
            raise CommandError(f"{run.errors} rows in error; nothing was imported.")


def mapping_of(run: ImportRun, columns: list[str]) -> list[str]:
    """Return the run's mapping with the choices of the command line; raises CommandError."""
    mapping = list(run.mapping)
    for choice in columns:
        heading, _sign, name = choice.rpartition("=")
        if heading not in run.headings or name not in {"", *importable()}:
            raise CommandError(f"--column {choice}: no such heading or field")
        mapping = ["" if each == name else each for each in mapping]
        mapping[run.headings.index(heading)] = name
    if not {"official_name", "maticna"} & set(mapping):
        raise CommandError("No column has the official name or the registration number.")
    return mapping


def counts_of(run: ImportRun) -> str:
    return ", ".join(f"{run.counts.get(outcome.value, 0)} {outcome.value}" for outcome in Outcome)
