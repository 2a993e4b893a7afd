"""A pair has one review at a time; nobody gets past it, and nobody is left waiting for ever."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from hubkit.bilingual.gate import PairIncomplete
from hubkit.bilingual.models import EditorialReview, LanguageReview
from hubkit.bilingual.models.pairs import Step
from hubkit.bilingual.sending import approve, finish, send, send_back
from tests.hubkit.conftest import pair_of, translate_all
from tests.hubkit.test_gate import live
from tests.hubkit.test_pairs import edit
from tests.hubkit.test_reviews import draft, people, workflow  # noqa: F401
from tests.specimens.models import MeetingPage

pytestmark = pytest.mark.django_db


def workflow_of(homes, *steps) -> Workflow:
    """Put a workflow of these tasks, each with the group that decides, on every page."""
    made = Workflow.objects.create(name="Potek")
    for order, (model, role) in enumerate(steps):
        task = model.objects.create(name=model.__name__)
        task.groups.set([Group.objects.get(name=role)])
        WorkflowTask.objects.create(workflow=made, task=task, sort_order=order)
    for page in homes.values():
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": made})
    return made


def running() -> list[tuple[int, str]]:
    states = WorkflowState.objects.exclude(status__in=("approved", "cancelled"))
    return [(int(each.object_id), each.status) for each in states]


def both_live(page) -> list[str]:
    pair = pair_of(page)
    return [live(version).lead for version in (pair.source, pair.target)]


def test_a_translation_sent_twice_stays_in_the_one_review(draft, people):  # noqa: F811
    pair = pair_of(draft)
    translate_all(pair)
    send(pair, user=people["translator"])
    translate_all(pair, "drugič-")
    send(pair, user=people["translator"])
    assert running() == [(draft.pk, "in_progress")]
    approve(pair_of(draft), user=people["moderator"])
    assert both_live(draft) == ["Pridite.", "drugič-Pridite."]


def test_a_text_changed_in_review_is_translated_again_and_approved(draft, people):  # noqa: F811
    pair = pair_of(draft)
    translate_all(pair)
    send(pair, user=people["translator"])
    edit(draft, lead="Pridite vsi.")
    pair.refresh_from_db()
    translate_all(pair)
    send(pair, user=people["translator"])
    approve(pair_of(draft), user=people["moderator"])
    assert both_live(draft) == ["Pridite vsi.", "it-Pridite vsi."]


def test_wagtails_own_workflow_takes_both_out(homes, people, meeting, pair):  # noqa: F811
    flow = workflow_of(homes, (GroupApprovalTask, "moderator"))
    edit(meeting, lead="Pridite vsi.")
    flow.start(live(meeting), people["editor"])
    pair = pair_of(meeting)
    translate_all(pair)
    send(pair, user=people["translator"])
    approve(pair_of(meeting), user=people["moderator"])
    assert both_live(meeting) == ["Pridite vsi.", "it-Pridite vsi."]
    assert running() == []


@pytest.mark.parametrize("who", ["guest", "translator"])
def test_sending_never_publishes_for_who_may_not(homes, people, who):  # noqa: F811
    flow = workflow_of(homes, (EditorialReview, "moderator"), (LanguageReview, "translator"))
    page = MeetingPage(title="Zbor", slug="zbor", lead="Pridite.", live=False)
    homes["sl"].add_child(instance=page)
    page.save_revision(user=people["editor"])
    flow.start(live(page), people["editor"])
    live(page).current_workflow_state.current_task_state.specific.approve(user=people["moderator"])
    pair = pair_of(page)
    translate_all(pair)
    send(pair, **({"name": "Livia"} if who == "guest" else {"user": people["translator"]}))
    assert (live(page).live, running()) == (False, [(page.pk, "in_progress")])


def test_an_editors_refused_text_is_not_sent_again_by_its_translator(
    homes,
    people,  # noqa: F811
    meeting,
    pair,
):
    flow = workflow_of(homes, (EditorialReview, "moderator"))
    edit(meeting, lead="Slabo.")
    flow.start(live(meeting), people["editor"])
    step = live(meeting).current_workflow_state.current_task_state.specific
    step.reject(user=people["moderator"], comment="Prepišite.")
    pair = pair_of(meeting)
    translate_all(pair)
    send(pair, user=people["translator"])
    assert running() == [(meeting.pk, "needs_changes")]


def test_what_was_sent_back_does_not_go_out(homes, people, superuser):  # noqa: F811
    WorkflowPage.objects.all().delete()
    page = MeetingPage(title="Zbor", slug="zbor", lead="Pridite.", live=False)
    homes["sl"].add_child(instance=page)
    page.save_revision()
    pair = pair_of(page)
    translate_all(pair, "narobe-")
    send(pair, user=people["translator"])
    send_back(pair_of(page), user=people["moderator"], comment="Ni prav.")
    with pytest.raises(PairIncomplete):
        live(page).get_latest_revision().publish(user=people["moderator"])
    assert pair_of(page).step == Step.UNTRANSLATED


def test_nobody_approves_what_they_rewrote_in_review(homes, people, meeting, pair):  # noqa: F811
    flow = workflow_of(homes, (EditorialReview, "moderator"))
    edit(meeting, lead="Pridite vsi.")
    flow.start(live(meeting), people["editor"])
    draft_of = live(meeting).get_latest_revision_as_object()
    draft_of.lead = "Pridite vsi, prosim."
    draft_of.save_revision(user=people["moderator"])
    task = live(meeting).current_workflow_state.current_task_state.task.specific
    assert task.get_actions(live(meeting), people["moderator"]) == []


def test_sending_keeps_what_somebody_else_wrote_on_the_pair_meanwhile(pair, meeting, superuser):
    revision = edit(meeting, lead="Pridite vsi.")
    stale = pair_of(meeting)
    type(pair).objects.filter(pk=pair.pk).update(minor_revision=revision)
    translate_all(stale)
    finish(stale, user=superuser)
    assert pair_of(meeting).minor_revision_id == revision.pk
