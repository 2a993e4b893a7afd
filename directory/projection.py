"""Keeping each Entry's projection equal to its public page, in the transaction that publishes."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from directory.models.entries import (
    MEMBER,
    POTENTIAL,
    YES,
    Entry,
    EntryFacet,
    EntryState,
    Facet,
)
from directory.models.freshness import due_after
from directory.models.organisation import OrganisationPage
from directory.models.parts import Place
from hubkit.bilingual.sorting import sort_key

PROJECTED = (
    *("page", "listed", "maticna", "title", "municipality", "lat", "lon"),
    *("sort_sl", "sort_it", "modified_at"),
)


def entry_of(page: OrganisationPage) -> Entry:
    """Return the entry of a page, made where there is none; a draft has one too."""
    today = timezone.localdate()
    entry, _created = Entry.objects.get_or_create(
        uid=page.uid,
        defaults={
            "page": source_of(page),
            "title": page.title,
            "due_on": due_after(today, Entry._meta.get_field("interval").default),
        },
    )
    return entry


def source_of(page: OrganisationPage) -> OrganisationPage:
    return page.alias_of.specific if page.alias_of_id else page


@transaction.atomic
def refresh(page: OrganisationPage) -> Entry:
    """Write the projection of a page as it is live now; of a page that is not, only that."""
    page = source_of(page)
    entry = entry_of(page)
    seat = page.seat
    entry.page = page
    entry.listed = page.live and entry.state == EntryState.OPEN
    entry.maticna, entry.title = page.maticna, page.title
    entry.municipality = seat.municipality if seat else ""
    entry.lat, entry.lon = point_of(seat) if seat else (None, None)
    entry.sort_sl = sort_key(page.name_sl or page.title, "sl").encode()
    entry.sort_it = sort_key(page.name_it or page.title, "it").encode()
    entry.modified_at = page.last_published_at or timezone.now()
    # Nothing else: somebody may have confirmed or ended it since it was read.
    entry.save(update_fields=PROJECTED)
    write_facets(entry, set(facets_of(page)) if entry.listed else set())
    return entry


def point_of(place: Place) -> tuple[float | None, float | None]:
    """Return where a place is for readers: its own point, else its settlement's; none if hidden."""
    if place.hide_address:
        return None, None
    if place.lat is not None and place.lon is not None:
        return place.lat, place.lon
    settlement = place.settlement
    return (settlement.lat, settlement.lon) if settlement else (None, None)


def write_facets(entry: Entry, wanted: set[tuple[str, str]]) -> None:
    """Bring the entry's facets to `wanted`, touching only rows that differ."""
    rows = {(row.group, row.value): row.pk for row in entry.facets.all()}
    entry.facets.filter(pk__in=[pk for key, pk in rows.items() if key not in wanted]).delete()
    EntryFacet.objects.bulk_create(
        EntryFacet(entry=entry, group=group, value=value)
        for group, value in sorted(wanted - set(rows))
    )


def facets_of(page: OrganisationPage) -> Iterator[tuple[str, str]]:
    """Yield ``(group, value)`` of all by which readers find the page."""
    lists = (
        (Facet.TOPIC, [term.heir.code for term in page.topics.all()]),
        (Facet.AUDIENCE, [term.heir.code for term in page.audiences.all()]),
        (Facet.MUNICIPALITY, page.areas),
        (Facet.LANGUAGE, page.languages),
        (Facet.FORM, [page.legal_form.heir.code] if page.legal_form else []),
        (Facet.ACCESS, [code for place in page.places.all() for code in place.access]),
        (Facet.STATUS, statuses_of(page)),
        (Facet.VOLUNTEERS, [YES] if page.volunteers else []),
    )
    for group, values in lists:
        yield from ((group, value) for value in values)


def statuses_of(page: OrganisationPage) -> Iterator[str]:
    today = timezone.localdate()
    for row in page.public_interest.all():
        if row.end is None or row.end >= today:
            yield row.term.heir.code
    if page.hub_member:
        yield MEMBER
    if page.potential_year:
        yield POTENTIAL
