"""Dates, numbers and lists as a reader of Slovenian or Italian expects them.

Every function takes `language="sl"` or `"it"`; without it the active language counts, and a
language without rules here gets the neutral forms of `conventions.Neutral`. Where the rules come
from, and where they leave CLDR 48, stands in `conventions`.

No-break spaces (U+00A0) keep a date, and a figure with its sign, on one line. No preposition is
ever glued to a date: write a label before it ("Rok: …", "Scadenza: …").
"""

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext

from django.utils import timezone
from django.utils.translation import get_language

from hubkit.bilingual.conventions import NBSP, Neutral, conventions

Number = Decimal | int | float

_MINUS = "\u2212"


def _of(language: str | None) -> Neutral:
    return conventions(language or get_language() or "")


# Dates and times


def date(value: dt.date, *, language: str | None = None) -> str:
    """In figures: `1. 10. 2019`, `1/10/2019`. An aware datetime counts by its local day."""
    return _of(language).date(_local_day(value))


def date_in_words(value: dt.date, *, language: str | None = None) -> str:
    """For a sentence: `1. oktobra 2019` (genitive), `1º ottobre 2019` (º for the first only)."""
    return _of(language).date_in_words(_local_day(value))


def date_with_weekday(value: dt.date, *, language: str | None = None) -> str:
    """`torek, 1. oktobra 2019`, `martedì 1º ottobre 2019`.

    After the weekday stands an ordinary space, so that a heading can still break on a phone.
    """
    return _of(language).date_with_weekday(_local_day(value))


def date_range(start: dt.date, end: dt.date | None, *, language: str | None = None) -> str:
    """`1. 10. 2019–30. 9. 2023`, `1º ottobre 2019 – 30 settembre 2023`.

    A month or year that both ends share is said once, a single day is said as one date (in figures
    or in words, as the language's ranges are), and without an end the dash stays open.
    Raises ValueError when the end lies before the start.
    """
    rules, first = _of(language), _local_day(start)
    if end is None:
        return rules.range_date(first) + rules.open_dash
    last = _local_day(end)
    if last < first:
        raise ValueError(f"The range ends ({last}) before it starts ({first})")
    return rules.range_date(first) if first == last else rules.date_range(first, last)


def time(value: dt.time | dt.datetime, *, language: str | None = None) -> str:
    """`9.30`, `ore 9.30`. An aware datetime is told in Django's current time zone."""
    rules = _of(language)
    return rules.before_clock + rules.clock(_local_time(value))


def time_range(
    start: dt.time | dt.datetime,
    end: dt.time | dt.datetime | None,
    *,
    language: str | None = None,
) -> str:
    """`9.30–11.30`, `ore 9.30–11.30`; only the start when no end is known or it is the same.

    The end may be the smaller one: a concert runs past midnight.
    """
    rules = _of(language)
    hours = [rules.clock(_local_time(value)) for value in (start, end) if value is not None]
    return rules.before_clock + "–".join(dict.fromkeys(hours))


def iso(value: dt.date | dt.time) -> str:
    """The machine form for `<time datetime>`, as exact as the value; datetimes in local time."""
    if isinstance(value, dt.datetime):
        return _localised(value).isoformat(timespec="minutes")
    return value.isoformat(timespec="minutes") if isinstance(value, dt.time) else value.isoformat()


def _localised(value: dt.datetime) -> dt.datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


def _local_day(value: dt.date) -> dt.date:
    return _localised(value).date() if isinstance(value, dt.datetime) else value


def _local_time(value: dt.time | dt.datetime) -> dt.time:
    return _localised(value).time() if isinstance(value, dt.datetime) else value


# Numbers


def number(value: Number, decimals: int | None = None, *, language: str | None = None) -> str:
    """`9.000,5`: thousands by points, also under ten thousand, and a decimal comma in both.

    Rounds half up to `decimals`; without it all decimals the value carries are shown. The minus is
    U+2212, and never stands before a zero. Raises ValueError for what is not finite.
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"{value} cannot be written as a number")
    with localcontext(rounding=ROUND_HALF_UP):
        text = format(exact, "z,f" if decimals is None else f"z,.{decimals}f")
    rules = _of(language)
    signs: dict[str, str | int | None] = {
        ",": rules.group_sign,
        ".": rules.decimal_sign,
        "-": _MINUS,
    }
    return text.translate(str.maketrans(signs))


def money(value: Number, *, language: str | None = None) -> str:
    """Euros to the cent, the sign after the amount in both languages: `334.613,93 €`."""
    return f"{number(value, 2, language=language)}{NBSP}€"


def percent(value: Number, decimals: int | None = None, *, language: str | None = None) -> str:
    """`5,6 %` in Slovenian (Slovenski pravopis: a space), `5,6%` in Italian, from 5.6."""
    return f"{number(value, decimals, language=language)}{_of(language).percent_gap}%"


def file_size(size: int, *, language: str | None = None) -> str:
    """`340 kB`, `1,2 MB`, `2,0 GB`: decimal units (IEC 80000-13), whole kB, at least one.

    Takes bytes; raises ValueError when they are negative.
    """
    if size < 0:
        raise ValueError(f"A file cannot have {size} bytes")
    bytes_ = Decimal(size)
    if bytes_ < 999_500:
        whole = max(bytes_ / 1_000, Decimal(min(size, 1)))
        return f"{number(whole, 0, language=language)}{NBSP}kB"
    if bytes_ < 999_950_000:
        return f"{number(bytes_ / 1_000_000, 1, language=language)}{NBSP}MB"
    return f"{number(bytes_ / 1_000_000_000, 1, language=language)}{NBSP}GB"


def plural_index(n: Number, *, language: str | None = None) -> int:
    """Which plural form goes with `n`, counted from 0 as gettext does.

    Slovenian: 1 (and 101), 2 (102), 3–4 (103–104), the others; what shows decimals, `1,0` too, is
    "few" as in CLDR 48 (1,5 ure). Italian and other languages: one, the others.
    """
    return _of(language).plural_index(n if isinstance(n, Decimal) else Decimal(str(n)))


def plural(n: Number, forms: Sequence[str], *, language: str | None = None) -> str:
    """The form that goes with `n`: of four in Slovenian, of two in Italian.

    Raises ValueError when the number of forms is not the language's.
    """
    expected = _of(language).plural_forms
    if len(forms) != expected:
        raise ValueError(f"{expected} plural forms are needed, not {len(forms)}: {forms}")
    return forms[plural_index(n, language=language)]


# Words


def quote(text: str, *, language: str | None = None) -> str:
    """»…« in Slovenian, «…» in Italian."""
    opening, closing = _of(language).quotes
    return f"{opening}{text}{closing}"


def joint(following: str, *, language: str | None = None) -> str:
    """What stands before the last member of a list: ` in `; ` e `, before another e ` ed `."""
    return _of(language).joint(following)


def join(items: Sequence[str], *, language: str | None = None) -> str:
    """`a, b in c`, `a, b e c`; nothing makes an empty text. Escapes nothing."""
    if len(items) < 2:
        return "".join(items)
    *most, last = items
    return ", ".join(most) + joint(last, language=language) + last
