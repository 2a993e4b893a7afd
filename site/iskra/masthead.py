"""What the frame of every page is made of: names, menus, switcher, description for machines."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.models import Page, Site

from home.models import HubSettings
from home.navigation import Surroundings, nearest_peer, surroundings
from hubkit.bilingual.peers import text_language
from hubkit.bilingual.records import is_record


@dataclass
class Switch:
    """One language of the switcher; `exact` where the page itself exists there."""

    code: str
    name: str
    url: str
    current: bool
    exact: bool


class Masthead:
    """The frame around one page, or around no page at all (`page` None).

    Read by the project's `base.html`; costs two queries, and none before it is asked.
    """

    def __init__(self, request: HttpRequest, page: Page | None):
        self.request = request
        self.page = page

    @cached_property
    def settings(self) -> HubSettings:
        return HubSettings.for_request(self.request)

    @cached_property
    def around(self) -> Surroundings:
        return surroundings(self.page) if self.page else Surroundings()

    @cached_property
    def home_url(self) -> str:
        return f"/{get_language()}/"

    @property
    def breadcrumbs(self) -> list[Page]:
        return [*self.around.ancestors, self.page] if self.around.ancestors else []

    @cached_property
    def switches(self) -> list[Switch]:
        """Every language in its own name, with the same page and the same query."""
        query = self.request.GET.urlencode()
        return [self._switch(code, name, query) for code, name in settings.LANGUAGES]

    def _switch(self, code: str, name: str, query: str) -> Switch:
        current = code == get_language()
        peer = self.page if current else self.around.peers.get(code)
        exact = peer is not None
        if not exact and self.around.ancestors:
            peer = nearest_peer(self.around.ancestors, code)
        url = peer.get_url(self.request) if peer else f"/{code}/"
        if exact and peer is not None:
            url = f"{url or ''}{self.below_in(code)}"
        if exact and query:
            url = f"{url}?{query}"
        return Switch(code, name, url or f"/{code}/", current, exact)

    @property
    def below(self) -> str:
        """The part of the address below the page, such as a form's step; empty on the page."""
        find = getattr(self.page, "intake_subpath", None)
        return find(self.request) if find else ""

    def below_in(self, language: str) -> str:
        """The same part in another language."""
        return self.page.subpath_in(language, self.below) if self.page and self.below else ""

    # For machines

    @cached_property
    def source(self) -> Page | None:
        """The page whose words these are: an alias has them from its source."""
        page = self.page
        while page and page.alias_of_id and not is_record(page):
            page = page.alias_of
        return page

    @property
    def canonical(self) -> str:
        return self.source.get_full_url(self.request) if self.source else ""

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """``(hreflang, absolute address)`` of each translation; none where there is only one."""
        pages = [self.page, *self.around.peers.values()] if self.page else []
        pages = [
            page
            for page in pages
            if (is_record(page) or not page.alias_of_id) and not getattr(page, "is_private", False)
        ]
        if len(pages) < 2:
            return []
        found = [(page.locale.language_code, page.get_full_url(self.request)) for page in pages]
        return [*sorted(found, reverse=True), ("x-default", self.absolute(reverse("welcome")))]

    @property
    def language(self) -> str:
        return text_language(self.page) if self.page else get_language()

    @property
    def title(self) -> str:
        return (self.page.seo_title or self.page.title) if self.page else ""

    @property
    def description(self) -> str:
        return getattr(self.page, "summary", "") or getattr(self.page, "search_description", "")

    @cached_property
    def image(self) -> str:
        """The absolute address of the picture that is shown when the page is shared."""
        picture = getattr(self.page, "share_image", None)
        if picture:
            return self.absolute(picture.get_rendition("fill-1200x630|format-jpeg").url)
        return self.absolute(static(f"iskra/img/share-{get_language()}.png"))

    def absolute(self, path: str) -> str:
        return absolute(self.request, path)

    @property
    def structured_data(self) -> dict:
        """Return schema.org's NGO, WebSite and BreadcrumbList as one JSON-LD graph."""
        root = self.absolute("/")
        graph = [organisation(self.settings, root), website(self.settings, root)]
        if self.breadcrumbs:
            graph.append(breadcrumb_list(self.breadcrumbs, self.request))
        return {"@context": "https://schema.org", "@graph": graph}


def absolute(request: HttpRequest, path: str) -> str:
    """Return the address of `path` on the request's site, whatever host it was asked under."""
    site = Site.find_for_request(request)
    return site.root_url + path if site else request.build_absolute_uri(path)


def organisation(hub: HubSettings, root: str) -> dict:
    """Return schema.org/NGO of the hub; `root` is the site's absolute address."""
    data = {
        "@type": "NGO",
        "@id": f"{root}#organisation",
        "name": f"ISKRA – {hub.name}",
        "alternateName": [str(name) for name in hub.names],
        "url": root,
        "logo": f"{root.rstrip('/')}{static('iskra/img/touch-icon.png')}",
        "email": hub.email,
        "telephone": hub.phone,
        "address": str(hub.address),
        "sameAs": [link.value["url"] for link in hub.social_links],
        "knowsLanguage": [code for code, _ in settings.LANGUAGES],
    }
    return {key: value for key, value in data.items() if value}


def website(hub: HubSettings, root: str) -> dict:
    return {
        "@type": "WebSite",
        "@id": f"{root}#website",
        "url": root,
        "name": f"ISKRA – {hub.name}",
        "inLanguage": [code for code, _ in settings.LANGUAGES],
        "publisher": {"@id": f"{root}#organisation"},
    }


def breadcrumb_list(pages: list[Page], request: HttpRequest) -> dict:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": page.title,
                "item": page.get_full_url(request),
            }
            for position, page in enumerate(pages, start=1)
        ],
    }
