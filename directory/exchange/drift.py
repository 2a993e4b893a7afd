"""Where the register says something else than the entry: the name, the form or the address."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory.exchange.register_rows import forms_of
from directory.models import Entry, OrganisationPage, RegistryRow
from hubkit.places.names import folded


@dataclass(frozen=True)
class Difference:
    """What differs, in words, and how each of the two has it."""

    label: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class Drift:
    page: OrganisationPage
    differences: list[Difference]


def drifts() -> list[Drift]:
    """Return the public entries that differ from the register. A fixed number of queries.

    Without a copy of the register there are none. An entry of one of the eight municipalities
    whose number the register has not got differs in that.
    """
    register = {row.maticna: row for row in RegistryRow.objects.all()}
    if not register:
        return []
    entries = Entry.objects.listed().exclude(maticna="").exclude(page=None)
    pages = (
        OrganisationPage.objects.filter(pk__in=entries.values("page"))
        .select_related("legal_form")
        .prefetch_related("places__settlement", "places__street", "places__post")
        .order_by("title", "pk")
    )
    found = ((page, list(differences(page, register.get(page.maticna)))) for page in pages)
    return [Drift(page, each) for page, each in found if each]


def differences(page: OrganisationPage, row: RegistryRow | None) -> Iterator[Difference]:
    if row is None:
        if page.seat and page.seat.municipality:
            yield Difference(_("Registration number"), page.maticna, _("not in the register"))
        return
    if folded(page.title) != folded(row.name):
        yield Difference(_("Official name"), page.title, row.name)
    form = page.legal_form
    known = forms_of(row.legal_form)
    if form and known and form.code not in known:
        yield Difference(_("Legal form"), str(form), row.legal_form)
    ours, theirs = address_of(page), registered_address(row)
    if ours and any(mine and mine != other for mine, other in zip(ours, theirs, strict=True)):
        yield Difference(pgettext("place", "Address"), in_a_line(page), in_words(row))


def address_of(page: OrganisationPage) -> tuple[str, str, str, str] | None:
    """Return the seat's settlement, street, house number and post, to compare, or None."""
    seat = page.seat
    if seat is None or not (seat.settlement or seat.settlement_name):
        return None
    settlement = folded(seat.settlement.name_sl if seat.settlement else seat.settlement_name)
    street = folded(seat.street.name_sl if seat.street else seat.street_name)
    post = seat.post.code if seat.post else ""
    return settlement, street_or_none(street, settlement), plain(seat.house_number), post


def registered_address(row: RegistryRow) -> tuple[str, str, str, str]:
    settlement = folded(row.settlement)
    street = street_or_none(folded(row.street), settlement)
    return settlement, street, plain(row.house_number), row.post


def street_or_none(street: str, settlement: str) -> str:
    """Villages without streets have the settlement's own name there."""
    return "" if street == settlement else street


def plain(house_number: str) -> str:
    return folded(house_number).replace(" ", "").lstrip("0")


def in_a_line(page: OrganisationPage) -> str:
    return page.seat.one_line("sl")


def in_words(row: RegistryRow) -> str:
    house = f"{row.street or row.settlement} {row.house_number}".strip()
    return ", ".join(filter(None, (house, row.street and row.settlement, row.post)))
