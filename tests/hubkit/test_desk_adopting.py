"""A version that somebody wrote by hand is the translation, as far as its words line up."""

import pytest
from wagtail_localize.models import StringTranslation

from hubkit.bilingual.desk.adopting import lines
from hubkit.bilingual.pairs import match
from tests.hubkit.conftest import pair_of
from tests.hubkit.test_desk import row_of, sheet_of, words_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_hand(meeting):
    """The meeting with an Italian version that was never translated from it."""
    twin = pair_of(meeting).target
    twin.alias_of, twin.title, twin.slug, twin.lead = None, "Riunione", "riunione", "Venite."
    twin.save()
    twin.save_revision().publish()
    return pair_of(meeting)


def test_words_written_by_hand_are_taken_over(by_hand):
    sheet = sheet_of(by_hand)
    assert words_in(by_hand) == {"title": "Riunione", "slug": "riunione", "lead": "Venite."}
    assert (row_of(sheet, "lead").state, sheet.is_complete) == ("done", True)


def test_they_are_taken_over_once(by_hand):
    sheet_of(by_hand)
    StringTranslation.objects.filter(
        context__object_id=by_hand.translation_key, context__path="lead"
    ).update(data="Accorrete.")
    sheet_of(by_hand)
    assert words_in(by_hand)["lead"] == "Accorrete."


def test_what_changed_since_they_were_matched_shows_as_changed(by_hand, meeting, superuser):
    meeting.refresh_from_db()
    match(by_hand, source=meeting, target=by_hand.target, user=superuser)
    meeting.lead = "Pridite vsi."
    meeting.save_revision().publish()
    row = row_of(sheet_of(by_hand), "lead")
    assert (row.state, row.text, row.source_change) == (
        "changed",
        "Venite.",
        "Pridite<ins> vsi</ins>.",
    )


def test_an_alias_has_no_words_to_take_over(meeting):
    pair = pair_of(meeting)
    sheet_of(pair)
    assert words_in(pair) == {}


def test_words_edited_by_hand_later_are_offered(pair):
    sheet_of(pair)
    target = pair.target
    target.lead = "Venite tutti."
    target.save_revision().publish()
    section = next(each for each in sheet_of(pair).sections if each.name == "lead")
    assert (section.rows[0].present, section.present) == ("Venite tutti.", [])


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ({"lead": ["a"]}, {"lead": ["x"]}, [("lead", "a", "x")]),
        ({"body.1": ["a", "b"]}, {"body.1": ["x"]}, []),
        (
            {"body.1": ["a"], "body.2": ["b", "c"]},
            {"body.8": ["x", "y"], "body.9": ["z"]},
            [("body.1", "a", "x"), ("body.2", "b", "y"), ("body.2", "c", "z")],
        ),
        (
            {"body.1": ["a"], "body.2": ["b"]},
            {"body.2": ["y"], "body.9": ["z"]},
            [("body.2", "b", "y"), ("body.1", "a", "z")],
        ),
        ({"lead": ["a"]}, {"title": ["x"]}, []),
    ],
)
def test_what_lines_up(ours, theirs, found):
    assert list(lines(ours, theirs)) == found
