"""Reading places: pick-lists in a reader's order, and whom a written name means."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from hubkit.bilingual.sorting import sort_key
from hubkit.places.models import Settlement, Street
from hubkit.places.municipalities import MUNICIPALITIES, Municipality
from hubkit.places.names import folded, the_one_named

Named = TypeVar("Named", Municipality, Settlement, Street)


def settlements_grouped(
    language: str, settlements: Iterable[Settlement] | None = None
) -> list[tuple[Municipality, list[Settlement]]]:
    """Return the settlements (those on offer) by municipality, in the order of `language`.

    Municipalities without one are left out. One query.
    """
    groups: dict[str, list[Settlement]] = defaultdict(list)
    for settlement in Settlement.objects.offered() if settlements is None else settlements:
        groups[settlement.municipality].append(settlement)
    found = [municipality for municipality in MUNICIPALITIES if municipality.code in groups]
    return [(each, in_order(groups[each.code], language)) for each in in_order(found, language)]


def in_order(places: Iterable[Named], language: str) -> list[Named]:
    """Return places or municipalities by their names in `language`, in its own alphabet."""
    return sorted(places, key=lambda place: sort_key(place.label(language), language))


def streets_of(settlement: Settlement, language: str) -> list[Street]:
    """Return the streets on offer in a settlement, in the order of `language`."""
    return in_order(list(settlement.streets.offered()), language)


def match_municipality(text: str) -> Municipality | None:
    """Return the municipality that `text` names by its code or in either language."""
    wanted = folded(text)
    for each in MUNICIPALITIES:
        if wanted in {each.code, *(folded(name) for name in (each.sl, each.it or each.sl))}:
            return each
    return None


def match_settlement(text: str, municipality: str = "") -> Settlement | None:
    """Return the one settlement that `text` names, in a municipality if its code is given.

    `text` is a name in either language, or the register's code; see `names.the_one_named`. A name
    that several municipalities have means none of them unless the municipality is given.
    """
    settlements = Settlement.objects.offered()
    if municipality:
        settlements = settlements.filter(municipality=municipality)
    return the_one_named(text, list(settlements))


def match_street(text: str, settlement: Settlement) -> Street | None:
    """Return the one street of a settlement that `text` names; see `names.the_one_named`."""
    return the_one_named(text, list(settlement.streets.offered()))
