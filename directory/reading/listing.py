"""The list of organisations as one reader asked for it: what its template reads."""

from dataclasses import dataclass
from typing import cast

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from directory.models.entries import Facet
from directory.queries import TOTAL, Matching, Sort, concealed
from directory.reading import facets
from directory.reading.cards import Card, Point, cards_of
from directory.reading.question import Question
from directory.reading.regions import Region, regions
from directory.reading.vocabulary import Vocabulary
from hubkit.bilingual.peers import language_of
from hubkit.places.models import Settlement
from hubkit.places.municipalities import Municipality
from hubkit.places.queries import settlements_grouped

PER_PAGE = 24


@dataclass(frozen=True)
class Chip:
    """Something that narrows the list, and the address of the list without it."""

    group: str
    name: str
    url: str


@dataclass(frozen=True)
class Choice:
    label: str
    url: str
    current: bool = False


class Listing:
    """`page` is the directory's page in the reader's language. At most eight queries in all."""

    def __init__(self, page, request: HttpRequest):
        self.page = page
        self.url = page.get_url(request) or ""
        self.vocabulary = Vocabulary()
        self.language = language_of(page.locale_id)
        self.question = Question.read(request.GET, self.vocabulary)

    @cached_property
    def matching(self) -> Matching:
        return Matching(self.question.words, self.question.chosen, concealed())

    @cached_property
    def counts(self) -> facets.Counts:
        return self.matching.counts()

    @property
    def total(self) -> int:
        return self.counts[TOTAL]

    # The list

    @cached_property
    def slice(self) -> Slice:
        """The page of the list; one beyond the end is the last."""
        return Paginator(range(self.total), PER_PAGE).get_page(self.question.page)

    @cached_property
    def cards(self) -> list[Card]:
        if not self.total:
            return []
        start = self.slice.start_index() - 1
        pages = self.matching.organisations(
            self.sort,
            locale_id=self.page.locale_id,
            start=start,
            stop=start + PER_PAGE,
            near=self.point,
        )
        return cards_of(
            pages, home=self.page, home_url=self.url, vocabulary=self.vocabulary, near=self.point
        )

    @property
    def numbers(self) -> list[Choice | None]:
        """The pages of the list with their addresses; None stands for those left out between."""
        shown = self.slice.paginator.get_elided_page_range(
            self.slice.number, on_each_side=1, on_ends=1
        )
        return [self._number(each) if isinstance(each, int) else None for each in shown]

    def _number(self, number: int) -> Choice:
        url = self.question.but(page=number).address
        return Choice(str(number), url, current=number == self.slice.number)

    @property
    def previous(self) -> str:
        before = self.slice.number - 1
        return self.question.but(page=before).address if before else ""

    @property
    def next(self) -> str:
        after = self.slice.number + 1
        return self.question.but(page=after).address if self.slice.has_next() else ""

    @property
    def feed_query(self) -> str:
        """The query of the feed of what is found: the filters, neither order nor page."""
        asked = Question(words=self.question.words, chosen=self.question.chosen)
        return asked.address if asked.is_narrowed else ""

    # What may be asked

    @cached_property
    def groups(self) -> list[facets.Group]:
        return facets.groups(self.question, self.vocabulary, self.counts)

    @cached_property
    def regions(self) -> list[Region]:
        return regions(self.question, self.counts, self.language)

    @cached_property
    def settlements(self) -> list[tuple[Municipality, list[Settlement]]]:
        return settlements_grouped(self.language)

    @property
    def settlement_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """``(municipality, [(code, settlement)])`` by name, those whose place is known."""
        return [
            (
                municipality.label(self.language),
                [(each.code, each.label(self.language)) for each in settlements if has_place(each)],
            )
            for municipality, settlements in self.settlements
        ]

    @cached_property
    def near(self) -> Settlement | None:
        """The settlement that the list is near to, if one is chosen that we know the place of."""
        every = (each for _municipality, settlements in self.settlements for each in settlements)
        code = self.question.near
        return next(
            (each for each in every if code and each.code == code and has_place(each)), None
        )

    @property
    def near_name(self) -> str:
        return self.near.wording(self.language) if self.near else ""

    @property
    def point(self) -> Point | None:
        return cast(Point, (self.near.lat, self.near.lon)) if self.near else None

    @property
    def sort(self) -> Sort:
        """The order chosen where it can be had, else what the question suggests."""
        if self.question.sort in self.sorts:
            return self.question.sort
        return self.sorts[0]

    @cached_property
    def sorts(self) -> list[Sort]:
        """The orders that can be had, the one that nobody has to choose first."""
        found = [Sort.DISTANCE] if self.near else []
        found += [Sort.RELEVANCE] if self.question.words else []
        return [*found, Sort.NAME, Sort.CONFIRMED]

    @property
    def sort_choices(self) -> list[Choice]:
        return [
            Choice(
                str(each.label),
                self.question.but(sort=None if each == self.sorts[0] else each).address,
                current=each == self.sort,
            )
            for each in self.sorts
        ]

    # What was asked

    @property
    def chips(self) -> list[Chip]:
        asked = self.question
        found = [Chip(_("Words"), asked.words, asked.but(words="").address)] if asked.words else []
        for group, values in asked.chosen.items():
            found += [
                Chip(
                    str(Facet(group).label),
                    self.vocabulary.name(group, value),
                    asked.without(group, value).address,
                )
                for value in values
            ]
        if self.near:
            found.append(Chip(_("Near"), self.near_name, asked.but(near="").address))
        return found

    @property
    def all_url(self) -> str:
        """The address without filters, with the words and the place kept."""
        return self.question.but(chosen={}).address

    @property
    def suggestions(self) -> list[Choice]:
        """Where nothing is found by its words: the fields and audiences that they may mean."""
        return [
            Choice(
                str(self.vocabulary.name(group, value)), Question(chosen={group: (value,)}).address
            )
            for group, value in self.vocabulary.meant_by(self.question.words)
        ]


def has_place(settlement: Settlement) -> bool:
    return settlement.lat is not None and settlement.lon is not None
