"""A page moves in every language at once, or in none."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from hubkit.bilingual.life.versions import Refused
from tests.hubkit.staff import editor_of
from tests.hubkit.translated import bulk, fresh, sound, translated_page, twin
from tests.pages import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(homes):
    """A section to move to, and a translated page with one below it."""
    section = make_page(homes["sl"], "Razdelek")
    pair = translated_page(homes["sl"], "Razpis", homes["it"].locale)
    below = make_page(pair[0], "Spodaj")
    return section, pair, below


def in_step(section, pair, below) -> bool:
    """Whether both versions stand below the section's, with what stood below them."""
    page, translation = map(fresh, pair)
    return (
        sound()
        and page.get_parent().pk == section.pk
        and translation.get_parent().pk == twin(section).pk
        and fresh(below).get_parent().pk == page.pk
        and twin(below).get_parent().pk == translation.pk
        and twin(below).url_path.startswith(translation.url_path)
    )


def chosen(client, action, page, section):
    if action == "code":
        fresh(page).move(fresh(section), pos="last-child")
    elif action == "bulk":
        client.post(bulk("move", page), {"chooser": section.pk})
    else:
        args = [page.pk, section.pk]
        client.post(reverse("wagtailadmin_pages:move_confirm", args=args))


@pytest.mark.parametrize("action", ["code", "single", "bulk"])
def test_the_translation_moves_with_its_source(client, superuser, tree, action):
    client.force_login(superuser)
    section, pair, below = tree
    chosen(client, action, pair[0], section)
    assert in_step(section, pair, below)


@pytest.mark.parametrize("action", ["code", "single", "bulk"])
def test_the_source_moves_with_its_translation(client, superuser, tree, action):
    client.force_login(superuser)
    section, pair, below = tree
    chosen(client, action, pair[1], twin(section))
    assert in_step(section, pair, below)


def test_the_admin_says_how_many_move(client, superuser, tree):
    client.force_login(superuser)
    section, pair, _below = tree
    args = [pair[0].pk, section.pk]
    response = client.get(reverse("wagtailadmin_pages:move_confirm", args=args))
    assert response.context["translations_to_move_count"] == 1


def test_the_order_among_siblings_is_kept(homes):
    section = make_page(homes["sl"], "Vrsta")
    first, second, third = (make_page(section, title) for title in ("Ena", "Dva", "Tri"))
    third.move(fresh(first), pos="left")
    titles = ["Tri", "Ena", "Dva"]
    assert [page.title for page in fresh(section).get_children()] == titles
    assert [page.title for page in twin(section).get_children()] == titles
    assert sound()
    fresh(second).move(fresh(section), pos="first-child")
    assert [page.title for page in twin(section).get_children()] == ["Dva", "Tri", "Ena"]
    assert sound()


def test_the_explorer_s_own_ordering_holds_in_both(client, superuser, homes):
    section = make_page(homes["sl"], "Vrsta")
    first = make_page(section, "Ena")
    make_page(section, "Dva")
    client.force_login(superuser)
    client.post(f"/admin/pages/{first.pk}/set_position/?position=1", {})
    address = reverse("wagtailadmin_pages:set_page_position", args=[first.pk])
    client.post(f"{address}?position=1")
    assert [page.title for page in twin(section).get_children()] == ["Dva", "Ena"]


def test_home_pages_are_put_in_order_one_by_one(homes):
    Page.objects.get(pk=homes["it"].pk).move(Page.objects.get(pk=homes["sl"].pk), pos="left")
    order = Page.objects.filter(depth=2).values_list("pk", flat=True)
    assert list(order.order_by("path")) == [homes["it"].pk, homes["sl"].pk]
    assert sound()


@pytest.mark.parametrize("action", ["single", "bulk"])
def test_a_place_in_another_language_is_refused_with_a_reason(client, superuser, tree, action):
    client.force_login(superuser)
    section, pair, _below = tree
    parents = [fresh(page).get_parent().pk for page in pair]
    chosen(client, action, pair[0], twin(section))
    said = str(next(iter(client.get("/admin/").context["messages"])))
    assert ("Razpis" in said, "Slovenščina" in said) == (True, True)
    assert [fresh(page).get_parent().pk for page in pair] == parents
    with pytest.raises(Refused):
        fresh(pair[0]).move(twin(section), pos="last-child")


def test_a_slug_that_is_taken_for_the_translation_is_refused(client, superuser, homes, tree):
    client.force_login(superuser)
    section, pair, _below = tree
    make_page(twin(section), "Altro", slug=pair[1].slug)
    chosen(client, "bulk", pair[0], section)
    assert fresh(pair[0]).get_parent().pk == homes["sl"].pk
    assert pair[1].slug in str(next(iter(client.get("/admin/").context["messages"])))


def test_an_alias_takes_a_slug_that_is_free(homes, tree):
    section = tree[0]
    page = make_page(homes["sl"], "Sama")
    other = make_page(twin(section), "Altro", slug="sama")
    Page.objects.filter(pk=twin(other).pk).update(slug="drugo")
    fresh(page).move(fresh(section), pos="last-child")
    assert twin(page).url_path == twin(section).url_path + "sama-1/"
    assert sound()


def test_without_the_right_on_both_neither_moves(client, homes, tree):
    section, pair, _below = tree
    client.force_login(editor_of(homes["sl"]))
    chosen(client, "single", pair[0], section)
    chosen(client, "bulk", pair[0], section)
    assert [fresh(page).get_parent().pk for page in pair] == [homes["sl"].pk, homes["it"].pk]


def test_a_parent_without_a_version_gets_one(homes, tree):
    section, pair, below = tree
    Page.objects.filter(pk=twin(section).pk).delete()
    fresh(pair[0]).move(fresh(section), pos="last-child")
    assert in_step(section, pair, below)
