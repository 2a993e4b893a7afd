"""The pages around a page: menu, footer, the way back up and the peers. One query for all."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, Q
from wagtail.models import Page

from hubkit.bilingual.peers import language_of
from hubkit.content.cards import as_cards, restrictions
from hubkit.content.models import HOME_DEPTH, ContentPageMixin

STEP = Page.steplen
HOME_PATH = STEP * HOME_DEPTH


@dataclass
class Surroundings:
    """`ancestors` start with the home page and leave out the page itself; `peers` are the live
    versions of the page in other languages, by language code."""

    menu: list[Page] = field(default_factory=list)
    footer: list[Page] = field(default_factory=list)
    ancestors: list[Page] = field(default_factory=list)
    peers: dict[str, Page] = field(default_factory=dict)


def surroundings(page: Page) -> Surroundings:
    """Return the pages around `page` in one query, and give it its `subpages` by the way.

    Public pages directly under the home page stand in the main menu where "show in menus" is
    ticked, and in the footer where it is not.
    """
    home = page.path[:HOME_PATH]
    above = [page.path[:end] for end in range(HOME_PATH, len(page.path), STEP)]
    found = as_cards(
        Page.objects.filter(
            Q(path__in=above)
            | Q(path__startswith=home, depth=HOME_DEPTH + 1, live=True)
            | Q(translation_key=page.translation_key, live=True)
            | below(page)
            | Q(pk=page.pk)
        )
    ).order_by("path")
    top = [each for each in found if each.path.startswith(home) and is_public_section(each)]
    same = [each for each in found if each.translation_key == page.translation_key]
    for each in same:
        if each.pk == page.pk:
            remember(page, each, found)
    return Surroundings(
        menu=[each for each in top if each.show_in_menus],
        footer=[each for each in top if not each.show_in_menus],
        ancestors=[each for each in found if each.path in above and each.live],
        peers={language_of(each.locale_id): each for each in same if each.pk != page.pk},
    )


def below(page: Page) -> Q:
    """Return the condition for the pages that `page` lists; a directory has its own list."""
    if getattr(page, "has_own_list", False):
        return Q(pk__in=[])
    return Q(path__startswith=page.path, depth=page.depth + 1, live=True)


def is_public_section(page: Page) -> bool:
    return page.depth == HOME_DEPTH + 1 and page.live and not page.is_private


def remember(page: Page, fetched: Page, found: Iterable[Page]) -> None:
    """Give `page` what was asked of the database anyway, so that nobody asks again.

    Who reads a private page may see the private ones below it; nobody else sees any.
    """
    page.locale = fetched.locale
    if page.alias_of_id == fetched.alias_of_id:  # a preview may be ahead of the database
        page.alias_of = fetched.alias_of
    if isinstance(page, ContentPageMixin) and not getattr(page, "has_own_list", False):
        page.subpages = [
            each
            for each in found
            if each.is_child_of(page) and (fetched.is_private or not each.is_private)
        ]


def nearest_peer(ancestors: list[Page], language: str) -> Page | None:
    """Return the live peer of the closest ancestor that has one, for a page that has none."""
    keys = [page.translation_key for page in ancestors]
    peers = Page.objects.live().filter(translation_key__in=keys, locale__language_code=language)
    return max(peers.select_related("locale"), key=lambda peer: peer.depth, default=None)


def both_sides() -> list[Page]:
    """Return the public home pages and those in their menus, in tree order, in one query."""
    return list(
        Page.objects.live()
        .filter(
            Q(depth=HOME_DEPTH) | Q(depth=HOME_DEPTH + 1, show_in_menus=True),
            ~Exists(restrictions()),
        )
        .select_related("locale", "alias_of")
        .order_by("path")
    )
