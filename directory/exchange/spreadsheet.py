"""Tables as CSV and XLSX in which no text is ever taken for a formula."""

import csv
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from hubkit.bilingual.report.spreadsheet import as_text
from hubkit.intake.characters import clean


class Echo:
    """A file that hands back what is written to it."""

    def write(self, value: str) -> str:
        return value


def csv_lines(columns: Iterable[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    """Yield the lines of a CSV file (RFC 4180); see `as_text` for the apostrophes."""
    writer = csv.writer(Echo())
    yield writer.writerow(columns)
    for row in rows:
        yield writer.writerow([as_text(plain(value)) for value in row])


def xlsx_file(title: str, columns: Iterable[str], rows: Iterable[list[Any]]) -> IO[bytes]:
    """Return a workbook with one sheet as a temporary file, at its beginning."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    sheet.append(list(columns))
    for row in rows:
        sheet.append([as_cell(sheet, plain(value)) for value in row])
    file = TemporaryFile()  # noqa: SIM115  (the response closes it)
    book.save(file)
    file.seek(0)
    return file


def as_cell(sheet, value: Any) -> Any:
    """Return the cell of a value: a text that begins like a formula stays a text."""
    cell = WriteOnlyCell(sheet, value=value)
    if cell.data_type == "f":
        cell.data_type = "s"
    return cell


def plain(value: Any) -> Any:
    """Return the value without the control characters that XLSX cannot hold."""
    return clean(value) if isinstance(value, str) else value
