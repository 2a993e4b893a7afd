"""The named values: what is read can be written, and is then read again."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.models import OrganisationPage
from directory.profile import FIELDS, base_hash, check, checked, gaps, read, write
from tests.directory.organisations import make_organisation

pytestmark = pytest.mark.django_db
EVERYTHING = {
    "official_name": "Društvo Žarek",
    "name_sl": "Žarek",
    "name_it": "Associazione Raggio",
    "short_name": "DŽ",
    "legal_form": "drustvo",
    "maticna": "1663364",
    "davcna": "14717468",
    "it_cf": "00778820324",
    "founded_year": 1990,
    "summary_sl": "Kratko.",
    "summary_it": "In breve.",
    "description_sl": "Dolgo.",
    "description_it": "Per esteso.",
    "topics": ["kultura", "sport"],
    "audiences": ["otroci"],
    "areas": ["050", "090"],
    "languages": ["sl", "it"],
    "volunteers": True,
    "membership_sl": "Pišite.",
    "membership_it": "Scrivere.",
    "settlement": "10101743",
    "municipality": "050",
    "street": "Primerna ulica",
    "house_number": "10 b",
    "post": "6000",
    "hide_address": True,
    "hours": [{"days": [1, 2], "from": "09:00", "to": "12:00"}],
    "by_appointment": True,
    "hours_note_sl": "Tudi po dogovoru.",
    "hours_note_it": "Anche su appuntamento.",
    "access": ["dvigalo"],
    "access_note_sl": "Zvonec.",
    "access_note_it": "Campanello.",
    "email": "info@example.org",
    "phone": "+38656278500",
    "phone_other": "+38641123456",
    "website": "https://example.org",
    "links": [{"url": "https://example.org/a", "label_sl": "Ena", "label_it": "Uno"}],
    "contact_name": "Ana Primer",
    "contact_role_sl": "tajnica",
    "contact_role_it": "segretaria",
    "contact_email": "ana@example.org",
    "contact_phone": "+38656278500",
    "contact_consent": True,
    "former_names": ["Stari žarek", "Prvi žarek"],
    "vat_registered": True,
    "iban": "SI56011006000000314",
    "lat": 45.5,
    "lon": 13.7,
    "hours_exceptions": [
        {"from": "2026-12-24", "to": "2026-12-26", "hours": [], "note_sl": "", "note_it": ""}
    ],
    "hub_member": True,
    "potential_year": 2025,
    "activities": [
        {
            **dict.fromkeys(("fee_sl", "fee_it", "how_sl", "how_it", "text_sl", "text_it"), ""),
            "name_sl": "Pevski zbor",
            "name_it": "Coro",
            "status": "paused",
            "start": "2026-01-01",
            "end": None,
        }
    ],
    "public_interest": [
        {
            "term": "prostovoljska-organizacija",
            "ministry": "AJPES",
            "start": "2020-01-01",
            "end": None,
            "checked_on": "2026-01-01",
        }
    ],
    "alert_sl": "Zaprto.",
    "alert_it": "Chiuso.",
    "alert_until": "2027-01-01",
}


def test_every_value_but_the_logo_is_tried_here():
    assert set(EVERYTHING) == set(FIELDS) - {"logo", "logo_alt_sl", "logo_alt_it"}


def test_what_is_written_is_read_after_publishing(directory):
    page = make_organisation(**EVERYTHING)
    values = read(OrganisationPage.objects.get(pk=page.pk))
    assert {name: values[name] for name in EVERYTHING} == EVERYTHING


def test_emptying_every_value_leaves_nothing_behind(directory):
    page = make_organisation(**EVERYTHING)
    empty = read(OrganisationPage(title="Ime"))
    write(page, empty | {"official_name": "Ime"})
    page.areas = []
    page.save_revision().publish()
    page = OrganisationPage.objects.get(pk=page.pk)
    assert (page.phones.count(), page.contacts.count(), page.links.count()) == (0, 0, 0)
    assert read(page)["topics"] == []


def test_the_first_telephone_goes_and_the_other_takes_its_place(directory):
    page = make_organisation(phone="+38656278500", phone_other="+38641123456")
    write(page, {"phone": "", "phone_other": "+38641123456"})
    assert [phone.number for phone in page.phones.all()] == ["+38641123456"]


def test_a_street_is_looked_up_in_its_settlement_and_goes_with_it(directory):
    page = make_organisation(settlement="Koper", street="Primerna ulica")
    write(page, {"settlement": "Izola"})
    assert (read(page)["street"], read(page)["municipality"]) == ("", "040")


def test_a_settlement_that_is_in_no_list_stays_as_written(directory):
    page = make_organisation(settlement="Nekje Vas", municipality="111")
    values = read(page)
    assert (values["settlement"], values["municipality"]) == ("Nekje Vas", "111")


def test_an_unknown_name_is_refused(directory):
    with pytest.raises(KeyError, match="ni_polje"):
        write(OrganisationPage(title="Ime"), {"ni_polje": 1})


@pytest.mark.parametrize("language", ["sl", "it"])
def test_every_value_can_be_shown_in_words(directory, language):
    page = make_organisation(**EVERYTHING)
    values = read(page)
    with override(language):
        shown = {name: FIELDS[name].show(values[name]) for name in EVERYTHING}
    assert [name for name, text in shown.items() if not text] == []
    assert (
        shown["topics"]
        == {"sl": "kultura\nšport in rekreacija", "it": "cultura\nsport e tempo libero"}[language]
    )
    assert (
        shown["hours"]
        == {
            "sl": "ponedeljek–torek 9.00–12.00",
            "it": "lunedì–martedì 9.00–12.00",
        }[language]
    )


def test_values_are_brought_to_the_form_they_are_stored_in():
    values, errors = checked({"phone": "05 627 85 00", "maticna": "12", "topics": ["a"] * 4})
    assert values["phone"] == "+38656278500"
    assert sorted(errors) == ["maticna", "topics"]


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(ValidationError):
        check("summary_sl", "a" * 201)
    assert check("summary_sl", "a" * 200) == "a" * 200


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("house_number", 12),
        ("contact_name", 150),
        ("contact_role_it", 100),
        ("hours_note_sl", 200),
        ("access_note_it", 300),
        ("settlement", 100),
        ("street", 100),
    ],
)
def test_a_text_of_a_part_is_as_long_as_the_part_holds(name, most):
    assert check(name, "a" * most) == "a" * most
    with pytest.raises(ValidationError):
        check(name, "a" * (most + 1))


def test_what_is_missing_is_told_by_name():
    assert gaps({"official_name": "Ime", "legal_form": "tuja-organizacija", "phone": "1"}) == [
        "summary_sl",
        "description_sl",
        "topics",
        "areas",
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.dictionaries(st.sampled_from(["name_sl", "email", "topics"]), st.text(max_size=5)))
def test_the_hash_tells_values_apart_and_not_their_order(values):
    turned = dict(reversed(values.items()))
    assert base_hash(values) == base_hash(turned)
    assert base_hash(values) != base_hash({**values, "name_sl": "drugo ime"})
