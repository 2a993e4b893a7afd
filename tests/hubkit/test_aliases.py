"""Pages get their alias in the other language however they are made."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import LocaleSynchronization

from hubkit.bilingual.peers import text_language
from tests.pages import make_page

pytestmark = pytest.mark.django_db


def peers(page):
    return {
        peer.locale.language_code: peer for peer in page.get_translations().select_related("locale")
    }


def test_a_page_made_by_code_has_its_alias_in_the_same_transaction(homes):
    page = make_page(homes["sl"], "Društva")
    alias = peers(page)["it"]
    assert alias.alias_of_id == page.pk
    assert alias.get_parent().pk == homes["it"].pk
    assert text_language(alias) == "sl"


def test_neither_language_is_the_original(homes):
    page = make_page(homes["it"], "Associazioni")
    assert peers(page)["sl"].alias_of_id == page.pk
    assert text_language(peers(page)["sl"]) == "it"


def test_a_page_below_a_new_page_has_its_alias_below_the_alias(homes):
    parent = make_page(homes["sl"], "Zgoraj")
    child = make_page(parent, "Spodaj")
    assert peers(child)["it"].get_parent().pk == peers(parent)["it"].pk


def test_a_draft_gives_a_draft_and_publishing_publishes_both(homes):
    page = make_page(homes["sl"], "Osnutek", live=False)
    assert peers(page)["it"].live is False
    page.save_revision().publish()
    assert peers(page)["it"].live is True


def test_a_copied_tree_has_one_alias_for_each_copy(homes):
    parent = make_page(homes["sl"], "Drevo")
    make_page(parent, "Veja")
    make_page(parent, "List")
    copy = parent.copy(recursive=True, update_attrs={"slug": "drevo-2", "title": "Drevo 2"})
    branch = copy.get_descendants(inclusive=True)
    assert [page.title for page in branch] == ["Drevo 2", "Veja", "List"]
    for page in branch:
        assert [peer.alias_of_id for peer in page.get_translations()] == [page.pk]
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_translation_takes_the_place_of_the_alias(homes):
    page = make_page(homes["sl"], "Prevod")
    translation = peers(page)["it"]
    translation.alias_of = None
    translation.title = "Traduzione"
    translation.save()
    assert text_language(peers(page)["it"]) == "it"
    assert page.get_translations().count() == 1


def test_wagtail_localize_s_own_synchronisation_makes_no_second_alias(homes, client, superuser):
    LocaleSynchronization.objects.create(locale=homes["it"].locale, sync_from=homes["sl"].locale)
    client.force_login(superuser)
    model = type(homes["sl"])
    page = make_page(homes["sl"], "Poprej")
    response = client.post(
        f"/admin/pages/add/{page._meta.app_label}/{page._meta.model_name}/{homes['sl'].pk}/",
        {"title": "Iz uredništva", "slug": "iz-urednistva", "lead": "", "body-count": "0"},
    )
    assert (model, response.status_code) == (model, 302)
    made = Page.objects.get(slug="iz-urednistva", locale=homes["sl"].locale)
    assert [peer.alias_of_id for peer in made.get_translations()] == [made.pk]
