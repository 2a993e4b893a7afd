"""An organisation as it stands in a list."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from wagtail.models import Page

from directory.models.entries import Entry, EntryFacet, Facet
from directory.models.freshness import Freshness
from directory.reading.vocabulary import Vocabulary, municipality_custom, municipality_name
from hubkit.bilingual.paired import Wording
from hubkit.places.distances import kilometres

Point = tuple[float, float]


@dataclass
class Card:
    """`page` is the source page with its `entry`, `url` leads to the reader's own version."""

    page: Page
    url: str
    topics: list[Wording | str]
    near: Point | None = None

    @property
    def entry(self) -> Entry:
        return self.page.entry

    @property
    def uid(self) -> str:
        return str(self.page.uid)

    @property
    def name(self) -> Wording:
        return self.page.name

    @property
    def summary(self) -> Wording:
        return self.page.summary

    @property
    def municipality(self) -> Wording | str:
        return municipality_name(self.entry.municipality)

    @property
    def municipality_custom(self) -> str:
        return municipality_custom(self.entry.municipality)

    @cached_property
    def freshness(self) -> Freshness:
        return self.entry.freshness

    @property
    def point(self) -> Point | None:
        """The public point in degrees; a hidden address has none."""
        lat, lon = self.entry.lat, self.entry.lon
        return None if lat is None or lon is None else (lat, lon)

    @property
    def kilometres(self) -> float | None:
        return kilometres(*self.near, *self.point) if self.near and self.point else None


def cards_of(
    pages: list[Page], *, home: Page, home_url: str, vocabulary: Vocabulary, near=None
) -> list[Card]:
    """Return the cards of pages from `queries.cards`, linked below `home`, the directory's page in
    the reader's language. One query."""
    topics: dict[int, set[str]] = {page.entry.pk: set() for page in pages}
    rows = EntryFacet.objects.filter(entry__in=topics, group=Facet.TOPIC)
    for entry, value in rows.values_list("entry_id", "value"):
        topics[entry].add(value)
    names = vocabulary.names[Facet.TOPIC]
    return [
        Card(
            page,
            url_of(page, home=home, home_url=home_url),
            [name for code, name in names.items() if code in topics[page.entry.pk]],
            near,
        )
        for page in pages
    ]


def url_of(page: Page, *, home: Page, home_url: str) -> str:
    """Return the address of the reader's version, or of the page itself where that is missing."""
    if page.own_path and page.own_path.startswith(home.url_path):
        return home_url + page.own_path.removeprefix(home.url_path)
    return page.url or ""
