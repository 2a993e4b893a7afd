"""The pages around a page: one query, whatever there is."""

import pytest
from wagtail.models import PageViewRestriction

from home.navigation import nearest_peer, surroundings
from tests.pages import make_page

pytestmark = pytest.mark.django_db


def titles(pages):
    return [page.title for page in pages]


@pytest.fixture
def tree(homes):
    """A menu page with a page below it, a footer page, a draft."""
    menu = make_page(homes["sl"], "V meniju", show_in_menus=True)
    make_page(homes["sl"], "V nogi")
    make_page(homes["sl"], "Osnutek", live=False, show_in_menus=True)
    return make_page(menu, "Spodaj")


def test_menu_footer_and_the_way_up(tree):
    around = surroundings(tree)
    assert titles(around.ancestors)[-1] == "V meniju"
    assert len(around.ancestors) == 2
    assert titles(around.menu)[-1] == "V meniju"
    assert titles(around.footer)[-1] == "V nogi"


def test_peers_are_the_live_versions_by_language(tree):
    assert {code: page.alias_of_id for code, page in surroundings(tree).peers.items()} == {
        "it": tree.pk
    }
    tree.get_translations().update(live=False)
    assert surroundings(tree).peers == {}


def test_a_page_without_a_peer_leads_to_the_closest_that_has_one(tree):
    tree.get_translations().update(live=False)
    peer = nearest_peer(surroundings(tree).ancestors, "it")
    assert peer.alias_of_id == tree.get_parent().pk


def test_it_is_one_query_and_addresses_need_no_more(tree, django_assert_num_queries, rf):
    request = rf.get("/", HTTP_HOST="localhost")
    assert tree.get_url(request)  # fills the tables of site roots
    surroundings(tree)  # and of languages, which live in the process
    with django_assert_num_queries(1):
        around = surroundings(tree)
        found = [
            page.get_url(request)
            for page in [*around.menu, *around.ancestors, *around.peers.values(), tree]
        ]
    assert None not in found


def test_a_private_page_is_in_no_list_and_tells_nothing(homes, client):
    private = make_page(homes["sl"], "Zaprto", show_in_menus=True, lead="Skrivnost")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    open_page = make_page(homes["sl"], "Odprto")
    make_page(open_page, "Javno")
    hidden = make_page(open_page, "Zasebno", lead="Skrivnost")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for code in ("sl", "it"):
        version = (
            open_page.get_translations(inclusive=True).get(locale__language_code=code).specific
        )
        around = surroundings(version)
        assert "Zaprto" not in titles([*around.menu, *around.footer])
        assert titles(version.subpages) == ["Javno"]
        assert "Skrivnost" not in client.get(f"/{code}/odprto/").text


def test_who_reads_a_private_page_sees_what_is_below_it(homes):
    private = make_page(homes["sl"], "Zaprto")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    make_page(private, "Spodaj", lead="Skrivnost")
    surroundings(private)
    assert [(page.title, page.card_summary) for page in private.subpages] == [("Spodaj", "")]
