"""The state of a pair tells the truth about the words that readers see."""

import pytest

from hubkit.bilingual.models import PairState
from hubkit.bilingual.models.pairs import Step
from hubkit.bilingual.sending import publish
from tests.hubkit.conftest import pair_of, translate_all
from tests.specimens.models import MeetingPage, Slogan

pytestmark = pytest.mark.django_db


def edit(page, **values):
    """Save a draft of the page as an editor does, on top of its latest one."""
    draft = page.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    return draft.save_revision()


def test_a_new_page_is_not_translated(meeting):
    pair = pair_of(meeting)
    assert (pair.step, pair.source.pk, pair.target.alias_of_id) == (
        Step.UNTRANSLATED,
        meeting.pk,
        meeting.pk,
    )


def test_a_published_translation_is_in_step(pair):
    assert (pair.step, pair.changes, pair.target.title) == (Step.IN_STEP, {}, "it-Sestanek")
    assert pair.target.alias_of_id is None
    assert pair.target.live


def test_a_draft_changes_nothing(pair, meeting):
    edit(meeting, lead="Pridite vsi.")
    assert pair_of(meeting).step == Step.IN_STEP


def test_a_changed_sentence_is_told_in_its_field_only(pair, meeting):
    edit(meeting, lead="Pridite vsi.").publish()
    pair.refresh_from_db()
    assert (pair.step, pair.changes) == (Step.CHANGED, {"source": {"lead": ["Pridite vsi."]}})


def test_taking_the_change_back_brings_the_pair_in_step(pair, meeting):
    edit(meeting, lead="Pridite vsi.").publish()
    edit(meeting, lead="Pridite.").publish()
    assert pair_of(meeting).step == Step.IN_STEP


@pytest.mark.parametrize("lead", ["Pridite. ", "Pri\u00addite.", "\nPridite."])
def test_what_no_reader_calls_a_change_is_none(pair, meeting, lead):
    edit(meeting, lead=lead).publish()
    assert pair_of(meeting).step == Step.IN_STEP


def test_a_minor_edit_leaves_the_pair_in_step(pair, meeting):
    revision = edit(meeting, lead="Pridite!")
    PairState.objects.filter(pk=pair.pk).update(minor_revision=revision)
    revision.publish()
    pair.refresh_from_db()
    assert (pair.step, pair.minor_revision) == (Step.IN_STEP, None)


@pytest.mark.parametrize("minor_side", ["source", "target"])
def test_a_minor_edit_never_clears_a_real_one(pair, meeting, minor_side):
    edit(meeting, lead="Pridite vsi.").publish()
    page = pair.source if minor_side == "source" else pair.target
    revision = edit(page, title=page.title + ".", lead=page.lead + "!")
    PairState.objects.filter(pk=pair.pk).update(minor_revision=revision)
    revision.publish()
    pair.refresh_from_db()
    assert (pair.step, pair.changed_fields) == (Step.CHANGED, ["lead"])


def test_a_translation_of_the_change_brings_it_back_in_step(pair, meeting, superuser):
    edit(meeting, lead="Pridite vsi.").publish()
    pair.refresh_from_db()
    translate_all(pair)
    publish(pair, user=superuser)
    pair.refresh_from_db()
    assert (pair.step, pair.target.lead) == (Step.IN_STEP, "it-Pridite vsi.")
    assert pair.checked_by == superuser
    meeting.refresh_from_db()
    assert pair.source_revision_id == meeting.live_revision_id


def test_a_page_written_in_italian_is_the_source(homes, superuser):
    page = MeetingPage(title="Riunione", slug="riunione", lead="Venite.")
    homes["it"].add_child(instance=page)
    page.save_revision().publish()
    pair = pair_of(page)
    assert pair.source.pk == page.pk
    translate_all(pair, "sl-")
    publish(pair, user=superuser)
    assert pair_of(page).target.title == "sl-Riunione"


def test_a_snippet_without_drafts_is_in_step_when_saved(homes, superuser):
    slogan = Slogan.objects.create(text="Skupaj", year=2026, locale=homes["sl"].locale)
    pair = pair_of(slogan)
    assert (pair.step, pair.target) == (Step.UNTRANSLATED, None)
    translate_all(pair)
    publish(pair, user=superuser)
    pair.refresh_from_db()
    assert (pair.step, pair.target.text, pair.target.year) == (Step.IN_STEP, "it-Skupaj", 2026)
    slogan.text, slogan.year = "Vsi skupaj", 2027
    slogan.save()
    pair.refresh_from_db()
    assert (pair.step, pair.target.text, pair.target.year) == (Step.CHANGED, "it-Skupaj", 2027)
