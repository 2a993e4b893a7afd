"""The pages around a page: menu, footer, the way back up and the peers. One query for all."""

from dataclasses import dataclass, field

from django.db.models import Q
from wagtail.models import Page

from hubkit.bilingual.peers import language_of
from hubkit.content.cards import as_cards
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

    Pages directly under the home page stand in the main menu where "show in menus" is ticked,
    and in the footer where it is not.
    """
    home = page.path[:HOME_PATH]
    above = [page.path[:end] for end in range(HOME_PATH, len(page.path), STEP)]
    found = as_cards(
        Page.objects.filter(
            Q(path__in=above)
            | Q(path__startswith=home, depth=HOME_DEPTH + 1, live=True)
            | Q(translation_key=page.translation_key, live=True)
            | Q(path__startswith=page.path, depth=page.depth + 1, live=True)
            | Q(pk=page.pk)
        )
    ).order_by("path")
    around = Surroundings()
    if isinstance(page, ContentPageMixin):
        page.subpages = [other for other in found if other.is_child_of(page)]
    for other in found:
        if other.pk == page.pk:
            # What was asked of the database anyway need not be asked again for the address.
            page.locale, page.alias_of = other.locale, other.alias_of
        elif other.translation_key == page.translation_key:
            around.peers[language_of(other.locale_id)] = other
        elif other.path in above:
            around.ancestors.append(other)
        if other.depth == HOME_DEPTH + 1 and other.path.startswith(home):
            (around.menu if other.show_in_menus else around.footer).append(other)
    return around


def nearest_peer(ancestors: list[Page], language: str) -> Page | None:
    """Return the live peer of the closest ancestor that has one, for a page that has none."""
    keys = [page.translation_key for page in ancestors]
    peers = Page.objects.live().filter(translation_key__in=keys, locale__language_code=language)
    return max(peers.select_related("locale"), key=lambda peer: peer.depth, default=None)


def both_sides() -> list[Page]:
    """Return the live home pages and the pages in their menus, in tree order, in one query."""
    return list(
        Page.objects.live()
        .filter(Q(depth=HOME_DEPTH) | Q(depth=HOME_DEPTH + 1, show_in_menus=True))
        .select_related("locale", "alias_of")
        .order_by("path")
    )
