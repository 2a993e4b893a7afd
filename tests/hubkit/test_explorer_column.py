"""Wagtail's page listing tells the state of each page's pair, at no query a page."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.views.pages import listing
from wagtail.models import GroupPagePermission

from hubkit.bilingual import explorer
from hubkit.bilingual.models import PairState, Step
from tests.hubkit.conftest import pair_of
from tests.hubkit.test_report import set_pair
from tests.queries import queries_of
from tests.specimens.models import MeetingPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(homes):
    page = homes["sl"].add_child(instance=MeetingPage(title="Sekcija", slug="sekcija"))
    page.save_revision().publish()
    return page


def add(section, number) -> PairState:
    page = MeetingPage(title=f"Stran {number}", slug=f"stran-{number}")
    return pair_of(section.add_child(instance=page))


def cells(text) -> list[str]:
    return [part.split("</td>")[0] for part in text.split('<td class="language-explorer">')[1:]]


def address(section, query="") -> str:
    return reverse("wagtailadmin_explore", args=[section.pk]) + query


@pytest.mark.parametrize("query", ["", "?q=stran"], ids=["listed", "found"])
def test_each_page_tells_its_state_and_leads_to_the_desk(section, client, superuser, query):
    pair = add(section, 1)
    set_pair(pair, step=Step.CHANGED, sent_at=timezone.now())
    client.force_login(superuser)
    [cell] = cells(client.get(address(section, query)).text)
    assert f'href="{reverse("hubkit_bilingual:desk", args=[pair.pk])}"' in cell
    assert "language-badge--changed" in cell
    assert "language-badge--review" in cell


def test_the_translation_tells_the_same_as_its_source(section, homes, client, superuser):
    set_pair(add(section, 1), step=Step.CHANGED)
    client.force_login(superuser)
    [cell] = cells(client.get(address(section.get_translation(homes["it"].locale))).text)
    assert "language-badge--changed" in cell


def test_a_page_without_a_pair_has_an_empty_cell(section, client, superuser):
    add(section, 1).delete()
    client.force_login(superuser)
    [cell] = cells(client.get(address(section)).text)
    assert cell.strip() == ""


def test_whoever_may_not_edit_the_page_reads_its_state_only(section, client, django_user_model):
    add(section, 1)
    group = Group.objects.create(name="Objave")
    group.permissions.set(Permission.objects.filter(codename="access_admin"))
    permission = Permission.objects.get(codename="lock_page")
    GroupPagePermission.objects.create(group=group, page=section, permission=permission)
    user = django_user_model.objects.create_user("oseba", "oseba@example.org", "geslo")
    user.groups.add(group)
    client.force_login(user)
    [cell] = cells(client.get(address(section)).text)
    assert "language-badge--untranslated" in cell
    assert "<a " not in cell


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("query", ["", "?q=stran"], ids=["listed", "found"])
def test_the_column_costs_the_listing_no_query(
    section, client, superuser, monkeypatch, query, number
):
    client.force_login(superuser)
    for each in range(number):
        add(section, each)
    assert len(cells(client.get(address(section, query)).text)) == number
    here = queries_of(client, address(section, query))
    plain = [each for each in listing.ExplorableIndexView.base_columns if each.name != "language"]
    monkeypatch.setattr(listing.ExplorableIndexView, "base_columns", plain)
    assert queries_of(client, address(section, query)) == here


def test_the_column_is_added_once_and_before_the_status():
    explorer.add_column()
    names = [column.name for column in listing.ExplorableIndexView.base_columns]
    assert names.count("language") == 1
    assert names.index("language") == names.index("status") - 1


def test_a_wagtail_that_keeps_its_columns_elsewhere_is_left_alone(monkeypatch):
    monkeypatch.delattr(listing.ExplorableIndexView, "base_columns")
    monkeypatch.setattr(listing.IndexView, "base_columns", [])
    monkeypatch.setattr(listing.PageListingMixin, "base_columns", [])
    explorer.add_column()
    assert "base_columns" not in vars(listing.ExplorableIndexView)
    monkeypatch.delattr(listing, "ExplorableIndexView")
    explorer.add_column()
    assert not hasattr(listing, "ExplorableIndexView")
