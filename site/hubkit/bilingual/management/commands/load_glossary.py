import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import transaction

from hubkit.bilingual.models import Term

REQUIRED = ["sl", "it"]
OPTIONAL = ["en", "note", "note_sl", "note_it"]


class Command(BaseCommand):
    help = (
        "Fills the term base from a file: tab-separated columns sl, it and, optional, en, note, "
        "note_sl and note_it, UTF-8, named in the first line. Adds what is new and renews the "
        "optional columns of what is there; deletes nothing. A damaged file changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    @no_translations
    def handle(self, *args, file, **options):
        terms = read_terms(file)
        with transaction.atomic():
            done = Counter(store(**term) for term in terms)
        self.stdout.write(
            "{added} terms added, {changed} changed, {same} as they were.".format_map(
                {"added": 0, "changed": 0, "same": 0} | done
            )
        )


def read_terms(file: Path) -> list[dict[str, str]]:
    """Return the file's rows; raises CommandError with a line for each fault."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CommandError(f"{file}:{line}: not UTF-8") from None
    # Quotes mean nothing here: notes hold single ones.
    header, *rows = csv.reader(lines or [""], delimiter="\t", quoting=csv.QUOTE_NONE)
    require_columns(file, header)
    terms = [(n, row) for n, row in enumerate(rows, start=2) if any(row)]
    faults = [f"{file}:{n}: {fault}" for n, fault in faults_of(header, terms)]
    if faults:
        raise CommandError("\n".join(faults))
    return [dict(zip(header, map(str.strip, row), strict=True)) for _n, row in terms]


def require_columns(file: Path, header: list[str]) -> None:
    missing = [name for name in REQUIRED if name not in header]
    foreign = [name for name in header if name not in REQUIRED + OPTIONAL]
    if missing:
        raise CommandError(f"{file}:1: no column {', '.join(missing)}")
    if foreign or len(set(header)) < len(header):
        *others, last = REQUIRED + OPTIONAL
        raise CommandError(f"{file}:1: columns can be {', '.join(others)} and {last}, once each")


def faults_of(header: list[str], rows: list[tuple[int, list[str]]]) -> Iterator[tuple[int, str]]:
    """Yield what is wrong, with the line's number."""
    first: dict[tuple[str, str], int] = {}
    for n, row in rows:
        if len(row) != len(header):
            yield n, f"{len(row)} columns instead of {len(header)}"
            continue
        values = dict(zip(header, map(str.strip, row), strict=True))
        yield from ((n, fault) for fault in invalid_values(values))
        before = first.setdefault((values["sl"], values["it"]), n)
        if before != n:
            yield n, f"the same pair as in line {before}"


def invalid_values(values: dict[str, str]) -> Iterator[str]:
    try:
        Term(**values).clean_fields()
    except ValidationError as error:
        for column, messages in error.message_dict.items():
            yield f"{column}: {' '.join(messages)}"


def store(*, sl: str, it: str, **others: str) -> str:
    """Add or renew one term; say which: added, changed or same."""
    term, added = Term.objects.get_or_create(sl=sl, it=it, defaults=others)
    if added:
        return "added"
    if all(getattr(term, name) == value for name, value in others.items()):
        return "same"
    for name, value in others.items():
        setattr(term, name, value)
    term.save()
    return "changed"
