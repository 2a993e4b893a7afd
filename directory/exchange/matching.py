"""Which organisation of the directory a row means: by registration number, else by name and seat.

Drafts count like public pages, so that the second run of a file finds what the first has made.
"""

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.exchange.lexicon import Lexicon
from directory.models import OrganisationPage
from directory.models.parts import Place
from hubkit.places.names import folded


class Index:
    """The organisations that are there, and in `rows` those that earlier rows of the file meant."""

    def __init__(self):
        self.by_number: dict[str, int] = {}
        self.number_of: dict[int, str] = {}
        self.by_name: dict[str, set[int]] = defaultdict(set)
        self.seats: dict[int, str] = {}
        self.rows: dict[Any, int] = {}
        pages = OrganisationPage.objects.filter(alias_of=None)
        for pk, number, *names in pages.values_list("pk", "maticna", "title", "name_sl", "name_it"):
            self.number_of[pk] = number
            if number:
                self.by_number[number] = pk
            for name in filter(None, names):
                self.by_name[folded(name)].add(pk)
        places = Place.objects.filter(page__alias_of=None).order_by("-sort_order", "-pk")
        # The first place is the seat; it comes last here and stays.
        self.seats.update(places.values_list("page", "municipality"))

    def find(self, values: dict[str, Any], lexicon: Lexicon) -> int | None:
        """Return the page that a row of values means, or None for a new one.

        Raises ValidationError where it cannot be told.
        """
        number = values.get("maticna") or ""
        if number in self.by_number:
            return self.by_number[number]
        name = folded(values.get("official_name") or "")
        if not name:
            raise ValidationError(
                _("No organisation has this number, and the row has no name to make one.")
                if number
                else _("The row has neither a registration number nor a name.")
            )
        seat = values.get("municipality") or lexicon.municipality_of(values.get("settlement") or "")
        return self.named(name, seat, number)

    def named(self, name: str, seat: str, number: str) -> int | None:
        alike = self.by_name.get(name, set())
        if number:  # another number is another organisation
            alike = {pk for pk in alike if not self.number_of[pk]}
        here = {pk for pk in alike if self.seats.get(pk, "") == seat}
        if len(here) == 1:
            return here.pop()
        if here:
            raise ValidationError(
                _("Several organisations have this name here. Add the registration number.")
            )
        if alike and not seat and not number:
            raise ValidationError(
                _("An organisation has this name. Add the registration number or the municipality.")
            )
        return None

    def claim(self, pk: int | None, values: dict[str, Any], number: int) -> None:
        """Note that row `number` means this page; raises ValidationError if an earlier one does."""
        key = pk or (
            values.get("maticna")
            or (folded(values["official_name"]), values.get("municipality") or "")
        )
        if key in self.rows:
            raise ValidationError(
                _("The same organisation is in row %(row)d."), params={"row": self.rows[key]}
            )
        self.rows[key] = number
