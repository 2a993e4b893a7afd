"""Either language may be the one that is translated from."""

import pytest
from wagtail_localize.models import Translation

from hubkit.bilingual.desk.turning import turn
from hubkit.bilingual.models import PairState, Step
from hubkit.bilingual.sending import NotReadyError
from tests.hubkit.conftest import pair_of
from tests.hubkit.test_desk import address, row_of, sheet_of
from tests.specimens.models import MeetingPage

pytestmark = pytest.mark.django_db


def again(pair) -> PairState:
    return PairState.objects.get(pk=pair.pk)


def test_the_state_stays_and_the_words_too(pair):
    turn(pair)
    pair = again(pair)
    assert (pair.step, pair.source.title, pair.target.title) == (
        Step.IN_STEP,
        "it-Sestanek",
        "Sestanek",
    )
    sheet = sheet_of(pair)
    row = row_of(sheet, "lead")
    assert (row.piece.source, row.text, sheet.is_complete) == ("it-Pridite.", "Pridite.", True)


def test_one_direction_is_on_at_a_time(pair):
    turn(pair)
    on = Translation.objects.filter(source__object_id=pair.translation_key, enabled=True)
    assert [each.target_locale.language_code for each in on] == ["sl"]


def test_a_change_of_the_new_source_is_told(pair):
    turn(pair)
    page = again(pair).source
    page.lead = "it-Pridite. Tutti."
    page.save_revision().publish()
    pair = again(pair)
    assert (pair.step, list(pair.changes)) == (Step.CHANGED, ["source"])
    assert row_of(sheet_of(pair), "lead").text == "Pridite."


def test_facts_flow_the_other_way(pair):
    turn(pair)
    page = again(pair).source
    page.on = "2027-01-05"
    page.save_revision().publish()
    sl = MeetingPage.objects.get(pk=again(pair).target.pk)
    assert str(sl.on) == "2027-01-05"


def test_turning_twice_is_where_one_was(pair):
    turn(pair)
    turn(again(pair))
    now = again(pair)
    assert (now.source.title, now.step) == ("Sestanek", Step.IN_STEP)
    assert sheet_of(now).is_complete


def test_what_has_no_words_of_its_own_cannot_be_the_source(meeting):
    with pytest.raises(NotReadyError):
        turn(pair_of(meeting))


def test_from_the_screen(client, superuser, pair):
    client.force_login(superuser)
    client.post(address(pair), {"action": "turn"})
    assert again(pair).source.title == "it-Sestanek"
