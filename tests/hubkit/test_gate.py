"""What publishing asks of the other language, by every way that leads there."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, Workflow, WorkflowTask
from wagtail_localize.models import StringTranslation

from hubkit.bilingual.drafts import translation_of
from hubkit.bilingual.models import LanguagePolicy, PairPublication, PairState
from hubkit.bilingual.models.pairs import Step
from hubkit.bilingual.policies import page_types
from hubkit.bilingual.sending import finish
from tests.hubkit.conftest import pair_of, translate_all
from tests.hubkit.test_pairs import edit
from tests.specimens.models import MeetingPage

pytestmark = pytest.mark.django_db


def choose(policy: str) -> None:
    LanguagePolicy.objects.update_or_create(defaults={"choices": {"specimens.meetingpage": policy}})


def live(page) -> MeetingPage:
    return MeetingPage.objects.get(pk=page.pk)


def post_publish(client, page, action="action-publish", **values):
    """Publish from the page's editor, with its form as the browser would send it."""
    draft = page.get_latest_revision_as_object()
    data = {
        "title": draft.title,
        "slug": draft.slug,
        "lead": draft.lead,
        "on": "2026-12-01",
        "body-count": "0",
        "phones-TOTAL_FORMS": "0",
        "phones-INITIAL_FORMS": "0",
        "points-TOTAL_FORMS": "0",
        "points-INITIAL_FORMS": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": action,
        **values,
    }
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def test_a_person_cannot_publish_one_language_of_a_strict_pair(pair, meeting, superuser):
    revision = edit(meeting, lead="Pridite vsi.")
    with pytest.raises(PermissionDenied):
        revision.publish(user=superuser)
    assert live(meeting).lead == "Pridite."


def test_the_editor_leads_to_the_gate_and_keeps_the_text(client, superuser, pair, meeting):
    client.force_login(superuser)
    response = post_publish(client, meeting, lead="Pridite vsi.")
    address = reverse("hubkit_bilingual:gate", args=[meeting.pk])
    assert response.url == address
    assert live(meeting).lead == "Pridite."
    assert live(meeting).get_latest_revision_as_object().lead == "Pridite vsi."
    page = client.get(address).text
    assert "Lead" in page or "lead" in page or "Uvod" in page
    assert reverse("hubkit_bilingual:desk", args=[pair.pk]) in page


def test_what_the_gate_holds_is_translated_and_published_with_its_translation(
    client, superuser, pair, meeting
):
    client.force_login(superuser)
    post_publish(client, meeting, lead="Pridite vsi.")
    pair.refresh_from_db()
    desk = reverse("hubkit_bilingual:desk", args=[pair.pk])
    assert "Pridite vsi." in client.get(desk).text
    translate_all(pair)
    client.post(desk, {"action": "publish"})
    assert (live(meeting).lead, live(pair.target).lead) == ("Pridite vsi.", "it-Pridite vsi.")
    pair.refresh_from_db()
    assert (pair.step, pair.held_revision) == (Step.IN_STEP, None)


def test_a_translation_that_stays_as_it_is_lets_the_held_source_go_out(
    client, superuser, pair, meeting
):
    client.force_login(superuser)
    post_publish(client, meeting, lead="Pridite!")
    pair.refresh_from_db()
    translation = translation_of(pair)
    segment = translation.source.stringsegment_set.get(context__path="lead")
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        data="it-Pridite.",
    )
    client.post(reverse("hubkit_bilingual:desk", args=[pair.pk]), {"action": "publish"})
    assert (live(meeting).lead, live(pair.target).lead) == ("Pridite!", "it-Pridite.")
    assert pair_of(meeting).step == Step.IN_STEP


def test_a_draft_saved_after_the_gate_is_not_on_its_way(client, superuser, pair, meeting):
    client.force_login(superuser)
    post_publish(client, meeting, lead="Pridite vsi.")
    edit(meeting, lead="Osnutek")
    pair.refresh_from_db()
    assert translation_of(pair).source.as_instance().lead == "Pridite."


def test_a_minor_edit_passes_from_the_editors_menu(client, superuser, pair, meeting):
    client.force_login(superuser)
    post_publish(client, meeting, action="minor", lead="Pridite!")
    assert (live(meeting).lead, pair_of(meeting).step) == ("Pridite!", Step.IN_STEP)


def test_a_minor_edit_passes_at_the_gate(client, superuser, pair, meeting):
    client.force_login(superuser)
    edit(meeting, lead="Pridite!")
    client.post(reverse("hubkit_bilingual:gate", args=[meeting.pk]), {"minor": "1"})
    assert (live(meeting).lead, pair_of(meeting).step) == ("Pridite!", Step.IN_STEP)


def test_an_excuse_needs_a_reason_and_a_day(client, superuser, pair, meeting):
    client.force_login(superuser)
    edit(meeting, lead="Pridite vsi.")
    address = reverse("hubkit_bilingual:gate", args=[meeting.pk])
    client.post(address, {"excuse": "1", "reason": "", "due": "2020-01-01"})
    assert live(meeting).lead == "Pridite."
    due = timezone.localdate() + dt.timedelta(days=5)
    client.post(address, {"excuse": "1", "reason": "Rok je danes", "due": due.isoformat()})
    found = pair_of(meeting)
    assert (live(meeting).lead, found.step) == ("Pridite vsi.", Step.CHANGED)
    assert (found.reason, found.due, found.excused_by) == ("Rok je danes", due, superuser)


def test_an_excuse_is_over_when_the_languages_agree(pair, meeting, superuser):
    edit(meeting, lead="Pridite vsi.").publish()
    due = timezone.localdate()
    PairState.objects.update(due=due, reason="Rok")
    edit(meeting, lead="Pridite.").publish(user=superuser)
    assert (pair_of(meeting).due, pair_of(meeting).reason) == (None, "")


def test_an_excuse_ends_with_its_day(pair, meeting, superuser):
    PairState.objects.update(due=timezone.localdate() - dt.timedelta(days=1), reason="Rok")
    with pytest.raises(PermissionDenied):
        edit(meeting, lead="Pridite vsi.").publish(user=superuser)


def test_soft_asks_for_the_title_now_and_sets_a_day_for_the_rest(homes, meeting, superuser):
    choose("soft")
    pair = pair_of(meeting)
    with pytest.raises(PermissionDenied):
        edit(meeting, title="Zbor").publish(user=superuser)
    translate_all(pair)
    pair.refresh_from_db()
    finish(pair, user=superuser)
    pair.target.get_latest_revision().publish(user=superuser)
    page = live(meeting)
    page.points.create(text="Točka", locale=homes["sl"].locale, sort_order=0)
    page.save_revision().publish(user=superuser)
    found = pair_of(meeting)
    assert (found.step, found.changed_fields) == (Step.CHANGED, ["points"])
    assert found.due == timezone.localdate() + dt.timedelta(days=14)


def test_single_asks_for_nothing(meeting, superuser):
    choose("single")
    edit(meeting, title="Zbor").publish(user=superuser)
    assert live(meeting).title == "Zbor"


def draft_both(meeting, superuser) -> PairState:
    """A changed draft of the source on its way, and the translator's draft that matches it."""
    meeting.get_latest_revision_as_object()
    revision = edit(meeting, lead="Pridite vsi.")
    workflow_for(meeting).start(live(meeting), superuser)
    pair = pair_of(meeting)
    translate_all(pair)
    finish(pair, user=superuser)
    assert revision.pk == pair.source_revision_id
    return pair


def workflow_for(page):
    workflow = Workflow.objects.create(name="Preizkus")
    task = PairPublication.objects.create(name="Objava")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def test_both_are_published_in_one_transaction(pair, meeting, superuser):
    pair = draft_both(meeting, superuser)
    assert (live(meeting).lead, live(pair.target).lead) == ("Pridite.", "it-Pridite.")
    live(meeting).get_latest_revision().publish(user=superuser)
    assert (live(meeting).lead, live(pair.target).lead) == ("Pridite vsi.", "it-Pridite vsi.")
    assert pair_of(meeting).step == Step.IN_STEP


def test_when_one_half_cannot_be_published_neither_is(pair, meeting, superuser, monkeypatch):
    pair = draft_both(meeting, superuser)
    target = pair.target.pk
    stock = MeetingPage.save

    def fail(self, *args, **kwargs):
        if self.pk == target:
            raise RuntimeError("the disk is full")
        return stock(self, *args, **kwargs)

    monkeypatch.setattr(MeetingPage, "save", fail)
    with pytest.raises(RuntimeError):
        live(meeting).get_latest_revision().publish(user=superuser)
    monkeypatch.undo()
    assert (live(meeting).lead, live(pair.target).lead) == ("Pridite.", "it-Pridite.")


def test_a_first_publication_makes_both_public_at_once(homes, superuser):
    page = MeetingPage(title="Zbor", slug="zbor", lead="Pridite.", live=False)
    homes["sl"].add_child(instance=page)
    page.save_revision()
    pair = pair_of(page)
    translate_all(pair)
    finish(pair, user=superuser)
    assert [each.live for each in (live(page), live(pair.target))] == [False, False]
    live(page).get_latest_revision().publish(user=superuser)
    both = [live(page), live(pair.target)]
    assert [(each.live, each.alias_of_id) for each in both] == [(True, None), (True, None)]
    assert [each.title for each in both] == ["Zbor", "it-Zbor"]


def test_a_scheduled_pair_goes_out_at_the_same_second(pair, meeting, superuser):
    moment = timezone.now().replace(microsecond=0) + dt.timedelta(days=1)
    edit(meeting, lead="Pridite vsi.", go_live_at=moment)
    workflow_for(meeting).start(live(meeting), superuser)
    pair = pair_of(meeting)
    translate_all(pair)
    finish(pair, user=superuser)
    live(meeting).get_latest_revision().publish(user=superuser)
    waiting = Revision.objects.filter(approved_go_live_at__isnull=False)
    assert {each.approved_go_live_at for each in waiting} == {moment}
    assert waiting.count() == 2
    assert (live(meeting).lead, live(pair.target).lead) == ("Pridite.", "it-Pridite.")
    past = timezone.now() - dt.timedelta(seconds=1)
    for revision in waiting:
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save()
    call_command("publish_scheduled")
    assert (live(meeting).lead, live(pair.target).lead) == ("Pridite vsi.", "it-Pridite vsi.")
    assert pair_of(meeting).step == Step.IN_STEP


def test_in_bulk_nothing_is_published_while_a_page_waits(client, superuser, pair, meeting):
    client.force_login(superuser)
    edit(meeting, lead="Pridite vsi.")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={meeting.pk}&next=/admin/", {"confirm": "1"}, follow=True)
    assert live(meeting).lead == "Pridite."
    assert reverse("hubkit_bilingual:gate", args=[meeting.pk]) in response.text


def test_staff_choose_the_policy_of_each_page_type(client, superuser):
    client.force_login(superuser)
    address = reverse("wagtailsettings:edit", args=["hubkit_bilingual", "languagepolicy"])
    client.get(address, follow=True)
    address = client.get(address, follow=True).request["PATH_INFO"]
    data = {
        f"choices_{each._meta.label_lower.replace('.', '_')}": "strict" for each in page_types()
    }
    data["choices_specimens_meetingpage"] = "single"
    client.post(address, {**data, "days": "7"})
    policy = LanguagePolicy.load()
    assert (policy.of(MeetingPage), policy.days) == ("single", 7)


def test_the_translation_is_made_from_what_was_sent_not_from_a_saved_draft(pair, meeting):
    edit(meeting, lead="Osnutek")
    source = translation_of(pair).source.as_instance()
    assert source.lead == "Pridite."
