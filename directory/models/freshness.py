"""How long ago somebody said that an entry is still right, and what follows from it."""

import datetime as dt
from calendar import monthrange
from datetime import timedelta

from django.db import models
from django.utils.translation import pgettext_lazy

SECOND_MAIL = timedelta(days=30)
OVERDUE = timedelta(days=60)
DORMANT = timedelta(days=180)
DECIDE = timedelta(days=730)
INTERVALS = (6, 12, 18)  # months between two confirmations, chosen by the owner
DEFAULT_INTERVAL = 12


class Freshness(models.TextChoices):
    """Where an entry stands on a day. Never stored: its due day says it."""

    FRESH = "fresh", pgettext_lazy("entry", "up to date")
    DUE = "due", pgettext_lazy("entry", "to be confirmed")
    OVERDUE = "overdue", pgettext_lazy("entry", "overdue")
    DORMANT = "dormant", pgettext_lazy("entry", "dormant")

    @classmethod
    def on(cls, day: dt.date, *, due: dt.date) -> "Freshness":
        """Return the freshness on `day` of an entry that is due for confirmation on `due`."""
        if day >= due + DORMANT:
            return cls.DORMANT
        if day >= due + OVERDUE:
            return cls.OVERDUE
        return cls.DUE if day >= due else cls.FRESH

    @property
    def is_unconfirmed(self) -> bool:
        """Whether readers are told that nobody confirmed the entry for a long time."""
        return self in (Freshness.OVERDUE, Freshness.DORMANT)

    @property
    def hides_people(self) -> bool:
        """Whether personal contacts and hours are hidden: people go before facts."""
        return self is Freshness.DORMANT


def due_after(day: dt.date, months: int) -> dt.date:
    """Return the day `months` after `day`; the last of a shorter month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
