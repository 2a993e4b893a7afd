"""A moderator decides on what is on the screen, once, and may send back whatever was sent."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask
from wagtail_localize.models import StringTranslation

from hubkit.bilingual.desk.diff import word_diff
from hubkit.bilingual.desk.turning import turn
from hubkit.bilingual.guests.links import make_link
from hubkit.bilingual.memory import suggestions
from hubkit.bilingual.models import PairState, Step
from tests.hubkit.conftest import pair_of, translate_all
from tests.hubkit.test_desk import address, form_of, pair_to_do, sheet_of
from tests.hubkit.test_desk_actions import act, people, sent, told
from tests.hubkit.test_pairs import edit
from tests.pages import body_of, make_page

pytestmark = pytest.mark.django_db
__all__ = ["pair_to_do", "people", "sent"]


def now(pair) -> PairState:
    return PairState.objects.get(pk=pair.pk)


def save_as(user, pair, **texts):
    client = Client()
    client.force_login(user)
    return client.post(address(pair), form_of(sheet_of(pair), **texts))


def test_what_changed_since_it_was_read_is_not_published(client, pair_to_do, people):
    translate_all(pair_to_do)
    WorkflowPage.objects.all().delete()
    client.force_login(people["moderator"])
    seen = form_of(sheet_of(pair_to_do))
    save_as(people["translator"], pair_to_do, lead="Neprebrano")
    response = client.post(address(pair_to_do), seen | {"action": "publish"})
    assert (response.status_code, len(told(response))) == (200, 1)
    assert now(pair_to_do).step == Step.UNTRANSLATED
    client.post(address(pair_to_do), form_of(sheet_of(pair_to_do)) | {"action": "publish"})
    assert now(pair_to_do).target.lead == "Neprebrano"


def test_the_screen_of_changes_tells_of_the_rows_it_leaves_out(client, pair, people, superuser):
    edit(pair.source, lead="Pridite vsi.")
    client.force_login(superuser)
    text = client.get(f"{address(pair)}?show=changes").text
    keys = [piece.key for piece in sheet_of(pair).pieces]
    assert [text.count(f'name="was-{key}"') for key in keys] == [1] * len(keys)


def test_two_clicks_approve_one_step(client, people, meeting, homes):
    flow = Workflow.objects.create(name="Dva koraka")
    for order in (1, 2):
        task = GroupApprovalTask.objects.create(name=f"Korak {order}")
        task.groups.add(Group.objects.get(name="moderator"))
        WorkflowTask.objects.create(workflow=flow, task=task, sort_order=order)
    for home in homes.values():
        WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": flow})
    pair = pair_of(meeting)
    translate_all(pair)
    client.force_login(people["translator"])
    act(client, pair, "send")
    client.force_login(people["moderator"])
    step = client.get(address(pair)).context["task"].pk
    for _click in range(2):
        act(client, pair, "approve", step=step)
    state = now(pair).target.current_workflow_state
    assert (state.status, state.current_task_state.task.name) == ("in_progress", "Korak 2")
    act(client, pair, "send-back", step=step, comment="Še enkrat.")
    assert now(pair).target.current_workflow_state.status == "in_progress"


def test_without_a_workflow_too_what_was_sent_can_be_sent_back(client, people, meeting):
    WorkflowPage.objects.all().delete()
    pair = pair_of(meeting)
    translate_all(pair)
    client.force_login(people["translator"])
    act(client, pair, "send")
    assert "SEND_BACK" not in client.get(address(pair)).context["offered"]
    client.force_login(people["moderator"])
    assert 'name="comment"' in client.get(address(pair)).text
    act(client, pair, "send-back", comment="Prosim, še enkrat.")
    assert (now(pair).sent_at, now(pair).comment) == (None, "Prosim, še enkrat.")


def test_a_link_that_the_moderator_corrects_is_what_is_approved(client, people, homes):
    page = make_page(homes["sl"], "Bogato", lead="Kratko.")
    body_of(page, ("text", "<p>Pridi na <a href='https://a.example.org'>zbor</a>.</p>"))
    page.save_revision().publish()
    pair = pair_of(page)
    translate_all(pair, prefix="")
    client.force_login(people["translator"])
    act(client, pair, "send")
    client.force_login(people["moderator"])
    name = client.get(address(pair)).context["replacements"].found[0].name
    form = form_of(sheet_of(pair)) | {name: "https://b.example.org", "action": "approve"}
    client.post(address(pair), form)
    assert "https://b.example.org" in str(now(pair).target.body)


def test_approving_what_was_sent_as_it_is_saves_no_further_draft(client, sent, people):
    before = sent.target.latest_revision_id
    client.force_login(people["moderator"])
    client.post(address(sent), form_of(sheet_of(sent)) | {"action": "approve"})
    assert now(sent).target.live_revision_id == before


def test_nobody_says_both_are_the_same_while_a_workflow_runs(client, pair, meeting, people):
    edit(meeting, lead="Pridite vsi.").publish()
    Workflow.objects.get(name="Presoja").start(pair.source, people["translator"])
    client.force_login(people["translator"])
    response = act(client, pair, "match")
    assert (len(told(response)), now(pair).step) == (1, Step.CHANGED)


def test_like_sentences_come_from_what_one_may_edit(homes, people, django_user_model):
    secret = make_page(homes["sl"], "Skrivno", lead="Kolektiv bo decembra odšel.", live=False)
    translate_all(pair_of(secret))
    stranger = django_user_model.objects.create_user("tujka", "tujka@example.org", "geslo")

    def offered(user, text) -> list[str]:
        found = suggestions(
            [text],
            source_locale=homes["sl"].locale,
            target_locale=homes["it"].locale,
            user=user,
        )
        return [each.text for each in found[0]]

    like = "Kolektiv bo januarja odšel."
    assert offered(people["translator"], like) == ["it-Kolektiv bo decembra odšel."]
    assert offered(stranger, like) == []
    assert offered(stranger, secret.lead) == ["it-Kolektiv bo decembra odšel."]


def test_an_override_is_ended_by_whoever_may_publish(client, pair, meeting, people):
    edit(meeting, lead="Pridite vsi.").publish()
    PairState.objects.filter(pk=pair.pk).update(reason="Rok", due="2099-01-01")
    for name, reason in (("translator", "Rok"), ("moderator", "")):
        client.force_login(people[name])
        act(client, pair, "match")
        assert now(pair).reason == reason


def test_both_are_called_the_same_as_they_were_on_the_screen(client, pair, meeting, people):
    client.force_login(people["moderator"])
    seen = form_of(sheet_of(pair))
    edit(meeting, lead="Pridite vsi.").publish()
    client.post(address(pair), seen | {"action": "match"})
    assert now(pair).step == Step.CHANGED


def test_turning_round_closes_the_links_of_those_who_wrote_the_other_language(pair, superuser):
    link, _token = make_link(pair, by=superuser, name="Ana", language="it", days=3)
    turn(pair)
    link.refresh_from_db()
    assert link.revoked_at is not None


def test_no_machine_writes_into_a_locked_page(client, pair, people, settings, superuser):
    settings.HUBKIT_MACHINE_TRANSLATION = {"PROVIDER": "hubkit.bilingual.machine.fake.FakeProvider"}
    StringTranslation.objects.all().delete()
    type(pair.target).objects.filter(pk=pair.target.pk).update(locked=True, locked_by=superuser)
    client.force_login(people["translator"])
    act(client, pair, "machine")
    assert StringTranslation.objects.filter(translation_type="machine").count() == 0


def test_texts_too_long_to_compare_are_told_as_a_whole():
    old, new = "a " * 2000, "b " * 2000
    assert word_diff(old, new) == f"<del>{old}</del><ins>{new}</ins>"


@pytest.mark.parametrize("show", ["all", "changes"])
def test_a_locked_screen_too_tells_what_was_seen(client, pair, people, superuser, show):
    edit(pair.source, lead="Pridite vsi.")
    type(pair.target).objects.filter(pk=pair.target.pk).update(locked=True, locked_by=superuser)
    client.force_login(people["moderator"])
    text = client.get(f"{address(pair)}?show={show}").text
    keys = [piece.key for piece in sheet_of(pair).pieces]
    assert "<textarea id=" not in text
    assert [text.count(f'name="was-{key}"') for key in keys] == [1] * len(keys)
