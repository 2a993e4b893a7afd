"""The data in one language: which organisations are in it, and at which addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse

from directory.api.published import Published
from directory.api.terms import Terms
from directory.models import DirectoryPage, Entry, OrganisationPage, Place
from directory.queries import public_entries

PLACES = Place.objects.select_related("settlement", "street__settlement", "post")
PARTS = (
    "page__topics",
    "page__audiences",
    "page__phones",
    "page__links",
    "page__contacts",
    "page__activities",
    "page__public_interest",
    Prefetch("page__places", queryset=PLACES),
)


@dataclass
class Edition:
    """One language of what the directory gives away, asked for by `request`."""

    language: str
    request: HttpRequest

    @cached_property
    def terms(self) -> Terms:
        return Terms()

    @property
    def other(self) -> "Edition":
        other = next(code for code, _name in settings.LANGUAGES if code != self.language)
        return Edition(other, self.request)

    def at(self, address: str) -> str:
        """Return an address of this site in full."""
        return self.request.build_absolute_uri(address)

    def link(self, name: str, **kwargs) -> str:
        """Return the full address of one of the directory's routes in this language."""
        return self.at(reverse(f"directory:{name}", kwargs={"language": self.language, **kwargs}))

    def identity(self, uid) -> str:
        """Return the address that stands for an organisation whatever becomes of its page."""
        return self.at(reverse("directory:identity", kwargs={"uid": uid}))

    @cached_property
    def directory_page(self) -> DirectoryPage | None:
        pages = DirectoryPage.objects.live().filter(locale__language_code=self.language)
        return pages.select_related("locale").first()

    @property
    def is_closed(self) -> bool:
        """Whether the directory as a whole is for some readers only."""
        page = self.directory_page
        return page is not None and page.get_view_restrictions().exists()

    @cached_property
    def directory(self) -> str:
        """The address of the directory's page; empty where it has none."""
        return self.page_address(self.directory_page) if self.directory_page else ""

    def organisations(self, entries: Iterable[int]) -> list[Published]:
        """Return the public organisations of these entries (primary keys), in this order.

        A constant number of queries for however many there are.
        """
        wanted = list(dict.fromkeys(entries))
        rows = public_entries().select_related(
            "page__legal_form", "page__parent_organisation", "page__logo", "page__locale"
        )
        found = rows.prefetch_related(*PARTS).in_bulk(wanted)
        kept = [found[pk] for pk in wanted if pk in found]
        addresses = self.addresses(kept)
        return [Published(entry, address=addresses[entry.uid]) for entry in kept]

    def addresses(self, entries: Iterable[Entry]) -> dict:
        """Return the address of each organisation's page in this language, by uid."""
        pages = {entry.uid: entry.page for entry in entries}
        twins = OrganisationPage.objects.live().filter(
            translation_key__in=pages, locale__language_code=self.language
        )
        pages |= {twin.uid: twin for twin in twins.select_related("locale")}
        return {uid: self.page_address(page) for uid, page in pages.items()}

    def page_address(self, page) -> str:
        """Return a page's full address; empty where no site has it."""
        address = page.get_url(self.request)
        return self.at(address) if address else ""
