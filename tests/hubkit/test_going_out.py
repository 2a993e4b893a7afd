"""No way of publishing takes one half of a strict pair out, or what nobody has approved."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, WorkflowPage

from hubkit.bilingual.gate import PairIncomplete
from hubkit.bilingual.models import PairState
from hubkit.bilingual.models.pairs import Step
from hubkit.bilingual.pairs import match, refresh
from hubkit.bilingual.sending import finish, send
from tests.hubkit.conftest import pair_of, translate_all
from tests.hubkit.test_gate import choose, draft_both, live, workflow_for
from tests.hubkit.test_pairs import edit
from tests.specimens.models import MeetingPage

pytestmark = pytest.mark.django_db

OLD = ["Pridite.", "it-Pridite."]
NEW = ["Pridite vsi.", "it-Pridite vsi."]


@pytest.fixture
def moderator(homes, django_user_model):
    """Make a moderator of these sections."""

    def make(*sections):
        group = Group.objects.create(name="moderatorji")
        group.permissions.set(Permission.objects.filter(codename="access_admin"))
        for section in sections:
            for name in ("add_page", "change_page", "publish_page"):
                permission = Permission.objects.get(codename=name)
                GroupPagePermission.objects.create(group=group, page=section, permission=permission)
        user = django_user_model.objects.create_user("mod", "mod@example.org", "geslo")
        user.groups.add(group)
        return user

    return make


def leads(page) -> list[str]:
    pair = pair_of(page)
    return [live(pair.source).lead, live(pair.target).lead]


def are_live(page) -> tuple[bool, bool]:
    pair = pair_of(page)
    return live(pair.source).live, live(pair.target).live


def first_draft(homes, **values) -> MeetingPage:
    page = MeetingPage(title="Zbor", slug="zbor", lead="Pridite.", live=False)
    homes["sl"].add_child(instance=page)
    edit(page, **values)
    return page


def gate_of(page) -> str:
    return reverse("hubkit_bilingual:gate", args=[page.pk])


def test_who_may_publish_one_language_only_publishes_none(
    pair, meeting, superuser, homes, moderator
):
    draft_both(meeting, superuser)
    live(meeting).current_workflow_state.cancel()
    with pytest.raises(PairIncomplete):
        live(meeting).get_latest_revision().publish(user=moderator(homes["sl"]))
    assert leads(meeting) == OLD


def test_a_locked_translation_is_not_published_with_its_source(
    client, pair, meeting, superuser, homes, moderator
):
    draft_both(meeting, superuser)
    live(meeting).current_workflow_state.cancel()
    MeetingPage.objects.filter(pk=pair.target.pk).update(
        locked=True, locked_by=superuser, locked_at=timezone.now()
    )
    user = moderator(*homes.values())
    with pytest.raises(PairIncomplete):
        live(meeting).get_latest_revision().publish(user=user)
    assert leads(meeting) == OLD
    client.force_login(user)
    refusal = live(pair.target).get_lock().get_message(user)
    assert str(refusal) in client.get(gate_of(meeting)).text


def test_what_was_unpublished_comes_back_with_its_translation(pair, meeting, superuser):
    live(meeting).unpublish(user=superuser)
    edit(meeting, lead="Pridite.").publish(user=superuser)
    assert (are_live(meeting), pair_of(meeting).step) == ((True, True), Step.IN_STEP)


def test_a_source_alone_in_public_is_not_in_step(pair, meeting):
    MeetingPage.objects.filter(pk=pair.target.pk).update(live=False)
    refresh(pair)
    assert pair.step == Step.UNTRANSLATED


def test_the_day_of_the_soft_policy_is_no_excuse(pair, meeting, superuser):
    choose("soft")
    PairState.objects.update(due=timezone.localdate() + dt.timedelta(days=14), reason="")
    with pytest.raises(PairIncomplete):
        edit(meeting, title="Zbor").publish(user=superuser)


def test_a_schedule_takes_no_translation_that_nobody_approved(homes, superuser):
    WorkflowPage.objects.all().delete()
    hour = timezone.now() + dt.timedelta(days=1)
    page = first_draft(homes, go_live_at=hour)
    PairState.objects.of(page).update(due=timezone.localdate(), reason="Rok")
    live(page).get_latest_revision().publish(user=superuser)
    pair = pair_of(page)
    translate_all(pair)
    send(pair, name="Gostja")
    with time_machine.travel(hour + dt.timedelta(minutes=1)):
        call_command("publish_scheduled")
    assert live(page).live
    assert pair_of(page).step == Step.UNTRANSLATED


def test_unscheduling_one_half_unschedules_the_other(client, homes, superuser):
    hour = timezone.now().replace(microsecond=0) + dt.timedelta(days=1)
    page = first_draft(homes, go_live_at=hour)
    pair = pair_of(page)
    translate_all(pair)
    finish(pair, user=superuser)
    live(page).get_latest_revision().publish(user=superuser)
    client.force_login(superuser)
    args = [page.pk, live(page).latest_revision_id]
    client.post(reverse("wagtailadmin_pages:revisions_unschedule", args=args))
    with time_machine.travel(hour + dt.timedelta(minutes=1)):
        call_command("publish_scheduled")
    assert are_live(page) == (False, False)


def test_an_hour_of_expiry_taken_away_is_taken_from_both(homes, superuser):
    soon = timezone.now().replace(microsecond=0) + dt.timedelta(days=1)
    page = first_draft(homes, expire_at=soon)
    pair = pair_of(page)
    translate_all(pair)
    finish(pair, user=superuser)
    live(page).get_latest_revision().publish(user=superuser)
    assert pair_of(page).target.expire_at == soon
    edit(live(page), expire_at=None).publish(user=superuser)
    with time_machine.travel(soon + dt.timedelta(days=1)):
        call_command("publish_scheduled")
    assert are_live(page) == (True, True)


def test_a_scheduled_minor_edit_is_forgiven_when_it_is_public(pair, meeting, superuser):
    hour = timezone.now().replace(microsecond=0) + dt.timedelta(days=1)
    revision = edit(meeting, lead="Pridite!", go_live_at=hour)
    PairState.objects.update(minor_revision=revision)
    revision.publish(user=superuser)
    assert (pair_of(meeting).step, pair_of(meeting).minor_revision) == (Step.IN_STEP, revision)
    with time_machine.travel(hour + dt.timedelta(minutes=1)):
        call_command("publish_scheduled")
    assert live(meeting).lead == "Pridite!"
    assert (pair_of(meeting).step, pair_of(meeting).minor_revision) == (Step.IN_STEP, None)


def test_a_minor_edit_does_not_hide_another_persons_change(pair, meeting, superuser, moderator):
    somebody = moderator()
    draft = live(meeting)
    draft.lead = "Sestanek odpade."
    draft.save_revision(user=somebody)
    draft.title = "Sestanek!"
    revision = draft.save_revision(user=superuser)
    PairState.objects.update(minor_revision=revision)
    with pytest.raises(PairIncomplete) as refused:
        revision.publish(user=superuser)
    assert [gap.fields for gap in refused.value.gaps] == [("lead",)]


def test_a_field_that_the_model_no_longer_has_is_no_change(pair, meeting):
    for side in ("source", "target"):
        pair.matched[side]["summary"] = ["0123456789abcdef"]
    pair.save()
    found = refresh(pair_of(meeting))
    match(found, source=found.source, target=found.target)
    assert (found.step, found.changes) == (Step.IN_STEP, {})


def test_the_gate_publishes_past_no_workflow(client, pair, meeting, superuser):
    edit(meeting, lead="Pridite vsi.")
    state = workflow_for(meeting).start(live(meeting), superuser)
    client.force_login(superuser)
    client.post(gate_of(meeting), {"minor": "1"})
    state.refresh_from_db()
    assert (state.status, leads(meeting)) == ("in_progress", OLD)


@pytest.mark.parametrize("values", [{"reason": "", "due": ""}, {"reason": "Rok", "due": "x"}])
def test_an_excuse_that_is_no_longer_needed_is_no_error(client, pair, meeting, superuser, values):
    client.force_login(superuser)
    response = client.post(gate_of(meeting), {"excuse": "1", **values})
    assert response.url == reverse("wagtailadmin_pages:edit", args=[meeting.pk])


def test_an_excuse_holds_three_months_at_most(client, pair, meeting, superuser):
    client.force_login(superuser)
    edit(meeting, lead="Pridite vsi.")
    far = timezone.localdate() + dt.timedelta(days=400)
    client.post(gate_of(meeting), {"excuse": "1", "reason": "Rok", "due": far.isoformat()})
    assert (leads(meeting), pair_of(meeting).due) == (OLD, None)


@pytest.mark.parametrize("kind", ["alias", "in a workflow"])
def test_in_bulk_nothing_is_published_that_cannot_be(client, meeting, superuser, kind):
    choose("single")
    client.force_login(superuser)
    page = pair_of(meeting).target if kind == "alias" else meeting
    if kind == "in a workflow":
        edit(meeting, lead="Pridite vsi.")
        workflow_for(meeting).start(live(meeting), superuser)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={page.pk}&next=/admin/", {"confirm": "1"}, follow=True)
    assert gate_of(page) in response.text
    assert live(meeting).lead == "Pridite."
    assert pair_of(meeting).target.alias_of_id == meeting.pk
    if kind == "in a workflow":
        assert live(meeting).workflow_in_progress
