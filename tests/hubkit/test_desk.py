"""The desk: both languages side by side, and nothing that a person wrote is ever lost."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from hubkit.bilingual.desk.actors import Actor
from hubkit.bilingual.desk.sheet import Sheet
from hubkit.bilingual.models import PairState, SegmentCheck
from tests.hubkit.conftest import pair_of, translate_all
from tests.queries import queries_of
from tests.specimens.models import MeetingPage

pytestmark = pytest.mark.django_db


def address(pair) -> str:
    return reverse("hubkit_bilingual:desk", args=[pair.pk])


def sheet_of(pair, user=None) -> Sheet:
    return Sheet(PairState.objects.get(pk=pair.pk), Actor(user=user))


def row_of(sheet, path):
    return next(row for row in sheet.rows if row.piece.path == path)


def form_of(sheet, **texts) -> dict:
    """Return what the form posts, with `texts` by path instead of what is shown."""
    data = {}
    for row in sheet.rows:
        data[row.text_name] = texts.get(row.piece.path, row.text)
        data[f"was-{row.key}"] = row.was
        data[f"original-{row.key}"] = row.original
        data[f"ticked-{row.key}"] = "1" if row.is_checked else ""
        if row.ticked:
            data[f"checked-{row.key}"] = "1"
    return data


def words_in(pair) -> dict:
    return dict(
        StringTranslation.objects.filter(
            context__object_id=pair.translation_key, locale=pair.target_locale
        ).values_list("context__path", "data")
    )


@pytest.fixture
def pair_to_do(meeting, client, superuser):
    """The meeting, not translated yet, and somebody logged in who may do all."""
    client.force_login(superuser)
    return pair_of(meeting)


def test_it_shows_each_sentence_with_its_language(client, pair_to_do):
    text = client.get(address(pair_to_do)).text
    assert 'lang="sl" id="source-' in text
    assert "Pridite." in text
    assert text.count('data-state="missing"') == 2
    assert 'spellcheck="true"' in text


def test_saving_stores_the_words_and_leaves_the_public_page(client, pair_to_do, meeting):
    data = form_of(sheet_of(pair_to_do), title="Riunione & altro")
    response = client.post(address(pair_to_do), data)
    assert response.url == address(pair_to_do)
    assert words_in(pair_to_do) == {"title": "Riunione &amp; altro"}
    target = pair_to_do.target
    assert (target.title, target.alias_of_id, target.latest_revision_id) == (
        "Sestanek",
        meeting.pk,
        None,
    )


def test_a_row_that_was_not_touched_stores_nothing(client, pair_to_do):
    client.post(address(pair_to_do), form_of(sheet_of(pair_to_do)))
    assert words_in(pair_to_do) == {}


def test_checking_holds_for_the_text_as_it_was_checked(client, pair_to_do, superuser):
    sheet = sheet_of(pair_to_do)
    row = row_of(sheet, "title")
    client.post(address(pair_to_do), form_of(sheet, title="Riunione") | {f"checked-{row.key}": "1"})
    assert SegmentCheck.objects.get().user == superuser
    assert row_of(sheet_of(pair_to_do), "title").state == "checked"
    stored = StringTranslation.objects.filter(context__object_id=pair_to_do.translation_key)
    stored.update(data="Incontro")
    row = row_of(sheet_of(pair_to_do), "title")
    assert (row.state, row.ticked) == ("done", False)


def test_emptying_a_row_takes_its_translation_away(client, pair_to_do):
    client.post(address(pair_to_do), form_of(sheet_of(pair_to_do), lead="Venite."))
    client.post(address(pair_to_do), form_of(sheet_of(pair_to_do), lead=""))
    assert words_in(pair_to_do) == {}


def test_a_changed_original_shows_what_changed_and_the_earlier_translation(
    client, pair, meeting, superuser
):
    client.force_login(superuser)
    meeting.lead = "Pridite vsi."
    meeting.save_revision().publish()
    sheet = sheet_of(pair)
    row = row_of(sheet, "lead")
    assert (row.state, row.text, row.source_change) == (
        "changed",
        "it-Pridite.",
        "Pridite<ins> vsi</ins>.",
    )
    client.post(address(pair), form_of(sheet))
    assert row_of(sheet_of(pair), "lead").state == "changed"
    client.post(address(pair), form_of(sheet) | {f"checked-{row.key}": "1"})
    assert row_of(sheet_of(pair), "lead").state == "checked"


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(client, pair_to_do):
    sheet = sheet_of(pair_to_do)
    client.post(address(pair_to_do), form_of(sheet, lead="Venite."))
    response = client.post(address(pair_to_do), form_of(sheet, lead="Accorrete."))
    assert words_in(pair_to_do) == {"lead": "Venite."}
    assert ">\nAccorrete.</textarea>" in response.text
    row = row_of(response.context["sheet"], "lead")
    assert (row.text, row.theirs) == ("Accorrete.", "Venite.")
    client.post(address(pair_to_do), form_of(response.context["sheet"]))
    assert words_in(pair_to_do) == {"lead": "Accorrete."}


def test_what_others_saved_in_other_rows_stays(client, pair_to_do):
    before = sheet_of(pair_to_do)
    client.post(address(pair_to_do), form_of(before, lead="Venite."))
    client.post(address(pair_to_do), form_of(before, title="Riunione"))
    assert words_in(pair_to_do) == {"lead": "Venite.", "title": "Riunione"}


def test_a_text_whose_original_has_gone_is_shown(client, pair_to_do, meeting):
    data = form_of(sheet_of(pair_to_do), lead="Venite subito.")
    meeting.lead = ""
    meeting.save_revision().publish()
    response = client.post(address(pair_to_do), data)
    assert response.context["sheet"].leftovers == ["Venite subito."]
    assert "Venite subito." in response.text


def test_a_text_that_is_too_long_is_told_and_kept(client, pair_to_do):
    response = client.post(
        address(pair_to_do), form_of(sheet_of(pair_to_do), title="x" * 257, lead="Venite.")
    )
    row = row_of(response.context["sheet"], "title")
    assert (row.state, row.text) == ("error", "x" * 257)
    assert 'aria-invalid="true"' in response.text
    assert words_in(pair_to_do) == {"lead": "Venite."}


def test_the_address_is_offered_from_the_title(client, pair_to_do):
    client.post(address(pair_to_do), form_of(sheet_of(pair_to_do), title="La Riunione è qui"))
    row = row_of(sheet_of(pair_to_do), "slug")
    assert ([offer.text for offer in row.offers], row.is_open) == (["la-riunione-e-qui"], False)
    response = client.post(address(pair_to_do), form_of(sheet_of(pair_to_do), slug="ni dober"))
    assert row_of(response.context["sheet"], "slug").error != ""


def test_the_rows_go_by_the_fields_of_the_form_and_the_address_ends_them(pair_to_do):
    assert [section.name for section in sheet_of(pair_to_do).sections] == ["title", "lead", "slug"]


def make_points(homes, count):
    page = MeetingPage(title=f"Sestanek {count}", slug=f"sestanek-{count}", lead="Uvod.")
    page.points = [
        MeetingPage._meta.get_field("points").related_model(
            text=f"Točka {number}", locale=homes["sl"].locale, sort_order=number
        )
        for number in range(count)
    ]
    homes["sl"].add_child(instance=page)
    page.save_revision().publish()
    return pair_of(page)


def test_thirty_segments_cost_as_many_queries_as_one(client, superuser, homes):
    client.force_login(superuser)
    few, many = make_points(homes, 1), make_points(homes, 30)
    for pair in (few, many):
        translate_all(pair)
    assert len(sheet_of(many).rows) == 33
    assert queries_of(client, address(few)) == queries_of(client, address(many))


def test_the_rows_of_a_list_stand_under_its_name(homes):
    sections = sheet_of(make_points(homes, 2)).sections
    points = next(section for section in sections if section.name == "points")
    assert [len(part.rows) for part in points.parts] == [1, 1]


def test_the_facts_are_told_with_one_way_to_where_they_are_edited(client, pair_to_do, meeting):
    response = client.get(address(pair_to_do))
    assert [value for _label, value in response.context["facts"] if "2026" in value] != []
    assert response.context["source_url"] == reverse("wagtailadmin_pages:edit", args=[meeting.pk])


def test_a_suggestion_that_is_only_like_it_tells_what_it_translates(client, superuser, homes):
    client.force_login(superuser)
    translate_all(pair_of(lead_page(homes, "ena", "Vabimo vas na letni zbor članov društva.")))
    pair = pair_of(lead_page(homes, "dve", "Vabimo vas na redni zbor članov društva."))
    offer = BeautifulSoup(client.get(address(pair)).text, "html.parser").select_one(
        f"#row-{row_of(sheet_of(pair), 'lead').key} .desk-offer"
    )
    assert offer["data-desk-offer"] == "it-Vabimo vas na letni zbor članov društva."
    source = offer.select_one(".desk-offer-source [lang=sl]")
    assert source.text == "Vabimo vas na letni zbor članov društva."


def lead_page(homes, slug, lead):
    page = MeetingPage(title=slug.title(), slug=slug, lead=lead, on="2026-12-01")
    homes["sl"].add_child(instance=page)
    page.save_revision().publish()
    return page
