"""One organisation as readers see it: what its page, its vCard and its JSON-LD are made of."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import get_language
from wagtail.models import Site

from directory.forms.addresses import address
from directory.models.entries import Entry, Facet
from directory.models.freshness import Freshness
from directory.models.options import LANGUAGES
from directory.queries import cards, public_entries
from directory.reading.cards import Card, cards_of
from directory.reading.places import PublicPlace
from directory.reading.question import Question
from directory.reading.spot import Point, spot
from directory.reading.vocabulary import Vocabulary
from hubkit.bilingual.paired import Wording
from hubkit.places.region_map import Shape, shapes

FORMS = ("report", "change", "claim", "remove")
WORDS = ("summary", "description", "membership")


@dataclass(frozen=True)
class Tag:
    """A word by which the entry is found, linked to all entries that have it."""

    name: Wording | str
    url: str
    note: str = ""


class PublicEntry:
    """`page` is the organisation's page or its twin. Nothing here is hidden from anybody."""

    def __init__(self, page, request: HttpRequest):
        self.page = page
        self.request = request
        self.vocabulary = Vocabulary()

    # Its life

    @cached_property
    def entry(self) -> Entry | None:
        """The entry's row; a page that is previewed before its first save has none."""
        return self.page.record

    @cached_property
    def freshness(self) -> Freshness:
        return self.entry.freshness if self.entry else Freshness.FRESH

    @property
    def hides_people(self) -> bool:
        return self.freshness.hides_people

    # Its names and words

    @property
    def name(self) -> Wording:
        return self.page.name

    @property
    def other_names(self) -> list[str]:
        return self.page.other_names

    @cached_property
    def foreign_words(self) -> str:
        """The code of the language that all the organisation's own words are in, where that is not
        the reader's; "" where at least some are in the reader's."""
        found = [getattr(self.page, name) for name in WORDS]
        languages = {wording.language for wording in found if wording}
        return languages.pop() if len(languages) == 1 and get_language() not in languages else ""

    @property
    def written_in(self) -> list[str]:
        """The codes of the languages in which the organisation describes itself."""
        return [
            code
            for code in ("sl", "it")
            if getattr(self.page, f"description_{code}") or getattr(self.page, f"summary_{code}")
        ]

    # Where it stands

    @cached_property
    def home(self):
        return self.page.get_parent().specific

    @cached_property
    def home_url(self) -> str:
        return self.home.get_url(self.request) or ""

    @property
    def url(self) -> str:
        return self.page.get_full_url(self.request) or ""

    @property
    def vcard_url(self) -> str:
        return f"{self.page.get_url(self.request) or ''}vcf/"

    @cached_property
    def root(self) -> str:
        site = Site.find_for_request(self.request)
        return site.root_url if site else ""

    @property
    def permanent_id(self) -> str:
        return f"{self.root}/id/org/{self.page.uid}"

    @property
    def forms(self) -> dict[str, str]:
        return {form: address(self.home, form, uid=self.page.uid) for form in FORMS}

    # What it does

    def tags(self, facet: Facet, values: list[str]) -> list[Tag]:
        return [
            Tag(
                self.vocabulary.name(facet, value),
                self.home_url + Question(chosen={facet.value: (value,)}).address,
                self.vocabulary.note(facet, value),
            )
            for value in values
        ]

    def _codes(self, name: str) -> list[str]:
        terms = sorted(
            getattr(self.page, name).all(), key=lambda each: (each.sort_order, each.code)
        )
        return list(dict.fromkeys(term.heir.code for term in terms))

    @cached_property
    def topics(self) -> list[Tag]:
        return self.tags(Facet.TOPIC, self._codes("topics"))

    @cached_property
    def audiences(self) -> list[Tag]:
        return self.tags(Facet.AUDIENCE, self._codes("audiences"))

    @cached_property
    def areas(self) -> list[Tag]:
        names = self.vocabulary.names[Facet.MUNICIPALITY]
        return self.tags(Facet.MUNICIPALITY, [code for code in names if code in self.page.areas])

    @property
    def languages(self) -> list[str | Promise]:
        return [LANGUAGES[code] for code in self.page.languages if code in LANGUAGES]

    @cached_property
    def activities(self) -> list:
        """Activities that are running or paused and not over."""
        today = timezone.localdate()
        return [
            each
            for each in self.page.activities.all()
            if each.status != "ended" and (each.end is None or each.end >= today)
        ]

    @cached_property
    def statuses(self) -> list:
        today = timezone.localdate()
        rows = self.page.public_interest.select_related("term")
        return [row for row in rows if row.end is None or row.end >= today]

    @cached_property
    def parent(self) -> Card | None:
        """What the organisation is part of, if that is public."""
        above = self.page.parent_organisation_id
        entries = public_entries().filter(page=above) if above else []
        pages = cards(self.page.locale_id).filter(entry__in=entries) if above else []
        found = cards_of(
            list(pages), home=self.home, home_url=self.home_url, vocabulary=self.vocabulary
        )
        return found[0] if found else None

    # Where and whom to ask

    @cached_property
    def places(self) -> list[PublicPlace]:
        rows = self.page.places.select_related("settlement", "street", "post")
        places = [PublicPlace(row, self.hides_people) for row in rows]
        return sorted(places, key=lambda place: not place.is_seat)

    @property
    def seat(self) -> PublicPlace | None:
        return self.places[0] if self.places else None

    @cached_property
    def phones(self) -> list:
        return list(self.page.phones.all())

    @cached_property
    def links(self) -> list:
        return list(self.page.links.all())

    @cached_property
    def people(self) -> list:
        """Persons who agreed to be shown; none once nobody confirms the entry."""
        return [] if self.hides_people else [row for row in self.page.contacts.all() if row.consent]

    def access_of(self, place: PublicPlace) -> list[Wording | str]:
        return [self.vocabulary.name(Facet.ACCESS, code) for code in place.access_codes]

    @cached_property
    def outlines(self) -> list[tuple[Shape, bool]]:
        """Each municipality's shape, and whether the organisation is there; none without a seat."""
        if not self.seat or not self.seat.place.municipality:
            return []
        return [(each, each.code == self.seat.place.municipality) for each in shapes()]

    @cached_property
    def spot(self) -> Point | None:
        """Where the seat or its settlement lies on the outlines; None where that is not public."""
        here = next((shape for shape, is_here in self.outlines if is_here), None)
        entry = self.entry
        if here is None or entry is None or entry.lat is None or entry.lon is None:
            return None
        return spot(here, entry.lat, entry.lon)

    @property
    def iban(self) -> str:
        """The account number in groups of four, as it is written on paper (ISO 13616)."""
        number = self.page.iban
        return " ".join(number[start : start + 4] for start in range(0, len(number), 4))
