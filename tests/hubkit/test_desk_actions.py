"""What is done with a translation from the desk: sent, judged, published, each with a word."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from hubkit.bilingual.models import PairState, Step
from tests.hubkit.conftest import pair_of, translate_all
from tests.hubkit.test_desk import address, form_of, pair_to_do, row_of, sheet_of, words_in
from tests.specimens.models import Slogan

pytestmark = pytest.mark.django_db
__all__ = ["pair_to_do"]


def told(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def act(client, pair, action, **data):
    return client.post(address(pair), {"action": action, **data})


@pytest.fixture
def people(homes, django_user_model):
    """A translator and a moderator with rights in both trees, and a workflow for moderators."""
    made = {}
    for name, rights in {
        "translator": ("change_page",),
        "moderator": ("change_page", "publish_page"),
    }.items():
        group = Group.objects.create(name=name)
        group.permissions.set(Permission.objects.filter(codename="access_admin"))
        for home in homes.values():
            for permission in Permission.objects.filter(codename__in=rights):
                GroupPagePermission.objects.create(group=group, page=home, permission=permission)
        made[name] = django_user_model.objects.create_user(name, f"{name}@example.org", "geslo")
        made[name].groups.add(group)
    task = GroupApprovalTask.objects.create(name="Presoja")
    task.groups.add(Group.objects.get(name="moderator"))
    workflow = Workflow.objects.create(name="Presoja")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for home in homes.values():
        WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
    return made


@pytest.fixture
def sent(client, people, meeting):
    """The meeting, translated and sent to review by the translator."""
    pair = pair_of(meeting)
    translate_all(pair)
    client.force_login(people["translator"])
    act(client, pair, "send")
    return PairState.objects.get(pk=pair.pk)


def test_what_is_unfinished_is_not_sent(client, pair_to_do):
    response = act(client, pair_to_do, "send")
    assert (response.status_code, len(told(response))) == (200, 1)
    assert pair_of(pair_to_do.source).sent_at is None


def test_sending_leaves_the_public_page_and_asks_the_moderator(client, sent, people):
    assert (sent.target.title, sent.sent_by) == ("Sestanek", people["translator"])
    client.force_login(people["moderator"])
    response = client.get(address(sent))
    assert {"APPROVE", "SEND_BACK"} <= response.context["offered"]
    assert "PUBLISH" not in response.context["offered"]


def test_a_translator_is_not_offered_what_only_moderators_may(client, sent, people):
    response = client.get(address(sent))
    assert response.context["offered"].isdisjoint({"APPROVE", "SEND_BACK", "PUBLISH"})
    for action in ("approve", "publish"):
        act(client, sent, action)
        assert sent.target.title == "Sestanek"


def test_approving_publishes_what_is_on_the_screen(client, sent, people):
    client.force_login(people["moderator"])
    data = form_of(sheet_of(sent), lead="Venite tutti.")
    client.post(f"{address(sent)}?show=all", data | {"action": "approve"})
    pair = PairState.objects.get(pk=sent.pk)
    assert (pair.target.title, pair.target.lead, pair.step) == (
        "it-Sestanek",
        "Venite tutti.",
        Step.IN_STEP,
    )


def test_sending_back_needs_a_comment_and_shows_it_to_the_translator(client, sent, people):
    client.force_login(people["moderator"])
    act(client, sent, "send-back", comment=" ")
    assert PairState.objects.get(pk=sent.pk).sent_at is not None
    act(client, sent, "send-back", comment="Preveri naslov.")
    client.force_login(people["translator"])
    assert "Preveri naslov." in client.get(address(sent)).text
    act(client, sent, "send")
    pair = PairState.objects.get(pk=sent.pk)
    assert (pair.comment, pair.sent_at is not None) == ("", True)


def test_the_moderator_sees_what_differs_from_the_live_pages(
    client, people, pair, meeting, superuser
):
    meeting.lead = "Pridite vsi."
    meeting.save_revision().publish()
    translate_all(pair)
    client.force_login(people["translator"])
    act(client, pair, "send")
    client.force_login(people["moderator"])
    sheet = client.get(address(pair)).context["sheet"]
    assert [section.name for section in sheet.sections] == ["lead"]
    assert row_of(sheet, "lead").live_target == "it-Pridite<ins> vsi</ins>."
    every = client.get(f"{address(pair)}?show=all").context["sheet"]
    assert [section.name for section in every.sections] == ["title", "lead", "slug"]


def test_publishing_at_once(client, pair_to_do, homes):
    WorkflowPage.objects.filter(page__in=Page.objects.all()).delete()
    translate_all(pair_to_do)
    response = act(client, pair_to_do, "publish")
    pair = PairState.objects.get(pk=pair_to_do.pk)
    assert (response.status_code, pair.target.title, pair.step) == (
        302,
        "it-Sestanek",
        Step.IN_STEP,
    )


def test_a_models_own_message_stands_at_its_row(client, pair_to_do):
    translate_all(pair_to_do)
    data = form_of(sheet_of(pair_to_do), lead="x" * 1001)
    response = client.post(address(pair_to_do), data | {"action": "send"})
    assert row_of(response.context["sheet"], "lead").error != ""


def test_both_say_the_same_as_they_stand(client, superuser, pair, meeting):
    client.force_login(superuser)
    meeting.lead = "Pridite vsi."
    meeting.save_revision().publish()
    act(client, pair, "match")
    assert PairState.objects.get(pk=pair.pk).step == Step.IN_STEP


def test_a_locked_page_is_read_only_and_keeps_what_was_written(client, pair_to_do, people):
    data = form_of(sheet_of(pair_to_do), lead="Venite.")
    Page.objects.filter(pk=pair_to_do.target.pk).update(locked=True, locked_by=people["moderator"])
    client.force_login(people["translator"])
    text = client.get(address(pair_to_do)).text
    assert ("desk-locked" in text, 'name="action" value="save"' in text) == (True, False)
    response = client.post(address(pair_to_do), data)
    assert "Venite." in response.text
    assert words_in(pair_to_do) == {}


def test_a_snippet_is_translated_and_published_from_the_desk(client, superuser, homes):
    client.force_login(superuser)
    pair = pair_of(Slogan.objects.create(text="Skupaj", year=2026, locale=homes["sl"].locale))
    client.post(address(pair), form_of(sheet_of(pair), text="Insieme") | {"action": "publish"})
    assert PairState.objects.get(pk=pair.pk).target.text == "Insieme"


def test_an_unknown_action_is_a_message(client, pair_to_do):
    response = act(client, pair_to_do, "fly")
    assert (response.status_code, len(told(response))) == (200, 1)


class Parrot:
    """A machine that says everything twice."""

    name = "Parrot"

    def __init__(self, access=None):
        pass

    def translate(self, texts, *, source, target, glossary):
        return [f"{text} {text}" for text in texts]


def test_the_machine_drafts_what_is_missing(client, pair_to_do, settings):
    settings.HUBKIT_MACHINE_TRANSLATION = {"PROVIDER": "tests.hubkit.test_desk_actions.Parrot"}
    assert "MACHINE" in client.get(address(pair_to_do)).context["offered"]
    act(client, pair_to_do, "machine")
    row = row_of(sheet_of(pair_to_do), "lead")
    assert (row.state, row.text) == ("machine", "Pridite. Pridite.")
    settings.HUBKIT_MACHINE_TRANSLATION = None
    assert "MACHINE" not in client.get(address(pair_to_do)).context["offered"]
