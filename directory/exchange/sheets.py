"""From the bytes of a table file to its headings and rows of text, or to a reason why not.

CSV and XLSX alike become texts: what looks like a formula is kept as the text that it is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hubkit.intake.characters import clean

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 200
# A spreadsheet may end in formatted rows with nothing in them.
MAX_EMPTY_ROWS = 100_000


class SheetError(Exception):
    """A file cannot be read; the message says why, in the language of whoever sent it."""


@dataclass(frozen=True)
class Sheet:
    """`headings` of the first row; `rows` as ``(number, texts)``, numbered as a spreadsheet shows
    them, each with as many texts as there are headings."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]


def sheet_of(rows: Iterable[Iterable[str]]) -> Sheet:
    """Return the sheet of raw rows, the first being number 1; raises SheetError.

    Rows with nothing in them are left out. The first other one has the headings.
    """
    filled = numbered(rows)
    headings = next(filled, (0, []))[1]
    if not headings:
        raise SheetError(_("The file is empty."))
    found = [(number, fitted(texts, headings, number)) for number, texts in filled]
    if not found:
        raise SheetError(_("The file has headings only, no rows."))
    return Sheet(headings, found)


def numbered(rows: Iterable[Iterable[str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that have something in them; raises SheetError where there are too many."""
    filled = 0
    for number, row in enumerate(rows, start=1):
        texts = trimmed(row)
        filled += bool(texts)
        if filled > MAX_ROWS + 1 or number > MAX_ROWS + MAX_EMPTY_ROWS:
            raise SheetError(
                _("The file has more than %(limit)d rows. Divide it.") % {"limit": MAX_ROWS}
            )
        if len(texts) > MAX_COLUMNS:
            raise SheetError(
                _("The file has more than %(limit)d columns.") % {"limit": MAX_COLUMNS}
            )
        if texts:
            yield number, texts


def trimmed(row: Iterable[str]) -> list[str]:
    """Return the texts without spaces around them and without the empty ones at the end."""
    texts = [clean(text).strip() for text in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def fitted(texts: list[str], headings: list[str], number: int) -> list[str]:
    """Return as many texts as there are headings; raises SheetError where there are more."""
    if len(texts) > len(headings):
        raise SheetError(
            _("Row %(number)d has more cells than there are headings.") % {"number": number}
        )
    return texts + [""] * (len(headings) - len(texts))
