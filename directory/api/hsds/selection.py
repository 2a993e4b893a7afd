"""Which organisations, services and places a query means, in which order."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from directory.api.hsds.problems import Problem
from directory.api.hsds.services import default_service, service_at
from directory.api.identifiers import owners_of
from directory.models import Entry, EntryFacet, Facet, Taxonomy, Term
from directory.models.freshness import DORMANT
from directory.models.taxonomies import ACCESS, AUDIENCES, LEGAL_FORMS, PUBLIC_INTEREST, TOPICS
from directory.queries import Matching, concealed, public_entries
from hubkit.places.distances import kilometres
from hubkit.places.models import Post

GROUPS = {
    TOPICS: Facet.TOPIC,
    LEGAL_FORMS: Facet.FORM,
    AUDIENCES: Facet.AUDIENCE,
    ACCESS: Facet.ACCESS,
    PUBLIC_INTEREST: Facet.STATUS,
}
SERVICE = "page__activities__uid"
PLACE = "page__places__uid"
IN_ORDER = ("page__activities__sort_order", "page__activities__pk")


def sound_entries(entries: QuerySet[Entry] | None = None) -> QuerySet[Entry]:
    """Return the public entries (of these) that can be put in the words of HSDS."""
    entries = public_entries() if entries is None else entries
    return entries.exclude(pk__in=afflicted(*Problem))


def afflicted(*problems: Problem) -> QuerySet:
    condition = Q()
    for problem in problems:
        condition |= problem.among_entries
    return Entry.objects.listed().filter(condition).values("pk")


def chosen(asked: Mapping[str, Any], language: str) -> QuerySet[Entry]:
    """Return the entries that have all that is asked for, by name in `language`."""
    matching = Matching(words=asked["search"], hidden=concealed())
    entries = sound_entries(matching.entries())
    if organisation := asked.get("organization_id"):
        entries = entries.filter(uid=organisation)
    if moment := asked.get("modified_after"):
        entries = entries.filter(changed_since(moment))
    if term := asked.get("taxonomy_term_id"):
        entries = entries.filter(having_term(term))
    if taxonomy := asked.get("taxonomy_id"):
        entries = entries.filter(having_taxonomy(taxonomy))
    return entries.order_by(f"sort_{language}", "pk")


def changed_since(moment: dt.datetime) -> Q:
    """Return the condition that what is shown changed at `moment` or later; see `Published`."""
    last = timezone.localdate() - DORMANT
    fell_dormant = Q(due_on__gte=timezone.localdate(moment) - DORMANT, due_on__lte=last)
    return Q(modified_at__gte=moment) | Q(assured_at__gte=moment) | fell_dormant


def having_term(uid: UUID) -> Q:
    term = Term.objects.select_related("taxonomy").filter(uid=uid).first()
    group = GROUPS.get(term.taxonomy.code) if term else None
    if term is None or group is None:
        return Q(pk__in=[])
    return Q(pk__in=EntryFacet.objects.filter(group=group, value=term.heir.code).values("entry"))


def having_taxonomy(uid: UUID) -> Q:
    taxonomy = Taxonomy.objects.filter(uid=uid).first()
    group = GROUPS.get(taxonomy.code) if taxonomy else None
    if group is None:
        return Q(pk__in=[])
    codes = Term.objects.filter(taxonomy=taxonomy).values("code")
    return Q(Exists(EntryFacet.objects.filter(entry=OuterRef("pk"), group=group, value__in=codes)))


def services(entries: QuerySet[Entry]) -> QuerySet:
    """Return ``(entry, activity's uid)``; an organisation without activities has one with None."""
    return entries.order_by(*entries.query.order_by, *IN_ORDER).values_list("pk", SERVICE)


def services_at_locations(entries: QuerySet[Entry], asked: Mapping[str, Any]) -> QuerySet:
    """Return ``(entry, activity's uid, place's uid)``; a hidden place is near nothing."""
    condition = Q(page__places__isnull=False)
    if code := asked.get("postcode"):
        condition &= near(code, asked.get("proximity")) & Q(page__places__hide_address=False)
    entries = entries.filter(condition)
    order = (*entries.query.order_by, *IN_ORDER, "page__places__sort_order", "page__places__pk")
    return entries.order_by(*order).values_list("pk", SERVICE, PLACE)


def near(code: str, metres: int | None) -> Q:
    """Return the condition on places: of this post, or so near to its middle."""
    if not metres:
        return Q(page__places__post__code=code)
    post = Post.objects.filter(code=code).first()
    if post is None or post.lat is None or post.lon is None:
        return Q(page__places__in=[])
    return Q(page__places__in=places_around(post.lat, post.lon, metres))


def places_around(lat: float, lon: float, metres: int) -> list[int]:
    """Return the places (primary keys) of the region that are shown and not farther away."""
    rows = (
        public_entries()
        .filter(page__places__hide_address=False, page__places__lat__isnull=False)
        .exclude(page__places__lon=None)
        .values_list("page__places__pk", "page__places__lat", "page__places__lon")
    )
    limit = metres / 1000
    return [pk for pk, y, x in rows if kilometres(lat, lon, y, x) <= limit]


def find_service(uid: UUID) -> tuple[int, UUID | None] | None:
    """Return ``(entry, activity's uid)`` of a public service, or None."""
    if found := services(sound_entries()).filter(**{SERVICE: uid}).first():
        return found
    return next(
        (
            (pk, None)
            for pk, owner in relatives(uid).filter(page__activities=None).values_list("pk", "uid")
            if default_service(owner) == uid
        ),
        None,
    )


def find_service_at_location(uid: UUID) -> tuple[int, UUID | None, UUID] | None:
    """Return ``(entry, activity's uid, place's uid)`` of a public one, or None."""
    rows = relatives(uid).filter(page__places__isnull=False)
    for pk, owner, activity, place in rows.values_list("pk", "uid", SERVICE, PLACE):
        if service_at(activity or default_service(owner), place, owner) == uid:
            return pk, activity, place
    return None


def relatives(uid: UUID) -> QuerySet[Entry]:
    return sound_entries().filter(uid__range=owners_of(uid))
