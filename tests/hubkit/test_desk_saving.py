"""Two people at one translation: what one has not seen, one neither replaces nor takes back."""

import pytest
from django.test import Client

from hubkit.bilingual.models import SegmentCheck
from tests.hubkit.conftest import translate_all
from tests.hubkit.guest import address as guest_address
from tests.hubkit.guest import form_of as guest_form_of
from tests.hubkit.guest import make
from tests.hubkit.test_desk import address, form_of, pair_to_do, row_of, sheet_of, words_in
from tests.hubkit.test_desk_row import send

__all__ = ["pair_to_do"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(pair_to_do):
    """A pair with a translation of each text."""
    translate_all(pair_to_do)
    return pair_to_do


@pytest.fixture
def ana(django_user_model):
    """Somebody else at work."""
    client = Client()
    user = django_user_model.objects.create_superuser("ana", "ana@example.org", "geslo")
    client.force_login(user)
    return client


def tick_of(pair) -> str:
    return f"checked-{row_of(sheet_of(pair), 'lead').key}"


def without(data: dict, name: str) -> dict:
    return {key: value for key, value in data.items() if key != name}


def test_a_form_shown_before_the_check_leaves_it(client, ana, pair):
    before = form_of(sheet_of(pair))
    ana.post(address(pair), form_of(sheet_of(pair)) | {tick_of(pair): "1"})
    client.post(address(pair), before)
    assert SegmentCheck.objects.get().user.username == "ana"


def test_a_form_shown_with_a_check_since_taken_back_makes_none(client, ana, pair):
    ana.post(address(pair), form_of(sheet_of(pair)) | {tick_of(pair): "1"})
    before = form_of(sheet_of(pair))
    ana.post(address(pair), without(before, tick_of(pair)))
    assert SegmentCheck.objects.count() == 0
    client.post(address(pair), before)
    assert SegmentCheck.objects.count() == 0


def test_the_same_words_written_by_another_leave_the_check(client, ana, pair):
    before = form_of(sheet_of(pair), lead="Venite.")
    ana.post(address(pair), form_of(sheet_of(pair), lead="Venite.") | {tick_of(pair): "1"})
    client.post(address(pair), before)
    assert SegmentCheck.objects.get().user.username == "ana"


def test_a_guest_neither_takes_back_nor_repeats_a_check(ana, pair, superuser):
    _link, token = make(pair, superuser)
    guest = Client()
    before = guest_form_of(guest, token)
    ana.post(address(pair), form_of(sheet_of(pair)) | {tick_of(pair): "1"})
    guest.post(guest_address("translate", token), before)
    assert SegmentCheck.objects.get().user.username == "ana"
    ticked = guest_form_of(guest, token) | {tick_of(pair): "1"}
    ana.post(address(pair), without(form_of(sheet_of(pair)), tick_of(pair)))
    guest.post(guest_address("translate", token), ticked)
    assert SegmentCheck.objects.count() == 0


def test_a_row_sent_as_it_was_shown_keeps_what_it_was_written_over(client, ana, pair):
    row = row_of(sheet_of(pair), "lead")
    send(ana, pair, row, "Venite.")
    same = send(client, pair, row, row.text).json()
    assert (same["status"], same["was"], same["original"], same["checked"]) == (
        "same",
        row.was,
        row.original,
        False,
    )
    answer = send(client, pair, row, "Accorrete.", was=same["was"]).json()
    assert (answer["status"], answer["theirs"], answer["text"]) == ("conflict",) + ("Venite.",) * 2
    assert words_in(pair)["lead"] == "Venite."


def test_a_text_that_cannot_stand_there_hides_no_conflict(client, ana, pair):
    row = row_of(sheet_of(pair), "lead")
    send(ana, pair, row, "Venite.")
    data = without(form_of(sheet_of(pair)), row.text_name)
    data |= {f"html-{row.key}": "<p>Accorrete.</p>", f"was-{row.key}": row.was}
    shown = row_of(client.post(address(pair), data).context["sheet"], "lead")
    assert (shown.theirs, shown.mine) == ("Venite.", "<p>Accorrete.</p>")


def test_after_a_conflict_the_form_tells_of_the_check_as_it_is(client, ana, pair):
    before = form_of(sheet_of(pair), lead="Accorrete.")
    ana.post(address(pair), form_of(sheet_of(pair), lead="Venite.") | {tick_of(pair): "1"})
    response = client.post(address(pair), before)
    row = row_of(response.context["sheet"], "lead")
    assert (row.theirs, row.ticked, row.is_checked, row.stored_text) == (
        "Venite.",
        False,
        True,
        "Venite.",
    )
    client.post(address(pair), form_of(response.context["sheet"]))
    assert (words_in(pair)["lead"], SegmentCheck.objects.count()) == ("Accorrete.", 0)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("html", "<b> </b>"),
        ("html", "<b></b>"),
        ("html", "<br/>"),
        ("html", "&nbsp;"),
        ("text", "\u200b"),
        ("text", "\u00ad"),
    ],
)
def test_what_no_reader_sees_is_no_translation(client, pair_to_do, kind, text):
    row = row_of(sheet_of(pair_to_do), "lead")
    row.plain = kind == "text"
    answer = send(client, pair_to_do, row, text).json()
    assert (answer["done"], words_in(pair_to_do)) == (0, {})


def test_emptying_a_row_with_tags_takes_its_translation_away(client, pair):
    row = row_of(sheet_of(pair), "lead")
    row.plain = False
    assert send(client, pair, row, "<b></b>").json()["status"] == "saved"
    assert "lead" not in words_in(pair)
