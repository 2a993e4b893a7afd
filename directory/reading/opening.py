"""Whether a place is open now, and its hours as its entry shows them."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory import hours
from directory.models.parts import Place
from hubkit.bilingual import formats
from hubkit.bilingual.paired import Wording


@dataclass
class Opening:
    """The hours of a place (models.Place) at `now`, a moment in local time."""

    place: Place
    now: dt.datetime

    def __bool__(self):
        return bool(self.place.hours or self.place.by_appointment or self.place.hours_note)

    @property
    def rows(self) -> list[tuple[str, list[str]]]:
        """``(days, intervals)`` of neighbouring days with the same hours."""
        lines = hours.in_words(self.place.hours).splitlines()
        parted = (each.partition(" ") for each in lines)
        return [(days, times.split(", ")) for days, _space, times in parted]

    @cached_property
    def closes(self) -> str:
        return hours.closes_at(self.now, self.place.hours, self.place.hours_exceptions)

    @property
    def is_open(self) -> bool:
        return bool(self.closes)

    @property
    def in_words(self) -> str:
        """Say whether it is open and until when, or when it opens; "" for a place without hours."""
        if not self.place.hours:
            return ""
        if self.is_open:
            return _("Open now, until %(time)s") % {"time": hours.clock(self.closes)}
        return self._closed

    @property
    def _closed(self) -> str:
        coming = hours.opens_next(self.now, self.place.hours, self.place.hours_exceptions)
        if coming is None:
            return _("Closed now")
        day, start = coming
        return _("Closed now. Opens: %(when)s") % {"when": when(day, start, self.now.date())}

    @property
    def is_holiday(self) -> bool:
        """Whether it is a public holiday that closes the place today."""
        today = self.now.date()
        return (
            hours.is_holiday(today)
            and today.isoweekday() in hours.by_day(self.place.hours)
            and not hours.hours_on(today, self.place.hours, self.place.hours_exceptions)
        )

    @property
    def exceptions(self) -> list[tuple[str, Wording | str]]:
        """``(dates and hours, note)`` of the days with other hours that are not over."""
        today = self.now.date().isoformat()
        coming = [row for row in self.place.hours_exceptions if row["to"] >= today]
        return [
            (hours.exception_in_words(row), note_of(row))
            for row in sorted(coming, key=lambda row: row["from"])
        ]


def note_of(row: dict) -> Wording | str:
    """Return the note of an exception in the reader's language, or the other one."""
    own = get_language()
    for code in sorted(("sl", "it"), key=lambda code: code != own):
        if text := row.get(f"note_{code}"):
            return Wording(text, code)
    return ""


def when(day: dt.date, start: str, today: dt.date) -> str:
    """Return an opening as one says it on `today`: today, tomorrow, a weekday or a date."""
    if day == today:
        name = _("today")
    elif day == today + dt.timedelta(days=1):
        name = _("tomorrow")
    elif day < today + dt.timedelta(days=7):
        name = hours.day_name(day.isoweekday())
    else:
        name = formats.date_with_weekday(day)
    return f"{name}, {hours.clock(start)}"


def local_now() -> dt.datetime:
    return timezone.localtime()
