"""A page is as private in one language as in the other."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.hubkit.staff import editor_of
from tests.hubkit.translated import fresh, translated_page, twin
from tests.pages import make_page

pytestmark = pytest.mark.django_db
AJAX = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


@pytest.fixture
def pair(homes):
    return translated_page(homes["sl"], "Zaupno", homes["it"].locale)


def privacy(*pages):
    return [
        [
            (each.restriction_type, each.password, [group.name for group in each.groups.all()])
            for each in page.view_restrictions.all()
        ]
        for page in pages
    ]


def ask_for(client, page, **values):
    return client.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), values, **AJAX)


@pytest.mark.parametrize("first", [0, 1], ids=["source", "translation"])
def test_the_admin_sets_changes_and_removes_it_in_both(client, superuser, pair, first):
    client.force_login(superuser)
    group = Group.objects.create(name="člani")
    for values, expected in (
        ({"restriction_type": "password", "password": "tajno"}, [("password", "tajno", [])]),
        ({"restriction_type": "login"}, [("login", "", [])]),
        ({"restriction_type": "groups", "groups": [group.pk]}, [("groups", "", ["člani"])]),
        ({"restriction_type": "none"}, []),
    ):
        ask_for(client, pair[first], **values)
        assert privacy(*pair) == [expected, expected]


def test_groups_that_change_change_in_both(pair):
    members, board = (Group.objects.create(name=name) for name in ("člani", "odbor"))
    restriction = PageViewRestriction.objects.create(page=pair[0], restriction_type="groups")
    restriction.groups.set([members])
    restriction.groups.set([board])
    assert privacy(*pair) == [[("groups", "", ["odbor"])]] * 2
    restriction.groups.clear()
    assert privacy(*pair) == [[("groups", "", [])]] * 2


def test_a_new_page_s_alias_and_its_translation_are_private(homes, pair):
    page = make_page(homes["sl"], "Nova")
    group = Group.objects.create(name="člani")
    page.view_restrictions.create(restriction_type="groups").groups.add(group)
    twin(page).delete()
    assert privacy(page, twin(page)) == [[("groups", "", ["člani"])]] * 2


def test_it_is_private_also_below_a_private_page(homes):
    section = make_page(homes["sl"], "Razdelek")
    section.view_restrictions.create(restriction_type="login")
    page = make_page(section, "Nova")
    page.view_restrictions.create(restriction_type="password", password="tajno")
    twin(page).delete()
    assert privacy(page, twin(page)) == [[("password", "tajno", [])]] * 2


def test_deleting_one_version_leaves_the_other_private(pair):
    pair[0].view_restrictions.create(restriction_type="login")
    fresh(pair[1]).delete()
    assert privacy(fresh(pair[0]), twin(pair[0])) == [[("login", "", [])]] * 2


def test_without_the_right_on_both_it_stays(client, homes, pair):
    client.force_login(editor_of(homes["sl"]))
    response = ask_for(client, pair[0], restriction_type="login")
    assert response.status_code == 403
    assert privacy(*pair) == [[], []]


def test_a_copy_is_as_private_in_both(homes, pair):
    pair[0].view_restrictions.create(restriction_type="password", password="tajno")
    copy = fresh(pair[0]).copy(update_attrs={"slug": "zaupno-2"})
    assert privacy(copy, twin(copy)) == [[("password", "tajno", [])]] * 2
