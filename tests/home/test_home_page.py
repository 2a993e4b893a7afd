"""The home page: routing at once, the region's names, the hub's own data."""

import pytest
from django.utils.translation import override
from wagtail.models import Page, Site

from home.blocks import RegionBlock
from home.models import HomePage, HubSettings
from tests.pages import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(homes):
    """The site's home page, of our own type where the host has another."""
    page = homes["sl"]
    if not isinstance(page, HomePage):
        page = Page.get_first_root_node().add_child(instance=HomePage(title="Domov", slug="domov"))
        Site.objects.update(root_page=page)
    return page


def test_a_page_at_any_depth_is_found_in_two_queries(home, rf, django_assert_num_queries):
    below = make_page(make_page(make_page(home, "A"), "B"), "C")
    request = rf.get("/")
    with django_assert_num_queries(2):
        found = home.route(request, ["a", "b", "c"])
    assert (found.page, type(found.page)) == (below, type(below))


def test_a_draft_and_an_unknown_address_are_not_found(home, client):
    make_page(home, "Osnutek", live=False)
    assert [client.get(f"/sl/{slug}/").status_code for slug in ("osnutek", "ni-je")] == [404, 404]


def test_the_region_names_the_reader_s_language_first_and_marks_each():
    block = RegionBlock()
    value = block.normalize({"heading": "H", "text": ""})
    with override("it"):
        italian = block.render(value)
    with override("sl"):
        slovenian = block.render(value)
    capodistria, koper = '<span lang="it">Capodistria</span>', '<span lang="sl">Koper</span>'
    assert italian.index(capodistria) < italian.index(koper)
    assert slovenian.index(koper) < slovenian.index(capodistria)
    assert "(Sesana)" in italian
    assert "Sesana" not in slovenian


def test_places_are_sorted_as_the_language_does():
    block = RegionBlock()
    with override("it"):
        places = block.get_context(block.normalize({"heading": "H", "text": ""}))["places"]
    first = [names[0][1] for names, _custom in places]
    assert first == [
        "Ancarano",
        "Capodistria",
        "Divača",
        "Hrpelje - Kozina",
        "Isola",
        "Komen",
        "Pirano",
        "Sežana",
    ]


def test_the_hub_s_words_are_in_both_languages():
    hub = HubSettings(name_sl="Stičišče", name_it="Punto", announcement_it="Avviso")
    with override("sl"):
        assert [(str(name), name.language) for name in hub.names] == [
            ("Stičišče", "sl"),
            ("Punto", "it"),
        ]
        assert (hub.announcement, hub.announcement.language) == ("Avviso", "it")
