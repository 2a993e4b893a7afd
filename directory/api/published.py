"""What the world may see of an organisation: all that hands out data reads it through this."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from django.utils import timezone

from directory.models import Contact, Entry, OrganisationPage, Place
from directory.models.freshness import DORMANT


@dataclass
class Published:
    """A listed organisation as outsiders see it.

    Persons are shown with their own consent only; an entry that nobody has confirmed for long
    keeps neither persons nor hours; a hidden address is its municipality.
    """

    entry: Entry
    address: str  # of its page, in the reader's language

    @property
    def uid(self):
        return self.entry.uid

    @property
    def page(self) -> OrganisationPage:
        return cast(OrganisationPage, self.entry.page)  # a listed entry has one

    @cached_property
    def is_dormant(self) -> bool:
        return self.entry.freshness.hides_people

    @cached_property
    def assured_on(self) -> dt.date:
        return timezone.localdate(self.entry.assured_at)

    @cached_property
    def changed_at(self) -> dt.datetime:
        """When what is shown changed last: by hand, by a confirmation or by falling dormant."""
        moments = [self.entry.modified_at, self.entry.assured_at]
        if self.is_dormant:
            day = dt.datetime.combine(self.entry.due_on + DORMANT, dt.time())
            moments.append(timezone.make_aware(day))
        return max(moments)

    @cached_property
    def contacts(self) -> list[Contact]:
        if self.is_dormant:
            return []
        return [row for row in self.page.contacts.all() if row.consent]

    @cached_property
    def places(self) -> list[Place]:
        return list(self.page.places.all())

    def hours(self, place: Place) -> list[dict]:
        return [] if self.is_dormant else place.hours

    def hours_exceptions(self, place: Place) -> list[dict]:
        """Return the days with other hours that are not over, without rows that cannot be read."""
        if self.is_dormant:
            return []
        today = timezone.localdate().isoformat()
        return [row for row in place.hours_exceptions if is_sound(row) and row["to"] >= today]

    def point(self, place: Place) -> tuple[float, float] | None:
        if place.hide_address or place.lat is None or place.lon is None:
            return None
        return place.lat, place.lon


def is_sound(row) -> bool:
    """Whether an exception has two dates and pairs of hours; staff may write it by hand."""
    try:
        start, end = (dt.date.fromisoformat(row[key]) for key in ("from", "to"))
        return start <= end and all(len(pair) == 2 for pair in row.get("hours", []))
    except (AttributeError, KeyError, TypeError, ValueError):
        return False
