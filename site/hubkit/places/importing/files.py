"""Reading the register's tables: CSV in UTF-8, comma-separated, named columns, numbered lines."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path


class ImportFailed(Exception):  # noqa: N818  (it is the import that failed, for many reasons)
    """Nothing was imported; `problems` says why, each with the file and the line."""

    def __init__(self, problems: list[str]):
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Row:
    """A line of a table, its values without the spaces around them."""

    place: str
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def degrees(self, column: str, most: float) -> float | None:
        """Return a coordinate, None where the field is empty; ValueError outside ±`most`."""
        if not self[column]:
            return None
        value = float(self[column])
        if not -most <= value <= most:  # also true of NaN
            raise ValueError(f"{column} is out of range: {self[column]}")
        return value


def text_of(path: Path) -> str:
    """Raise ImportFailed where the file cannot be read as text."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ImportFailed([f"{path.name}: cannot be read ({error})"]) from error
    if "\0" in text:
        raise ImportFailed([f"{path.name}: is not text"])
    return text


def rows_of(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """Read a table; further columns are ignored.

    Raise ImportFailed where a column or every row is missing, a line has more or fewer fields
    than the heading, or two lines have the same value in the first of `columns`, their code.
    """
    reader = csv.DictReader(StringIO(text_of(path)), strict=True)
    if missing := [column for column in columns if column not in (reader.fieldnames or ())]:
        raise ImportFailed([f"{path.name}: no column {', '.join(missing)}"])
    try:
        rows = list(_numbered(path, reader))
    except csv.Error as error:
        raise ImportFailed([f"{path.name}, line {reader.reader.line_num}: {error}"]) from error
    if not rows:
        raise ImportFailed([f"{path.name}: no rows"])
    if problems := [*_misshapen(rows), *_repeated(rows, columns[0])]:
        raise ImportFailed(problems)
    return rows


def _numbered(path: Path, reader: csv.DictReader) -> Iterator[Row]:
    for fields in reader:
        values = {
            column: value.strip() if isinstance(value, str) else value
            for column, value in fields.items()
        }
        yield Row(f"{path.name}, line {reader.line_num}", values)


def _misshapen(rows: list[Row]) -> list[str]:
    return [
        f"{row.place}: not as many fields as the heading has"
        for row in rows
        if None in row.values or None in row.values.values()
    ]


def _repeated(rows: list[Row], column: str) -> Iterator[str]:
    first: dict[str, Row] = {}
    for row in rows:
        if first.setdefault(row[column], row) is not row:
            yield f"{row.place}: {column} {row[column]} was already in {first[row[column]].place}"
