"""From the editor to the translator to the moderator, and back where something is wrong."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.utils.module_loading import import_string
from django.utils.translation import gettext, override
from wagtail.models import (
    GroupPagePermission,
    TaskState,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)
from wagtail.users.models import UserProfile

from hubkit.bilingual.models import EditorialReview, LanguageReview, PairPublication
from hubkit.bilingual.models.pairs import Step
from hubkit.bilingual.sending import NotReadyError, approve, publish, send, send_back, task_for
from tests.hubkit.conftest import pair_of, translate_all
from tests.hubkit.test_gate import live
from tests.hubkit.test_pairs import edit
from tests.specimens.models import MeetingPage, Notice

pytestmark = pytest.mark.django_db

RIGHTS = {
    "editor": ("add_page", "change_page"),
    "translator": ("change_page",),
    "moderator": ("add_page", "change_page", "publish_page"),
}


@pytest.fixture
def people(homes, django_user_model):
    """One person of each role, with rights on the whole site and on notices."""
    found = {}
    for role, rights in RIGHTS.items():
        group = Group.objects.create(name=role)
        group.permissions.set(
            Permission.objects.filter(
                codename__in=("access_admin", "submit_translation", "change_notice")
            )
        )
        for page in homes.values():
            for permission in Permission.objects.filter(codename__in=rights):
                GroupPagePermission.objects.create(group=group, page=page, permission=permission)
        found[role] = django_user_model.objects.create_user(role, f"{role}@example.org", "geslo")
        found[role].groups.add(group)
    Group.objects.get(name="moderator").permissions.add(
        Permission.objects.get(codename="publish_notice")
    )
    return found


@pytest.fixture
def workflow(homes, people):
    """Translation, then publication of both, on every page of the site and on notices."""
    workflow = Workflow.objects.create(name="Dvojezična objava")
    for order, (model, role) in enumerate(
        ((LanguageReview, "translator"), (PairPublication, "moderator"))
    ):
        task = model.objects.create(name=model.__name__)
        task.groups.set([Group.objects.get(name=role)])
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    for page in homes.values():
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    WorkflowContentType.objects.create(
        workflow=workflow, content_type=ContentType.objects.get_for_model(Notice)
    )
    return workflow


@pytest.fixture
def draft(homes, people, workflow):
    """A new page that its editor has sent on its way."""
    page = MeetingPage(title="Zbor", slug="zbor", lead="Pridite.", live=False)
    homes["sl"].add_child(instance=page)
    page.save_revision(user=people["editor"])
    workflow.start(live(page), people["editor"])
    return page


def task_of(page):
    return page.current_workflow_task


def test_the_translation_is_waited_for_first(draft, people):
    assert isinstance(task_of(live(draft)), LanguageReview)
    assert [each.live for each in (live(draft), live(pair_of(draft).target))] == [False, False]


def test_sending_passes_the_pair_on_and_approving_publishes_both(draft, people):
    pair = pair_of(draft)
    translate_all(pair)
    send(pair, user=people["translator"])
    assert isinstance(task_of(live(draft)), PairPublication)
    assert [each.live for each in (live(draft), live(pair.target))] == [False, False]
    approve(pair_of(draft), user=people["moderator"])
    both = [live(draft), live(pair.target)]
    assert [(each.title, each.live) for each in both] == [("Zbor", True), ("it-Zbor", True)]
    found = pair_of(draft)
    assert (found.step, found.sent_at) == (Step.IN_STEP, None)


def test_a_translation_alone_goes_through_review_too(draft, people):
    pair = pair_of(draft)
    translate_all(pair)
    send(pair, user=people["translator"])
    approve(pair_of(draft), user=people["moderator"])
    pair = pair_of(draft)
    translate_all(pair, "italiano-")
    send(pair, user=people["translator"])
    target = live(pair.target)
    assert (target.title, target.workflow_in_progress) == ("it-Zbor", True)
    assert isinstance(task_of(target), PairPublication)
    assert pair_of(draft).step == Step.IN_STEP
    approve(pair_of(draft), user=people["moderator"])
    assert live(pair.target).title == "italiano-Zbor"
    assert pair_of(draft).step == Step.IN_STEP


def test_sending_back_tells_why_and_sending_again_resumes(draft, people):
    pair = pair_of(draft)
    translate_all(pair)
    send(pair, user=people["translator"])
    send_back(pair_of(draft), user=people["moderator"], comment="Društvo je associazione.")
    pair = pair_of(draft)
    assert (pair.comment, pair.sent_at) == ("Društvo je associazione.", None)
    state = WorkflowState.objects.get(status=WorkflowState.STATUS_NEEDS_CHANGES)
    assert state.current_task_state.comment == "Društvo je associazione."
    translate_all(pair, "associazione-")
    send(pair, user=people["translator"])
    approve(pair_of(draft), user=people["moderator"])
    assert live(pair.target).title == "associazione-Zbor"
    assert WorkflowState.objects.filter(status=WorkflowState.STATUS_APPROVED).count() == 1


def test_an_unfinished_translation_is_not_sent(draft, people):
    with pytest.raises(NotReadyError):
        send(pair_of(draft), user=people["translator"])
    assert isinstance(task_of(live(draft)), LanguageReview)


def test_an_editor_or_translator_cannot_approve_or_publish(draft, people):
    pair = pair_of(draft)
    translate_all(pair)
    send(pair, user=people["translator"])
    for role in ("editor", "translator"):
        assert task_for(pair_of(draft), people[role]) is None
        with pytest.raises(PermissionDenied):
            approve(pair_of(draft), user=people[role])
        with pytest.raises(PermissionDenied):
            publish(pair_of(draft), user=people[role])
    assert not live(draft).live


def test_a_running_workflow_is_never_cancelled_by_publishing_the_translation(draft, people):
    pair = pair_of(draft)
    translate_all(pair)
    send(pair, user=people["translator"])
    with pytest.raises(NotReadyError):
        publish(pair_of(draft), user=people["moderator"])
    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_IN_PROGRESS


def test_a_locked_version_takes_no_translation(draft, people):
    pair = pair_of(draft)
    translate_all(pair)
    target = pair.target
    target.locked, target.locked_by = True, people["moderator"]
    target.save(clean=False)
    with pytest.raises(NotReadyError):
        send(pair_of(draft), user=people["translator"])
    assert live(target).latest_revision is None


def test_the_translation_is_passed_at_once_where_it_is_right_already(draft, people, workflow):
    pair = pair_of(draft)
    translate_all(pair)
    send(pair, user=people["translator"])
    approve(pair_of(draft), user=people["moderator"])
    edit(live(draft), to_address="Titov trg 3")
    workflow.start(live(draft), people["editor"])
    assert isinstance(task_of(live(draft)), PairPublication)
    first = TaskState.objects.filter(workflow_state__status="in_progress").order_by("pk").first()
    assert (first.status, first.finished_by) == (TaskState.STATUS_APPROVED, None)


def test_what_a_change_on_its_way_says_is_noted_until_it_is_translated(draft, people, workflow):
    pair = pair_of(draft)
    translate_all(pair)
    send(pair, user=people["translator"])
    approve(pair_of(draft), user=people["moderator"])
    edit(live(draft), lead="Pridite vsi.")
    state = workflow.start(live(draft), people["editor"])
    found = pair_of(draft)
    assert (found.step, found.pending) == (Step.IN_STEP, {"source": {"lead": ["Pridite vsi."]}})
    state.cancel()
    assert pair_of(draft).pending == {}
    workflow.start(live(draft), people["editor"])
    translate_all(pair_of(draft))
    send(pair_of(draft), user=people["translator"])
    assert pair_of(draft).pending == {}


def test_a_person_without_an_account_sends_under_their_name(draft, people):
    pair = pair_of(draft)
    translate_all(pair)
    send(pair, name="Livia Primer")
    found = pair_of(draft)
    assert (found.sent_name, found.checked_name, found.sent_by) == (
        "Livia Primer",
        "Livia Primer",
        None,
    )
    approve(found, user=people["moderator"])
    assert live(pair.target).live


def test_nobody_approves_their_own_text(draft, people, workflow):
    task = EditorialReview.objects.create(name="Branje")
    task.groups.set(Group.objects.filter(name__in=("editor", "moderator")))
    state = live(draft).current_workflow_state
    state.cancel()
    workflow.workflow_tasks.all().delete()
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(live(draft), people["editor"])
    page = live(draft)
    assert task.get_actions(page, people["editor"]) == []
    assert "approve" in {each[0] for each in task.get_actions(page, people["moderator"])}


def test_a_snippet_with_drafts_goes_the_same_way(homes, people, workflow):
    notice = Notice.objects.create(text="Obvestilo", locale=homes["sl"].locale, live=True)
    notice.save_revision().publish()
    pair = pair_of(notice)
    translate_all(pair)
    send(pair, user=people["translator"])
    pair = pair_of(notice)
    assert (pair.target.live, pair.step) == (False, Step.UNTRANSLATED)
    approve(pair, user=people["moderator"])
    pair = pair_of(notice)
    assert (pair.target.text, pair.target.live, pair.step) == (
        "it-Obvestilo",
        True,
        Step.IN_STEP,
    )


def test_a_live_snippet_stays_live_while_its_translation_is_renewed(homes, people, workflow):
    notice = Notice.objects.create(text="Obvestilo", locale=homes["sl"].locale, live=True)
    notice.save_revision().publish()
    pair = pair_of(notice)
    translate_all(pair)
    publish(pair, user=people["moderator"])
    pair = pair_of(notice)
    translate_all(pair, "nuovo-")
    send(pair, user=people["translator"])
    target = pair_of(notice).target
    assert (target.text, target.live) == ("it-Obvestilo", True)


def test_the_translator_is_told_by_mail_why_it_came_back(
    draft, people, mailoutbox, django_capture_on_commit_callbacks
):
    UserProfile.objects.update_or_create(
        user=people["translator"], defaults={"preferred_language": "it"}
    )
    pair = pair_of(draft)
    translate_all(pair)
    send(pair, user=people["translator"])
    with django_capture_on_commit_callbacks(execute=True):
        send_back(pair_of(draft), user=people["moderator"], comment="Società ali associazione?")
    with override("it"):
        subject = gettext("Please look again: %(title)s") % {"title": "Zbor"}
    told = [mail for mail in mails_of(mailoutbox) if mail.subject == subject]
    assert [mail.to for mail in told] == [["translator@example.org"]]
    assert "Società ali associazione?" in told[0].body
    assert f"/admin/languages/{pair.pk}/" in told[0].body


def mails_of(mailoutbox) -> list:
    """Return what was mailed: at once, or from the outbox where that is installed."""
    if apps.is_installed("hubkit.outbox"):
        import_string("hubkit.outbox.delivery.deliver_due")()
    return list(mailoutbox)
