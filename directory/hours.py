"""Weekly opening hours: as people write them, as the entry stores them, and whether it is open now.

Stored as a list of ``{"days": [1..7], "from": "09:00", "to": "12:00"}``: local wall time, ISO
weekdays (Monday is 1), one interval each. Written one line for days with the same hours, in either
language: ``ponedeljek–petek 9.00–12.00, 14.00–16.00`` or ``lun-ven 9-12``.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hubkit.bilingual import formats
from hubkit.bilingual.conventions import Italian, Slovenian

DAYS_OF_OSM = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DASH = re.compile(r"\s*[-–—]\s*")
TIME = re.compile(r"^(?:ore\s*)?(\d{1,2})(?:[.:h](\d{2}))?$")
FIRST_DIGIT = re.compile(r"(?=(?:ore\s*)?\d)")

HORIZON = dt.timedelta(days=92)

Interval = tuple[str, str]


def parse(text: str) -> list[dict]:
    """Return what is stored for the lines of `text`; raises ValidationError naming the line."""
    week: dict[int, list[Interval]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        days, intervals = parse_line(line)
        for day in days:
            week.setdefault(day, []).extend(intervals)
    for day in week:
        week[day].sort()
        require_apart(week[day])
    return packed(week)


def parse_line(line: str) -> tuple[list[int], list[Interval]]:
    try:
        parts = FIRST_DIGIT.split(line.casefold(), maxsplit=1)
        days, times = parts[0].strip(" :,"), parts[1]
        found = [parse_interval(piece) for piece in re.split(r"\s*[,;]\s*|\s+(?:in|e)\s+", times)]
        return list(parse_days(days)), found
    except (ValueError, IndexError, KeyError) as error:
        example = _("Monday–Friday 9.00–12.00, 14.00–16.00")
        raise ValidationError(
            _("“%(line)s” cannot be read. Write one line such as: %(example)s"),
            params={"line": line, "example": example},
        ) from error


def parse_days(text: str) -> Iterator[int]:
    """Yield ISO weekdays of “pon–sre, petek”; raises ValueError for what is no day."""
    for piece in re.split(r"\s*[,;]\s*|\s+(?:in|e)\s+", text):
        first, *last = [weekday(name) for name in DASH.split(piece)]
        end = last[0] if last else first
        yield from ((first - 1 + step) % 7 + 1 for step in range((end - first) % 7 + 1))


def weekday(name: str) -> int:
    """Return the ISO weekday that at least two letters of a name in either language begin."""
    letters = folded(name.strip(". "))
    for names in (Slovenian.weekdays, Italian.weekdays):
        for number, known in enumerate(names, start=1):
            if len(letters) >= 2 and folded(known).startswith(letters):
                return number
    raise ValueError(name)


def folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def parse_interval(text: str) -> Interval:
    start, end = (parse_time(piece) for piece in DASH.split(text.strip()))
    if end <= start:
        raise ValueError(text)
    return start, end


def parse_time(text: str) -> str:
    match = TIME.match(text.strip())
    if match is None:
        raise ValueError(text)
    hour, minute = int(match[1]), int(match[2] or 0)
    return "24:00" if (hour, minute) == (24, 0) else dt.time(hour, minute).strftime("%H:%M")


def require_apart(intervals: list[Interval]) -> None:
    for (_start, end), (start, _end) in pairwise(intervals):
        if start < end:
            raise ValidationError(_("Two of the opening hours of one day overlap."))


def packed(week: dict[int, list[Interval]]) -> list[dict]:
    """Return one row for each interval with the days that have it, in order."""
    rows: dict[Interval, list[int]] = {}
    for day in sorted(week):
        for interval in week[day]:
            rows.setdefault(interval, []).append(day)
    ordered = sorted(rows.items(), key=lambda item: (item[1], item[0]))
    return [{"days": days, "from": start, "to": end} for (start, end), days in ordered]


def by_day(hours: Iterable[dict]) -> dict[int, list[Interval]]:
    """Return the intervals of each weekday that has any, in order."""
    week: dict[int, list[Interval]] = {}
    for row in hours:
        for day in row["days"]:
            week.setdefault(day, []).append((row["from"], row["to"]))
    return {day: sorted(week[day]) for day in sorted(week)}


def spans(hours: Iterable[dict]) -> list[tuple[int, int, list[Interval]]]:
    """Return ``(first day, last day, intervals)`` of neighbouring days with the same hours."""
    week = list(by_day(hours).items())
    found = []
    for _key, run in groupby(enumerate(week), key=lambda each: (each[1][0] - each[0], each[1][1])):
        days = [day for _place, (day, _intervals) in run]
        found.append((days[0], days[-1], dict(week)[days[0]]))
    return found


def in_words(hours: Iterable[dict], language: str | None = None) -> str:
    """Return the hours as lines that `parse` reads, in the language given or the active one."""
    lines = []
    for first, last, intervals in spans(hours):
        days = day_name(first, language)
        if last != first:
            days = f"{days}–{day_name(last, language)}"
        lines.append(f"{days} {', '.join(f'{clock(a)}–{clock(b)}' for a, b in intervals)}")
    return "\n".join(lines)


def exception_in_words(row: dict, language: str | None = None) -> str:
    """Return the dates and hours of an exception, such as “24.–26. 12. 2026: closed”."""
    start, end = (dt.date.fromisoformat(row[key]) for key in ("from", "to"))
    days = formats.date_range(start, end, language=language)
    intervals = ", ".join(f"{clock(a)}–{clock(b)}" for a, b in row.get("hours", []))
    closed = _("closed")  # not within the f-string: xgettext finds nothing there
    return f"{days}: {intervals or closed}"


def day_name(day: int, language: str | None = None) -> str:
    italian = (language or get_language() or "").startswith("it")
    return (Italian if italian else Slovenian).weekdays[day - 1]


def clock(text: str) -> str:
    """Return “9.00” of "09:00": both languages write it so."""
    hour, minute = text.split(":")
    return f"{int(hour)}.{minute}"


def osm(hours: Iterable[dict]) -> str:
    """Return the value of OpenStreetMap's `opening_hours` key."""
    rules = []
    for first, last, intervals in spans(hours):
        days = DAYS_OF_OSM[first - 1] + (f"-{DAYS_OF_OSM[last - 1]}" if last != first else "")
        rules.append(f"{days} {','.join(f'{a}-{b}' for a, b in intervals)}")
    return "; ".join(rules)


def hours_on(day: dt.date, hours: Iterable[dict], exceptions: Iterable[dict]) -> list[Interval]:
    """Return the intervals of a day; a public holiday of Slovenia has none unless one is noted."""
    for each in exceptions:
        if dt.date.fromisoformat(each["from"]) <= day <= dt.date.fromisoformat(each["to"]):
            return [(start, end) for start, end in each.get("hours", [])]
    if is_holiday(day):
        return []
    return by_day(hours).get(day.isoweekday(), [])


def is_open(now: dt.datetime, hours: Iterable[dict], exceptions: Iterable[dict] = ()) -> bool:
    """Whether it is open at `now`, a moment in local time."""
    moment = f"{now:%H:%M}"
    return any(start <= moment < end for start, end in hours_on(now.date(), hours, exceptions))


def closes_at(now: dt.datetime, hours: Iterable[dict], exceptions: Iterable[dict] = ()) -> str:
    """Return until when it is open at `now`, such as "12:00"; "" where it is closed."""
    moment, end = f"{now:%H:%M}", ""
    for start, stop in hours_on(now.date(), hours, exceptions):
        if start <= (end or moment) < stop:
            end = stop
    return end


def opens_next(
    now: dt.datetime, hours: Iterable[dict], exceptions: Iterable[dict] = ()
) -> tuple[dt.date, str] | None:
    """Return the day and the hour of the next opening after `now`, a moment in local time.

    None where nothing opens within HORIZON: a place without hours, or closed for months.
    """
    hours, exceptions = list(hours), list(exceptions)
    moment = f"{now:%H:%M}"
    for ahead in range(HORIZON.days):
        day = now.date() + dt.timedelta(days=ahead)
        for start, _end in hours_on(day, hours, exceptions):
            if ahead or start > moment:
                return day, start
    return None


# The days off work of Zakon o praznikih in dela prostih dnevih v Republiki Sloveniji.
FIXED_HOLIDAYS = frozenset(
    {
        *((1, 1), (1, 2), (2, 8), (4, 27), (5, 1), (5, 2)),
        *((6, 25), (8, 15), (10, 31), (11, 1), (12, 25), (12, 26)),
    }
)


def is_holiday(day: dt.date) -> bool:
    return (day.month, day.day) in FIXED_HOLIDAYS or day == easter(day.year) + dt.timedelta(days=1)


def easter(year: int) -> dt.date:
    """Return Easter Sunday (the anonymous Gregorian algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)
