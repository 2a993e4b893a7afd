"""How many of the registered NGOs of each municipality are in the directory."""

from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import get_language

from directory.models import Entry, RegistryRow
from hubkit.places.municipalities import MUNICIPALITIES, Municipality


class Coverage(NamedTuple):
    """`percent` is whole, None where nothing is registered."""

    municipality: Municipality
    registered: int
    listed: int
    percent: int | None

    @property
    def names(self) -> list[tuple[str, str]]:
        """The official names with their languages, the reader's own first."""
        return self.municipality.names(get_language() or "sl")


def coverage() -> list[Coverage]:
    """Return a row for each of the eight municipalities, of the register's copy. One query."""
    listed = Entry.objects.listed().filter(maticna=OuterRef("maticna"))
    rows = (
        RegistryRow.objects.filter(is_ngo=True)
        .order_by()
        .values("municipality")
        .annotate(registered=Count("pk"), listed=Count("pk", filter=Q(Exists(listed))))
    )
    found = {row["municipality"]: (row["registered"], row["listed"]) for row in rows}
    return [covered(each, *found.get(each.code, (0, 0))) for each in MUNICIPALITIES]


def covered(municipality: Municipality, registered: int, listed: int) -> Coverage:
    percent = round(100 * listed / registered) if registered else None
    return Coverage(municipality, registered, listed, percent)
