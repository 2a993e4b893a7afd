"""Days with other hours as lines that people write, and as `Place.hours_exceptions` stores them.

A line is ``24. 12. 2026–2. 1. 2027: closed`` or ``24. 12. 2026: 9.00–11.00 | note in Slovenian |
note in Italian``; dates as both languages write them, or as ISO 8601 does.
"""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.hours import clock, parse_interval, require_apart
from hubkit.bilingual import formats

DAY = r"(\d{1,2}\s*[./]\s*\d{1,2}\s*[./]\s*\d{4}|\d{4}-\d\d-\d\d)"
LINE = re.compile(rf"^{DAY}(?:\s*[-–—]\s*{DAY})?\s*[:,]?\s*(.*)$")
# Read in any language, so never left to the catalogs.
CLOSED = {"sl": "zaprto", "it": "chiuso", "en": "closed"}


def parse(text: str) -> list[dict[str, Any]]:
    """Return what is stored for the lines of `text`; raises ValidationError naming the line."""
    return [parse_line(line) for line in filter(None, map(str.strip, text.splitlines()))]


def parse_line(line: str) -> dict[str, Any]:
    match = LINE.match(line)
    try:
        if match is None:
            raise ValueError(line)
        start = day(match[1])
        end = day(match[2]) if match[2] else start
        if end < start:
            raise ValueError(line)
        times, *notes = [part.strip() for part in match[3].split("|")]
        hours = intervals(times)
        note_sl, note_it = [*notes, "", ""][:2]
    except ValueError as error:
        raise ValidationError(
            _("“%(line)s” cannot be read. Write one line such as: %(example)s"),
            params={"line": line, "example": _("24. 12. 2026–2. 1. 2027: closed")},
        ) from error
    return {
        "from": start.isoformat(),
        "to": end.isoformat(),
        "closed": not hours,
        "hours": hours,
        "note_sl": note_sl,
        "note_it": note_it,
    }


def day(text: str) -> dt.date:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return dt.date.fromisoformat(text)
    number, month, year = (int(part) for part in re.split(r"\s*[./]\s*", text))
    return dt.date(year, month, number)


def intervals(text: str) -> list[list[str]]:
    """Return the opening hours of a line, none for a closed day. Raises ValueError."""
    if text.casefold() in CLOSED.values():
        return []
    found = sorted(parse_interval(piece) for piece in re.split(r"\s*[,;]\s*", text))
    require_apart(found)
    return [list(interval) for interval in found]


def in_lines(rows: Iterable[dict[str, Any]]) -> str:
    """Return the lines that `parse` reads, in the active language."""
    return "\n".join(map(line_of, rows))


def line_of(row: dict[str, Any]) -> str:
    start, end = (formats.date(dt.date.fromisoformat(row[key])) for key in ("from", "to"))
    days = start if start == end else f"{start}–{end}"
    times = ", ".join(f"{clock(a)}–{clock(b)}" for a, b in row.get("hours") or [])
    notes = [" ".join((row.get(name) or "").split()) for name in ("note_sl", "note_it")]
    times = times or CLOSED.get(get_language() or "", CLOSED["en"])
    line = " | ".join([f"{days}: {times}", *(notes if any(notes) else [])])
    return line.replace("\xa0", " ")
