"""What differs between the languages when a date, a number or a list is written.

One class a language; `formats` asks the right one. `Neutral` stands for any other language:
ISO 8601 dates and times, ISO 80000-1 numbers (thousands apart by a space), curly quotes, a list
without "and".

The sources: Slovenski pravopis 2001 (spaces after the points of a date and before the per cent
sign, the point between hours and minutes, »…«), the Accademia della Crusca (the euphonic d only
before the same vowel), the decimal comma and the point between thousands of both countries, and
CLDR 48 for the rest. Departures from CLDR 48, each seen in ICU 78:

- sl: `1. oktober 2019` (nominative) becomes the genitive that a date is read with; a range stays in
  figures; `09:30` becomes `9.30`; quotes „…“ become »…«.
- it: `01/10/19` becomes `1/10/2019`, `1 ottobre` becomes `1º ottobre`, `01–03 ottobre` becomes
  `1º–3 ottobre`; `09:30` becomes `ore 9.30`; "e" becomes "ed" before e.
- both: `9000,00 €` becomes `9.000,00 €`, so that figures in one table line up.
"""

import datetime as dt
import unicodedata
from decimal import Decimal
from typing import ClassVar

NBSP = "\u00a0"


class Neutral:
    """The habits of a language we have no rules for."""

    decimal_sign = "."
    group_sign = NBSP
    percent_gap = NBSP
    quotes = ("“", "”")
    and_word = ""
    plural_forms = 2
    before_clock = ""
    open_dash = f"{NBSP}–"

    def date(self, day: dt.date) -> str:
        return day.isoformat()

    def date_in_words(self, day: dt.date) -> str:
        return day.isoformat()

    def date_with_weekday(self, day: dt.date) -> str:
        return day.isoformat()

    def range_date(self, day: dt.date) -> str:
        """A whole date as ranges write it."""
        return day.isoformat()

    def date_range(self, start: dt.date, end: dt.date) -> str:
        """From one day to a later one; what both share is said once, at the end."""
        return f"{start.isoformat()}{NBSP}–{NBSP}{end.isoformat()}"

    def clock(self, hours: dt.time) -> str:
        return f"{hours:%H:%M}"

    def joint(self, following: str) -> str:
        """What stands between the last two members of a list, spaces included."""
        return f" {self.and_word} " if self.and_word else ", "

    def plural_index(self, n: Decimal) -> int:
        return 0 if n == 1 else 1


class _Pointed(Neutral):
    """What Slovenian and Italian share."""

    decimal_sign = ","
    group_sign = "."
    months: ClassVar[tuple[str, ...]]
    weekdays: ClassVar[tuple[str, ...]]

    def month(self, day: dt.date) -> str:
        return self.months[day.month - 1]

    def weekday(self, day: dt.date) -> str:
        return self.weekdays[day.weekday()]

    def clock(self, hours: dt.time) -> str:
        return f"{hours.hour}.{hours:%M}"


class Slovenian(_Pointed):
    quotes = ("»", "«")
    and_word = "in"
    plural_forms = 4
    open_dash = "–"
    months = (
        "januarja",
        "februarja",
        "marca",
        "aprila",
        "maja",
        "junija",
        "julija",
        "avgusta",
        "septembra",
        "oktobra",
        "novembra",
        "decembra",
    )
    weekdays = ("ponedeljek", "torek", "sreda", "četrtek", "petek", "sobota", "nedelja")

    def date(self, day: dt.date) -> str:
        return f"{day.day}.{NBSP}{day.month}.{NBSP}{day.year}"

    def date_in_words(self, day: dt.date) -> str:
        return f"{day.day}.{NBSP}{self.month(day)}{NBSP}{day.year}"

    def date_with_weekday(self, day: dt.date) -> str:
        return f"{self.weekday(day)}, {self.date_in_words(day)}"

    def range_date(self, day: dt.date) -> str:
        return self.date(day)

    def date_range(self, start: dt.date, end: dt.date) -> str:
        if start.year != end.year:
            opening = self.date(start)
        elif start.month != end.month:
            opening = f"{start.day}.{NBSP}{start.month}."
        else:
            opening = f"{start.day}."
        return f"{opening}–{self.date(end)}"

    def plural_index(self, n: Decimal) -> int:
        """One, two, few (3, 4 and whatever has decimals), other: the order of gettext and CLDR."""
        if _decimals(n):
            return 2
        return {1: 0, 2: 1, 3: 2, 4: 2}.get(abs(int(n)) % 100, 3)


class Italian(_Pointed):
    quotes = ("«", "»")
    percent_gap = ""
    and_word = "e"
    before_clock = f"ore{NBSP}"
    months = (
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    )
    weekdays = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")

    def ordinal(self, day: dt.date) -> str:
        return "1º" if day.day == 1 else str(day.day)

    def date(self, day: dt.date) -> str:
        return f"{day.day}/{day.month}/{day.year}"

    def date_in_words(self, day: dt.date) -> str:
        return f"{self.ordinal(day)}{NBSP}{self.month(day)}{NBSP}{day.year}"

    def date_with_weekday(self, day: dt.date) -> str:
        return f"{self.weekday(day)} {self.date_in_words(day)}"

    def range_date(self, day: dt.date) -> str:
        return self.date_in_words(day)

    def date_range(self, start: dt.date, end: dt.date) -> str:
        closing = self.date_in_words(end)
        if start.year != end.year:
            return f"{self.date_in_words(start)}{NBSP}– {closing}"
        if start.month != end.month:
            return f"{self.ordinal(start)}{NBSP}{self.month(start)}{NBSP}– {closing}"
        return f"{self.ordinal(start)}–{closing}"

    def joint(self, following: str) -> str:
        """The euphonic d stands only before the same vowel (Accademia della Crusca)."""
        letters = (c for c in unicodedata.normalize("NFD", following) if c.isalnum())
        return " ed " if next(letters, "") in ("e", "E") else " e "

    def plural_index(self, n: Decimal) -> int:
        """One, other. CLDR's "many" (1 milione *di* …) only touches numbers in words."""
        return 0 if abs(n) == 1 and not _decimals(n) else 1


def _decimals(n: Decimal) -> bool:
    exponent = n.as_tuple().exponent
    return isinstance(exponent, int) and exponent < 0


_NEUTRAL = Neutral()
_CONVENTIONS: dict[str, Neutral] = {"sl": Slovenian(), "it": Italian()}


def conventions(language: str) -> Neutral:
    """Those of a language code; a region (`sl-SI`) changes nothing."""
    return _CONVENTIONS.get(language.lower().replace("_", "-").split("-")[0], _NEUTRAL)
