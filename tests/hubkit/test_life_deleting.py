"""Deleting asks about both languages, and leaves no half of a pair behind."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from hubkit.bilingual.life.versions import Refused
from tests.hubkit.staff import editor_of
from tests.hubkit.translated import bulk, exists, fresh, sound, translated_page, twin
from tests.pages import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(homes):
    return translated_page(homes["sl"], "Razpis", homes["it"].locale)


def delete(client, where, page, **values):
    if where == "bulk":
        return client.post(bulk("delete", page), values)
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), values)


@pytest.mark.parametrize("where", ["single", "bulk", "code"])
def test_an_alias_goes_with_its_source(client, superuser, homes, where):
    client.force_login(superuser)
    page = make_page(homes["sl"], "Brez prevoda")
    alias = twin(page)
    below = make_page(page, "Spodaj")
    gone = [page, alias, below, twin(below)]
    page = fresh(page)
    page.delete() if where == "code" else delete(client, where, page)
    assert exists(*gone) == [False] * 4
    assert sound()


@pytest.mark.parametrize("where", ["single", "bulk"])
def test_the_question_lists_both_languages(client, superuser, homes, pair, where):
    make_page(pair[0], "Spodaj")
    client.force_login(superuser)
    address = reverse("wagtailadmin_pages:delete", args=[pair[0].pk])
    response = client.get(bulk("delete", pair[0]) if where == "bulk" else address)
    listed = response.context["going"].listed
    assert [(each.language, [page.title for page in each.pages]) for each in listed] == [
        ("Slovenščina", ["Razpis", "Spodaj"]),
        ("Italiano", ["it-Razpis", "Spodaj"]),
    ]
    assert reverse("wagtailadmin_pages:edit", args=[pair[1].pk]) in response.text
    assert 'value="this"' in response.text


@pytest.mark.parametrize("where", ["single", "bulk"])
@pytest.mark.parametrize("first", [0, 1], ids=["source", "translation"])
def test_both_go_unless_one_is_chosen(client, superuser, homes, pair, where, first):
    client.force_login(superuser)
    delete(client, where, pair[first], languages="both")
    assert exists(*pair) == [False, False]
    assert sound()


@pytest.mark.parametrize("where", ["single", "bulk"])
def test_a_translation_alone_leaves_an_alias_of_its_source(client, superuser, pair, where):
    client.force_login(superuser)
    below = make_page(pair[0], "Spodaj")
    delete(client, where, pair[1], languages="this")
    page, alias = fresh(pair[0]), twin(pair[0])
    assert exists(pair[1]) == [False]
    assert (page.live, alias.alias_of_id, alias.live) == (True, page.pk, True)
    assert (alias.title, twin(below).get_parent().pk) == ("Razpis", alias.pk)
    assert not Translation.objects.filter(source__object_id=page.translation_key).exists()
    assert sound()


@pytest.mark.parametrize("where", ["single", "bulk", "code"])
def test_a_source_alone_leaves_the_translation_as_a_page_of_its_own(client, superuser, pair, where):
    client.force_login(superuser)
    page = fresh(pair[0])
    page.delete() if where == "code" else delete(client, where, page, languages="this")
    left = fresh(pair[1])
    assert (left.live, left.alias_of_id, left.title) == (True, None, "it-Razpis")
    assert twin(left).alias_of_id == left.pk
    assert client.get(reverse("wagtailadmin_pages:edit", args=[left.pk])).status_code == 200
    assert not Translation.objects.filter(source__object_id=left.translation_key).exists()
    assert sound()


def test_a_page_of_its_own_below_an_alias_is_not_lost_by_code(homes):
    section = make_page(homes["sl"], "Razdelek")
    italian = make_page(twin(section), "Associazioni")
    section.delete()
    assert exists(italian) == [True]
    assert fresh(italian).get_parent().alias_of_id is None
    assert twin(fresh(italian)).get_parent().get_parent().pk == homes["sl"].pk
    assert sound()


def test_a_language_can_be_taken_out_as_a_whole(homes, pair):
    Page.objects.get(pk=homes["it"].pk).delete()
    assert not fresh(pair[0]).get_translations().exists()
    assert sound()


@pytest.mark.parametrize("where", ["single", "bulk"])
def test_without_the_right_on_its_alias_a_page_stays(client, homes, where):
    page = make_page(homes["sl"], "Brez prevoda")
    user = editor_of(homes["sl"])
    client.force_login(user)
    delete(client, where, page)
    assert exists(page, twin(page)) == [True, True]
    with pytest.raises(Refused):
        page.delete(user=user)
    assert exists(page, twin(page)) == [True, True]


def test_without_the_right_on_the_translation_only_this_one_is_offered(client, homes, pair):
    client.force_login(editor_of(homes["sl"]))
    address = reverse("wagtailadmin_pages:delete", args=[pair[0].pk])
    text = client.get(address).text
    assert ('value="both"' in text, 'value="this"' in text) == (False, True)
    client.post(address, {"languages": "both"})
    assert exists(*pair) == [True, True]
    client.post(address, {"languages": "this"})
    assert exists(*pair) == [False, True]


def test_many_pages_are_confirmed_by_the_site_s_name(client, superuser, settings, pair):
    settings.WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 2
    client.force_login(superuser)
    address = reverse("wagtailadmin_pages:delete", args=[pair[0].pk])
    assert "confirm_site_name" in client.get(address).text
    client.post(address, {"confirm_site_name": "drugo"})
    assert exists(*pair) == [True, True]
    client.post(address, {"confirm_site_name": settings.WAGTAIL_SITE_NAME})
    assert exists(*pair) == [False, False]


def test_bulk_deletion_of_both_versions_deletes_each_once(client, superuser, pair):
    client.force_login(superuser)
    assert client.post(bulk("delete", *pair)).status_code == 302
    assert exists(*pair) == [False, False]
