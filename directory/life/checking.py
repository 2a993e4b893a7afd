"""The nightly check of the directory: pages, their twins, entries, terms, owners, tombstones.

A check is a function ``(mend: bool) -> Iterator[Finding]``; they run in this order, since some mend
what others build on. What only a person can decide is found again every night until they do.
"""

from collections.abc import Callable, Iterator
from functools import partial

from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from wagtail.models import Locale, PageLogEntry

from directory.life import owners, tombstones
from directory.life.erasure import stone_of
from directory.models import (
    DirectoryPage,
    Entry,
    EntryState,
    OrganisationPage,
    Owner,
    OwnerState,
    Term,
)
from directory.projection import refresh
from hubkit.bilingual.findings.finding import Finding

Check = Callable[[bool], Iterator[Finding]]


def check(*, mend: bool) -> Iterator[Finding]:
    """Run every check; yields what each finds, mended where `mend` says so and it can be."""
    for each in CHECKS:
        try:
            yield from each(mend)
        except Exception as error:  # noqa: BLE001  (one damaged row must not end the night)
            yield Finding(None, f"the check “{each.__name__}” could not go on").after(error)


def sources():
    return OrganisationPage.objects.filter(alias_of=None)


def missing_twins(mend: bool) -> Iterator[Finding]:
    """Find organisations without a page in a language that has a directory, and make it."""
    locales = Locale.objects.filter(pk__in=DirectoryPage.objects.values("locale"))
    for locale in locales:
        there = OrganisationPage.objects.filter(
            translation_key=OuterRef("translation_key"), locale=locale
        )
        for page in sources().filter(~Exists(there)):
            twin = partial(page.copy_for_translation, locale, copy_parents=True, alias=True)
            yield Finding(page, f"no page in {locale.language_code}").settle(mend, twin)


def broken_twins(mend: bool) -> Iterator[Finding]:
    """Find twins that are no aliases, which a person decides on, and those that lag behind."""
    first = sources().filter(translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"))
    for page in sources().filter(Exists(first)):
        yield Finding(page, "it should be an alias of the organisation's other page", left=BY_HAND)
    twins = OrganisationPage.objects.exclude(alias_of=None).select_related(
        "alias_of__organisationpage"
    )
    for twin in twins.iterator(chunk_size=200):
        source = twin.alias_of.organisationpage
        if any(getattr(twin, name) != getattr(source, name) for name in FOLLOWED):
            found = Finding(twin, "it does not follow the organisation's other page")
            yield found.settle(mend, partial(bring, source, twin))


BY_HAND = "decide by hand which one stays"
# What a twin shares with its source: all of its own that is not the tree's, the address or logs'.
FOLLOWED = [
    field.attname
    for field in OrganisationPage._meta.concrete_fields
    if field.model is OrganisationPage and not field.primary_key
] + ["title", "live"]


def bring(source: OrganisationPage, twin: OrganisationPage) -> None:
    """Give the twin what its source says, and the same publicity."""
    source.update_aliases()
    OrganisationPage.objects.filter(pk=twin.pk).update(live=source.live)


def without_entry(mend: bool) -> Iterator[Finding]:
    """Find organisations' pages without an entry, and give them one."""
    for page in sources().filter(~Exists(Entry.objects.filter(page=OuterRef("pk")))):
        yield Finding(page, "no entry").settle(mend, partial(refresh, page))


def without_page(mend: bool) -> Iterator[Finding]:
    """Find entries that are open and have no page: a person says what has become of them."""
    for entry in Entry.objects.filter(state=EntryState.OPEN, page=None):
        yield about(entry, "it is open and has no page", left="end it in its life's page")


def public_after_end(mend: bool) -> Iterator[Finding]:
    """Find ended entries whose page is public."""
    ended = Entry.objects.exclude(state=EntryState.OPEN).filter(page__live=True)
    for entry in ended.select_related("page"):
        yield Finding(entry.page, "it is public though its entry has ended", left="unpublish it")


def stale_projections(mend: bool) -> Iterator[Finding]:
    """Find entries that do not say what their public page says, and write them anew.

    Reads every page, so it belongs into the night.
    """
    for page in sources().filter(entry__isnull=False).iterator(chunk_size=100):
        before = projection(Entry.objects.get(page=page))
        with transaction.atomic():
            after = projection(refresh(page))
            transaction.set_rollback(True)
        if not (before["listed"] or after["listed"]):
            continue  # nobody reads of a draft what its entry says
        if names := [name for name in before if before[name] != after[name]]:
            found = Finding(page, f"its entry differs: {', '.join(names)}")
            yield found.settle(mend, partial(refresh, page))


def projection(entry: Entry) -> dict:
    names = ("page_id", "listed", "maticna", "title", "municipality", "lat", "lon")
    found = {name: getattr(entry, name) for name in names}
    found |= {name: bytes(getattr(entry, name)) for name in ("sort_sl", "sort_it")}
    return found | {"facets": set(entry.facets.values_list("group", "value"))}


def doubles(mend: bool) -> Iterator[Finding]:
    """Find organisations that are in the directory twice, by registration number."""
    numbers = sources().exclude(maticna="").values("maticna").annotate(times=Count("pk"))
    twice = numbers.filter(times__gt=1).order_by().values("maticna")
    for page in sources().filter(maticna__in=twice).order_by("maticna", "pk"):
        yield Finding(page, f"more than one page has the number {page.maticna}", left="merge them")


def dead_terms(mend: bool) -> Iterator[Finding]:
    """Find terms out of use without a successor that organisations still have."""
    uses = {
        "topics": OrganisationPage.topics.through.objects.filter(term=OuterRef("pk")),
        "audiences": OrganisationPage.audiences.through.objects.filter(term=OuterRef("pk")),
        "forms": OrganisationPage.objects.filter(legal_form=OuterRef("pk")),
    }
    retired = Term.objects.filter(retired=True).select_related("replaced_by")
    for term in retired.annotate(**{name: Exists(rows) for name, rows in uses.items()}):
        if term.heir.retired and any(getattr(term, name) for name in uses):
            trouble = f"term “{term.code}”: out of use without a successor, and still chosen"
            yield Finding(None, trouble, left="name what replaces it")


def owners_of_ended(mend: bool) -> Iterator[Finding]:
    """Find active owners of entries that have ended, and take them their links."""
    found = Owner.objects.exclude(entry__state=EntryState.OPEN).exclude(state=OwnerState.REVOKED)
    for owner in found.select_related("entry__page"):
        trouble = about(owner.entry, "it has ended and somebody still looks after it")
        yield trouble.settle(mend, partial(owners.close, owner))


def unwritten_tombstones(mend: bool) -> Iterator[Finding]:
    """Find ended entries that are not in the file of tombstones, and write them there."""
    ends = {stone["uid"] for stone in tombstones.read() if stone.get("state")}
    for entry in Entry.objects.exclude(state=EntryState.OPEN).select_related("merged_into"):
        if str(entry.uid) not in ends:
            found = about(entry, "its end is not among the tombstones")
            yield found.settle(mend, partial(tombstones.append, stone_of(entry)))


def unwritten_erasures(mend: bool) -> Iterator[Finding]:
    """Find erasures that only a page's history knows, and write them to the file of tombstones."""
    written = {(stone["uid"], stone["at"]) for stone in tombstones.read() if "at" in stone}
    for row in PageLogEntry.objects.filter(action="directory.erased").order_by("timestamp"):
        stone = row.data
        if (stone["uid"], stone["at"]) not in written:
            trouble = f"entry {stone['uid']}: what was erased is not among the tombstones"
            found = Finding(None, trouble)
            yield found.settle(mend, partial(tombstones.append, stone))


def about(entry: Entry, trouble: str, left: str = "") -> Finding:
    return Finding(None, f"entry {entry.uid} “{entry.title}”: {trouble}", left=left)


CHECKS: list[Check] = [
    missing_twins,
    broken_twins,
    without_entry,
    without_page,
    public_after_end,
    stale_projections,
    doubles,
    dead_terms,
    owners_of_ended,
    unwritten_erasures,
    unwritten_tombstones,
]
