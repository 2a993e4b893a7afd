"""A row is saved by the page's script as soon as it is left."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from tests.hubkit.test_desk import pair_to_do, row_of, sheet_of, words_in

__all__ = ["pair_to_do"]

pytestmark = pytest.mark.django_db


def send(client, pair, row, text, **more):
    data = {
        "row": row.key,
        row.text_name: text,
        f"was-{row.key}": row.was,
        f"original-{row.key}": row.original,
        **{f"{name}-{row.key}": value for name, value in more.items()},
    }
    return client.post(reverse("hubkit_bilingual:desk_row", args=[pair.pk]), data)


def test_it_is_stored_and_told(client, pair_to_do):
    row = row_of(sheet_of(pair_to_do), "lead")
    answer = send(client, pair_to_do, row, "Venite.").json()
    assert words_in(pair_to_do) == {"lead": "Venite."}
    assert (answer["status"], answer["open"], answer["done"], answer["total"]) == (
        "saved",
        False,
        1,
        2,
    )
    assert 'data-state="done"' in answer["badge"]
    assert answer["was"] == row_of(sheet_of(pair_to_do), "lead").was


def test_a_conflict_tells_what_stands_there(client, pair_to_do):
    row = row_of(sheet_of(pair_to_do), "lead")
    send(client, pair_to_do, row, "Venite.")
    answer = send(client, pair_to_do, row, "Accorrete.").json()
    assert (answer["status"], answer["theirs"]) == ("conflict", "Venite.")
    assert words_in(pair_to_do) == {"lead": "Venite."}
    answer = send(client, pair_to_do, row, "Accorrete.", was=answer["was"]).json()
    assert (answer["status"], words_in(pair_to_do)) == ("saved", {"lead": "Accorrete."})


def test_the_same_words_from_two_people_are_no_conflict(client, pair_to_do):
    row = row_of(sheet_of(pair_to_do), "lead")
    send(client, pair_to_do, row, "Venite.")
    assert send(client, pair_to_do, row, "Venite.").json()["status"] == "saved"


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Venite & <b>", "Venite &amp; &lt;b&gt;"),
        ("Venite\nsubito", "Venite subito"),
        ("  Venite.  ", "Venite."),
    ],
)
def test_a_plain_text_is_stored_as_it_is_meant(client, pair_to_do, text, stored):
    send(client, pair_to_do, row_of(sheet_of(pair_to_do), "lead"), text)
    assert words_in(pair_to_do) == {"lead": stored}


@pytest.mark.parametrize(
    "text", ["<script>x</script>", '<b class="x">a</b>', '<a id="a7">a</a>', "<p>a</p>"]
)
def test_html_that_cannot_stand_there_is_refused_with_a_word(client, pair_to_do, text):
    row = row_of(sheet_of(pair_to_do), "lead")
    row.plain = False
    answer = send(client, pair_to_do, row, text).json()
    assert (answer["status"], answer["message"] != "", words_in(pair_to_do)) == (
        "invalid",
        True,
        {},
    )


def test_an_original_that_has_gone_is_told(client, pair_to_do, meeting):
    row = row_of(sheet_of(pair_to_do), "lead")
    meeting.lead = ""
    meeting.save_revision().publish()
    response = send(client, pair_to_do, row, "Venite.")
    assert (response.status_code, response.json()["status"]) == (409, "gone")


def test_ticking_a_machines_draft_makes_it_checked(client, pair_to_do):
    row = row_of(sheet_of(pair_to_do), "lead")
    send(client, pair_to_do, row, "Venite.")
    stored = StringTranslation.objects.filter(context__object_id=pair_to_do.translation_key)
    stored.update(translation_type="machine")
    row = row_of(sheet_of(pair_to_do), "lead")
    assert row.state == "machine"
    answer = send(client, pair_to_do, row, row.text, checked="1").json()
    assert (answer["status"], answer["checked"], answer["open"]) == ("saved", True, False)
    assert stored.get().translation_type == "machine"
    send(client, pair_to_do, row_of(sheet_of(pair_to_do), "lead"), "Venite tutti.")
    assert stored.get().translation_type == "manual"


def test_without_a_row_it_is_a_bad_request(client, pair_to_do):
    address = reverse("hubkit_bilingual:desk_row", args=[pair_to_do.pk])
    assert client.post(address, {"row": "1-2"}).status_code == 400


def test_who_may_not_translate_is_told_so(client, pair_to_do, django_user_model):
    person = django_user_model.objects.create_user("nihče", "nihce@example.org", "geslo")
    client.force_login(person)
    row = row_of(sheet_of(pair_to_do), "lead")
    response = send(client, pair_to_do, row, "Venite.")
    assert response.status_code in (302, 403)
    assert words_in(pair_to_do) == {}
