"""Who may do what with a page in two languages: each role, each route, in and out of its section.

wagtail-localize asks one permission of everybody; here each version is asked for, and what is
refused changes no row.
"""

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.urls import reverse
from wagtail.models import Page, WorkflowPage
from wagtail_localize.models import Translation

from hubkit.bilingual.models import PairState
from tests.hubkit import rights_pages, rights_routes
from tests.hubkit.rights_matrix import PLACES, expected, found
from tests.hubkit.rights_world import ROLES, add_workflow, grant_pages, make_pages, standing
from tests.hubkit.test_gate import post_publish
from tests.queries import queries_of
from tests.specimens.models import MeetingPage

pytestmark = pytest.mark.django_db

HALF = ("source only", "target only")
ROUTES = {
    **rights_routes.TRANSLATION,
    **rights_routes.AT_DESK,
    **rights_routes.JUDGING,
    **rights_routes.LISTS,
    **rights_pages.TRANSLATING,
    **rights_pages.GATES,
    **rights_pages.LIFE,
    **rights_pages.SETTINGS,
}
CASES = [
    *((role, place) for role in ROLES for place in ("in", "out") if role != "administrator"),
    *((role, place) for role in ("editor", "translator", "moderator") for place in HALF),
    ("administrator", "in"),
]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), standing() as homes:
        yield make_pages(homes)


@pytest.fixture
def machine(settings):
    settings.HUBKIT_MACHINE_TRANSLATION = {"PROVIDER": "tests.hubkit.test_desk_actions.Parrot"}


@pytest.fixture
def two_modes(monkeypatch):
    """A second way to show a page; what is shown is its lead."""
    monkeypatch.setattr(MeetingPage, "preview_modes", [("", "Splet"), ("print", "Tisk")])
    monkeypatch.setattr(MeetingPage, "serve_preview", lambda page, *args: HttpResponse(page.lead))


def log_in(client, world, role: str, place: str) -> None:
    """Come as somebody of the role, who has rights in a section of their own in any case."""
    reached = {"source": world.sections["sl"], "target": world.sections["it"]}
    grant_pages(role, *world.elsewhere, *(reached[side] for side in PLACES[place]))
    world.who = role.split()[0]
    client.force_login(world.people[role])


@pytest.mark.parametrize(("role", "place"), CASES)
def test_each_route_asks_for_the_rights_on_each_version(
    client, world, role, place, machine, two_modes
):
    log_in(client, world, role, place)
    assert found(ROUTES, client, world) == expected(ROUTES, role, place)


@pytest.mark.parametrize("role", ["editor", "translator", "moderator"])
def test_a_minor_edit_is_published_from_the_editor_by_whoever_may_publish(client, world, role):
    log_in(client, world, role, "in")
    post_publish(client, MeetingPage.objects.get(pk=world.page), action="minor", lead="Pridite!")
    page = MeetingPage.objects.get(pk=world.page)
    assert page.lead == ("Pridite!" if role == "moderator" else "Pridite.")
    assert page.get_latest_revision_as_object().lead == "Pridite!"
    assert PairState.objects.get(pk=world.pair).minor_revision is None


def test_a_subtree_is_never_submitted(client, world):
    log_in(client, world, "editor", "in")
    section = MeetingPage.objects.get(pk=world.section)
    data = {"locales": [world.italian], "include_subtree": "on"}
    client.post(reverse("wagtail_localize:submit_page_translation", args=[section.pk]), data)
    submitted = Translation.objects.values_list("source__object_id", flat=True)
    assert section.translation_key in submitted
    assert world.fresh_key not in submitted


def told(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def lock(pk: int, by) -> None:
    Page.objects.filter(pk=pk).update(locked=True, locked_by=by)


def test_the_gate_respects_a_lock(client, world):
    log_in(client, world, "moderator", "in")
    lock(world.changed, world.people["administrator"])
    response = client.post(reverse("hubkit_bilingual:gate", args=[world.changed]), {"minor": "1"})
    assert response.url == reverse("wagtailadmin_pages:edit", args=[world.changed])
    assert len(told(response)) == 1
    assert MeetingPage.objects.get(pk=world.changed).lead == "Pridite."


@pytest.mark.parametrize("state", ["locked", "in a workflow"])
def test_a_translation_that_is_held_becomes_no_alias(client, world, state):
    log_in(client, world, "moderator", "in")
    peer = MeetingPage.objects.get(pk=world.peer)
    if state == "locked":
        lock(peer.pk, world.people["administrator"])
    else:
        add_workflow("Druga presoja").start(peer, world.people["editor"])
    response = client.post(reverse("wagtail_localize:convert_to_alias", args=[peer.pk]))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[peer.pk])
    assert len(told(response)) == 1
    assert Page.objects.get(pk=peer.pk).alias_of_id is None


@pytest.fixture
def turned(client, world):
    """The pair turned round: the Italian page is the source now, once a translation."""
    log_in(client, world, "moderator", "in")
    client.post(reverse("hubkit_bilingual:desk", args=[world.pair]), {"action": "turn"})
    assert Translation.objects.filter(pk=world.translation, enabled=False).exists()
    return world


def test_what_was_a_translation_once_never_meets_upstreams_editor_again(client, turned):
    address = reverse("wagtailadmin_pages:edit", args=[turned.peer])
    text = client.get(address).text
    assert ("localize-restart-translation" in text, "localize-convert-to-alias" in text) == (
        False,
        False,
    )
    peer = MeetingPage.objects.get(pk=turned.peer)
    post_publish(client, peer, action="", **{"localize-restart-translation": "1"})
    assert not Translation.objects.get(pk=turned.translation).enabled
    Translation.objects.filter(pk=turned.translation).update(enabled=True)
    assert "wagtail_localize/admin/edit_translation.html" not in {
        each.name for each in client.get(address).templates
    }


def test_a_source_becomes_no_alias_of_its_translation(client, turned):
    client.post(reverse("wagtail_localize:convert_to_alias", args=[turned.peer]))
    assert Page.objects.get(pk=turned.peer).alias_of_id is None


@pytest.mark.parametrize("place", ["in", "target only"])
def test_the_report_tells_no_draft_of_a_page_that_one_may_not_edit(client, world, place):
    log_in(client, world, "translator", place)
    pending = {"source": {"lead": ["Skrivni osnutek."]}}
    PairState.objects.filter(pk=world.pair).update(pending=pending)
    for query in ("", "?export=csv"):
        response = client.get(reverse("hubkit_bilingual:report") + query)
        assert ("Skrivni osnutek." in rights_routes.body(response)) is (
            place == "in" and not query
        ), query


@pytest.mark.parametrize("role", ["moderator", "administrator"])
def test_three_pages_cost_the_explorer_what_one_does(client, world, role):
    WorkflowPage.objects.all().delete()
    log_in(client, world, role, "in")
    section = MeetingPage.objects.get(pk=world.goal)
    address = reverse("wagtailadmin_explore", args=[section.pk])

    def add(title):
        section.add_child(instance=MeetingPage(title=title, slug=title))

    add("ena")
    one = queries_of(client, address)
    add("dve")
    add("tri")
    assert queries_of(client, address) == one
