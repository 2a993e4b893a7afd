"""Reading the directory's public entries: which match, how many have each value, in what order.

Lists are read from `Entry` and `EntryFacet`, the projection of public pages. Only listed entries
have facets, so that counting asks no more than the facets' own table.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, radians

from django.apps import apps
from django.db.models import (
    Case,
    CharField,
    Count,
    ExpressionWrapper,
    F,
    FloatField,
    IntegerField,
    OrderBy,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import pgettext_lazy
from wagtail.models import Page, PageViewRestriction

from directory.models.entries import Entry, EntryFacet, EntryQuerySet, Facet
from directory.models.freshness import DORMANT
from hubkit.bilingual.peers import language_of

TOTAL = ("", "")
NO_WORD = re.compile(r"[^\w\s'’-]")
MOST_FOUND = 1_000  # of a search engine that answers with objects, not with a query

Point = tuple[float, float]


def public_entries() -> EntryQuerySet:
    """Return the entries that everybody may read. One query of its own, for the concealed ones."""
    return Entry.objects.listed().exclude(pk__in=concealed())


def concealed() -> list[int]:
    """Return the entries with a page that only some may read. Who may read the directory itself
    is asked where its pages are served."""
    restricted = PageViewRestriction.objects.values("page__translation_key")
    return list(Entry.objects.filter(uid__in=restricted).values_list("pk", flat=True))


class Sort(TextChoices):
    """Orders of the list; the value is the parameter's."""

    RELEVANCE = "relevance", pgettext_lazy("order of a list", "by relevance")
    NAME = "name", pgettext_lazy("order of a list", "by name")
    DISTANCE = "distance", pgettext_lazy("order of a list", "by distance")
    CONFIRMED = "confirmed", pgettext_lazy("order of a list", "by the day of confirmation")


@dataclass(frozen=True)
class Matching:
    """The entries with all of `words` and, of each group in `chosen`, one of its values."""

    words: str = ""
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hidden: Sequence[int] = ()

    @cached_property
    def found(self) -> "QuerySet | list[int] | None":
        """What the words are in; None without words."""
        return found(self.words) if self.words else None

    def entries(self) -> EntryQuerySet:
        entries = Entry.objects.listed().exclude(pk__in=self.hidden).filter(self._having("pk"))
        return entries if self.found is None else entries.filter(page__in=_pks(self.found))

    def counts(self) -> dict[tuple[str, str], int]:
        """Return how many entries each ``(group, value)`` would give, and all under TOTAL.

        The counts of a group ignore what is chosen in it: that is what choosing another of its
        values alone would give. One query, whatever is chosen.
        """
        free = [group for group in Facet.values if not self.chosen.get(group)]
        asked = [group for group in Facet.values if self.chosen.get(group)]
        tallies = [self._tally(free), *(self._tally([group], but=group) for group in asked)]
        total = (
            self.entries()
            .order_by()
            .annotate(group=_text(TOTAL[0]), value=_text(TOTAL[1]))
            .values_list("group", "value")
            .annotate(number=Count("*"))
        )
        rows = total.union(*tallies, all=True)  # none where the words are no words at all
        return {TOTAL: 0} | {(group, value): number for group, value, number in rows}

    def _tally(self, groups: Sequence[str], but: str = "") -> QuerySet:
        facets = EntryFacet.objects.filter(self._having("entry", but), group__in=groups)
        if self.hidden:
            facets = facets.exclude(entry__in=self.hidden)
        if self.found is not None:
            facets = facets.filter(entry__page__in=_pks(self.found))
        return facets.order_by().values_list("group", "value").annotate(number=Count("*"))

    def _having(self, key: str, but: str = "") -> Q:
        """Return the condition that what `key` names has the values chosen, but for one group."""
        having = Q()
        for group, values in self.chosen.items():
            if values and group != but:
                facets = EntryFacet.objects.filter(group=group, value__in=values)
                having &= Q(**{f"{key}__in": facets.values("entry")})
        return having

    def organisations(
        self, order: Sort, *, locale_id: int, start: int, stop: int, near: Point | None = None
    ) -> list[Page]:
        """Return the source pages of a slice of the list, for readers of a locale; see `cards`.

        One query, or two where the search engine answers with objects.
        """
        if order == Sort.RELEVANCE and self.found is not None:
            return self._by_relevance(locale_id, start, stop)
        language = language_of(locale_id)
        keys = self.entries().order_by(*ordering(order, language=language, near=near))
        pages = cards(locale_id).filter(pk__in=keys.values("page")[start:stop])
        return list(pages.order_by(*ordering(order, "entry__", language=language, near=near)))

    def _by_relevance(self, locale_id: int, start: int, stop: int) -> list[Page]:
        """What the words are in is put in order by itself, without all that a card shows."""
        if isinstance(self.found, QuerySet):
            pages = self.found.filter(self._having("entry"), entry__listed=True)
            order = (dormant("entry__"), *pages.query.order_by)
            keys = pages.exclude(entry__in=self.hidden).order_by(*order).values("pk")
            shown = self.found.filter(pk__in=keys[start:stop])
            return list(cards(locale_id, shown).order_by(*order))
        there = set(self.entries().values_list("page_id", flat=True))
        found = [key for key in self.found or () if key in there][start:stop]
        by_key = {page.pk: page for page in cards(locale_id).filter(pk__in=found)}
        return [by_key[key] for key in found if key in by_key]


def cards(locale_id: int, pages: QuerySet | None = None) -> QuerySet:
    """Return source pages with their `entry` and `own_path`, the address in the tree of the live
    version in a locale, or None."""
    if pages is None:
        pages = apps.get_model("directory", "OrganisationPage").objects.filter(alias_of=None)
    versions = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale_id=locale_id, live=True
    )
    path = Subquery(versions.values("url_path")[:1])
    return pages.select_related("entry").annotate(own_path=path)


def _pks(found: QuerySet | list[int]) -> QuerySet | list[int]:
    return found.order_by().values("pk") if isinstance(found, QuerySet) else found


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())


def found(words: str) -> QuerySet | list[int]:
    """Return the organisations with all the words, as the site's search engine finds them.

    Source pages in the order of relevance: as a query that can be narrowed, where the engine is
    the database, else their keys.
    """
    pages = apps.get_model("directory", "OrganisationPage").objects.live().filter(alias_of=None)
    asked = searchable(words)
    if not asked:
        return pages.none()
    results = pages.search(asked, operator="and")
    if hasattr(results, "get_queryset"):
        return results.get_queryset()
    return [page.pk for page in results[:MOST_FOUND]]


def searchable(words: str) -> str:
    """Return the words without the signs that are search syntax: SQLite's refuses a lone quote."""
    return " ".join(NO_WORD.sub(" ", words).split())


def ordering(
    order: Sort, prefix: str = "", *, language: str, near: Point | None = None
) -> list[OrderBy]:
    """Return the terms of an order: what nobody has confirmed for long stands last in each."""
    by_name = [F(f"{prefix}sort_{language}").asc(), F(f"{prefix}pk").asc()]
    if order == Sort.CONFIRMED:
        by_name.insert(0, F(f"{prefix}assured_at").desc())
    if order == Sort.DISTANCE and near:
        by_name.insert(0, distance(near, prefix).asc(nulls_last=True))
    return [dormant(prefix), *by_name]


def dormant(prefix: str = "") -> OrderBy:
    over = Q(**{f"{prefix}due_on__lte": timezone.localdate() - DORMANT})
    return Case(When(over, then=1), default=0, output_field=IntegerField()).asc()


def distance(near: Point, prefix: str = "") -> ExpressionWrapper:
    """Return what grows with the distance from a point in degrees, null without a point.

    The square of the distance on a plane, in degrees of latitude: within the region it puts
    places in the same order as the great circle does, and the database has it at once.
    """
    lat, lon = near
    across = (F(f"{prefix}lon") - lon) * cos(radians(lat))
    down = F(f"{prefix}lat") - lat
    return ExpressionWrapper(across * across + down * down, output_field=FloatField())
