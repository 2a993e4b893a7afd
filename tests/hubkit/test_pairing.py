"""Pairs follow what they are pairs of: a language that is added, versions that go."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, WorkflowPage, WorkflowState

from hubkit.bilingual.models import PairState, Step
from hubkit.bilingual.pairs import pairs_of
from hubkit.bilingual.sending import approve, publish, send
from tests.hubkit.conftest import pair_of, translate_all
from tests.hubkit.test_gate import live
from tests.hubkit.test_pairs import edit
from tests.hubkit.test_reviews import draft, people, workflow  # noqa: F401
from tests.specimens.models import MeetingPage, Notice, Slogan

pytestmark = pytest.mark.django_db


def languages_of(instance) -> list[tuple[str, str]]:
    """Return from which language into which each pair of an object runs, in order."""
    pairs = PairState.objects.filter(translation_key=instance.translation_key).order_by("pk")
    codes = pairs.values_list("source_locale__language_code", "target_locale__language_code")
    return list(codes)


@pytest.fixture
def english(db):
    return Locale.objects.create(language_code="en")


def test_what_is_saved_after_a_language_was_added_has_a_pair_with_it(pair, meeting, english):
    slogan = Slogan.objects.create(text="Skupaj", locale=meeting.locale)
    for made in (meeting, slogan):
        PairState.objects.filter(
            translation_key=made.translation_key, target_locale=english
        ).delete()
    edit(meeting, on="2027-01-02").publish()
    slogan.save()
    assert languages_of(meeting) == languages_of(slogan) == [("sl", "it"), ("sl", "en")]
    assert pair_in(meeting, "it").step == Step.IN_STEP


def pair_in(instance, code: str) -> PairState:
    return PairState.objects.get(
        translation_key=instance.translation_key, target_locale__language_code=code
    )


def test_publishing_a_translation_makes_the_pair_of_its_source_with_a_new_language(pair, english):
    edit(live(pair.target), lead="Venite!").publish()
    assert languages_of(pair.target) == [("sl", "it"), ("sl", "en")]


def test_a_pair_that_was_turned_is_not_made_a_second_time(pair, meeting, english):
    pair.source_locale, pair.target_locale = pair.target_locale, pair.source_locale
    pair.save()
    assert len(pairs_of(meeting)) == 1
    assert languages_of(meeting) == [("it", "sl"), ("it", "en")]


def test_whichever_version_is_published_all_pairs_are_locked_in_one_order(pair, english):
    pairs_of(pair.source)
    for version in (pair.source, pair.target):
        with CaptureQueriesContext(connection) as captured:
            pairs_of(version)
        (query,) = [each["sql"] for each in captured]
        asked = query.partition(" WHERE ")[2].rpartition("translation_key")[2]
        assert ("locale_id" in asked, 'ORDER BY "hubkit_bilingual_pairstate"."id"' in query) == (
            False,
            True,
        )


def waiting_pair(pair, translator) -> PairState:
    """The pair with all that can be noted of it: sent, promised, commented."""
    WorkflowPage.objects.all().delete()
    translate_all(pair, "drugo-")
    send(pair, user=translator)
    PairState.objects.filter(pk=pair.pk).update(
        due=timezone.localdate(),
        reason="Rok",
        comment="Ni prav.",
        pending={"source": {"lead": ["Pridite vsi."]}},
        changes={"source": {"lead": ["Pridite vsi."]}},
    )
    return PairState.objects.with_review().get(pk=pair.pk)


def begins_anew(pair: PairState) -> bool:
    """Whether a pair is as one that was just made."""
    now = PairState.objects.with_review().get(pk=pair.pk)
    noted = [now.sent_at, now.sent_by, now.due, now.checked_at, now.source_revision]
    told = [now.sent_name, now.comment, now.reason, now.checked_name]
    kept = [now.changes, now.pending, now.matched, now.proposed]
    everything = (now.step, now.in_review, noted, told, kept)
    return everything == (Step.UNTRANSLATED, False, [None] * 5, [""] * 4, [{}] * 4)


def test_a_deleted_translation_leaves_nothing_noted(people, pair, meeting):  # noqa: F811
    before = waiting_pair(pair, people["translator"])
    assert before.in_review
    live(pair.target).delete()
    assert begins_anew(pair)
    assert pair_of(meeting).since > before.since


def test_what_was_never_translated_is_so_since_it_was_made(meeting):
    before = pair_of(meeting)
    before.target.delete()
    assert pair_of(meeting).since == before.since


def test_a_source_deleted_alone_leaves_the_translation_a_pair_of_its_own(pair, meeting):
    live(meeting).delete()
    left = pair_of(pair.target)
    assert languages_of(pair.target) == [("it", "sl")]
    assert (left.source, left.step) == (pair.target, Step.UNTRANSLATED)
    assert left.target.alias_of_id == pair.target.pk


def test_translations_left_without_their_source_are_not_taken_as_saying_the_same(
    pair,
    meeting,
    english,
    superuser,
):
    edit(meeting, on="2027-01-02").publish()
    translate_all(pair_in(meeting, "en"), "en-")
    publish(pair_in(meeting, "en"), user=superuser)
    live(meeting).delete()
    assert sorted(languages_of(meeting)) == [("it", "en"), ("it", "sl")]
    assert (pair_in(meeting, "en").step, pair_in(meeting, "sl").step) == (
        Step.CHANGED,
        Step.UNTRANSLATED,
    )


@pytest.mark.parametrize("model", [Slogan, Notice])
def test_a_snippet_left_without_its_source_has_a_pair_at_once(homes, superuser, model):
    source = model.objects.create(text="Skupaj", locale=homes["sl"].locale)
    if model is Notice:
        source.save_revision().publish()
    translate_all(pair_of(source))
    publish(pair_of(source), user=superuser)
    source.delete()
    left = model.objects.get(translation_key=source.translation_key)
    assert (left.text, languages_of(left)) == ("it-Skupaj", [("it", "sl")])
    left.delete()
    assert languages_of(left) == []


@pytest.fixture
def convert(client, superuser):
    client.force_login(superuser)

    def post(page: MeetingPage):
        address = reverse("wagtail_localize:convert_to_alias", args=[page.pk])
        return client.post(address, {"next": ""}, follow=True)

    return post


def test_a_translation_turned_back_into_an_alias_leaves_nothing_noted(convert, people, pair):  # noqa: F811
    waiting_pair(pair, people["translator"])
    convert(pair.target)
    assert live(pair.target).alias_of_id == pair.source.pk
    assert begins_anew(pair)


def test_asking_whether_to_turn_it_back_changes_nothing(client, superuser, pair, meeting):
    client.force_login(superuser)
    client.get(reverse("wagtail_localize:convert_to_alias", args=[pair.target.pk]))
    assert pair_of(meeting).step == Step.IN_STEP


def test_a_translation_in_a_workflow_is_not_turned_back(convert, draft, people):  # noqa: F811
    first = pair_of(draft)
    translate_all(first)
    send(first, user=people["translator"])
    approve(pair_of(draft), user=people["moderator"])
    translate_all(pair_of(draft), "nuovo-")
    send(pair_of(draft), user=people["translator"])
    target = live(first.target)
    state = target.current_workflow_state
    answer = convert(target)
    state.refresh_from_db()
    assert (state.status, live(target).alias_of_id) == (WorkflowState.STATUS_IN_PROGRESS, None)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert pair_of(draft).sent_at is not None
