"""Reading CSV in the encodings and with the delimiters that spreadsheets save it with."""

import codecs
import csv
from collections.abc import Iterator
from io import StringIO
from typing import TextIO

from django.utils.translation import gettext as _

from directory.exchange.sheets import Sheet, SheetError, sheet_of

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FALLBACK = "cp1250"  # what Windows saves in our part of Europe
DELIMITERS = ";\t,"


def read_csv(data: bytes) -> Sheet:
    """Return the sheet of a CSV file; raises SheetError."""
    rows = rows_of(StringIO(decoded(data), newline=""))
    return sheet_of(rows)


def decoded(data: bytes) -> str:
    try:
        text = data.decode(encoding_of(data))
    except UnicodeError as error:
        raise SheetError(
            _("The letters in the file cannot be read. Save it as CSV UTF-8 and send it again.")
        ) from error
    return text.replace("\x00", "")


def encoding_of(data: bytes) -> str:
    """Return what the mark says, else UTF-8 if it is that, else the Windows encoding."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    try:
        # What is read of a long file may end in the middle of a letter.
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return FALLBACK
    return "utf-8"


def rows_of(file: TextIO) -> Iterator[list[str]]:
    """Yield the rows of a text that was opened with ``newline=""``; raises SheetError."""
    delimiter = delimiter_of(file.readline())
    file.seek(0)
    reader = csv.reader(file, delimiter=delimiter, skipinitialspace=True)
    try:
        yield from reader
    except csv.Error as error:
        raise SheetError(
            _("The file is damaged in line %(line)d.") % {"line": reader.line_num}
        ) from error


def delimiter_of(line: str) -> str:
    """Return the sign that parts most cells of the heading, outside quotation marks."""
    unquoted = "".join(line.split('"')[::2])
    return max(DELIMITERS, key=unquoted.count)
