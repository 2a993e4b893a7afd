"""A new entry: from the first step to the queue, in both languages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.forms.addresses import address
from directory.models import Entry
from directory.profile import FIELDS
from hubkit.intake.models import State, Submission
from hubkit.places.models import Street
from tests.directory.organisations import make_organisation
from tests.directory.visitor import CONSENT, NUMBER, WHAT, WHO, Guest, confirm, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unhurried(settings, tmp_path):
    settings.HUBKIT_INTAKE_ROOT = tmp_path / "intake"
    settings.HUBKIT_INTAKE_MIN_SECONDS = 0


@pytest.fixture
def guest():
    return Guest()


SENT = {
    "official_name": "Društvo Bela žaba",
    "name_sl": "",
    "name_it": "",
    "short_name": "",
    "legal_form": "drustvo",
    "maticna": NUMBER,
    "davcna": "",
    "founded_year": None,
    "summary_sl": "Skrbimo za mlake.",
    "summary_it": "",
    "description_sl": "Vsako pomlad.\nTudi ponoči.",
    "description_it": "",
    "topics": ["okolje", "mladi"],
    "audiences": [],
    "areas": ["050"],
    "languages": ["sl", "it"],
    "volunteers": False,
    "membership_sl": "",
    "membership_it": "",
    "settlement": "Žabja vas",
    "municipality": "050",
    "outside": False,
    "street": "",
    "house_number": "",
    "post": "",
    "hide_address": False,
    "hours": [
        {"days": [1], "from": "09:00", "to": "12:00"},
        {"days": [1], "from": "14:00", "to": "16:30"},
    ],
    "by_appointment": False,
    "hours_note_sl": "",
    "hours_note_it": "",
    "access": [],
    "access_note_sl": "",
    "access_note_it": "",
    "email": "info@zaba.example.org",
    "phone": "+38656278500",
    "phone_other": "",
    "website": "",
    "links": [],
    "contact_name": "",
    "contact_role_sl": "",
    "contact_role_it": "",
    "contact_email": "",
    "contact_phone": "",
    "contact_consent": False,
    "logo_alt_sl": "",
    "logo_alt_it": "",
    "sender_email": "ana@zaba.example.org",
    "sender_name": "Ana Zgled",
    "sender_relation": "head",
    "note": "",
}


@pytest.mark.parametrize(
    ("code", "home"), [("sl", "/sl/imenik/nov-vnos/"), ("it", "/it/elenco-ong/nuova-scheda/")]
)
def test_from_the_first_step_to_the_queue(directory, client, guest, code, home):
    assert address(directory[code], "new") == home
    submission = guest.submit(directory[code])
    assert submission.payload == SENT
    assert (submission.kind, submission.state) == ("directory.new", State.UNCONFIRMED)
    assert (submission.language, submission.duplicates) == (code, [])
    assert [each.purpose for each in submission.consents.all()] == ["process"]
    confirm(client, submission)
    assert submission.state == State.QUEUED
    assert Entry.objects.count() == 0


def test_its_values_are_those_of_the_profile(directory, guest):
    submission = guest.submit(directory["sl"])
    own = {"outside", "sender_email", "sender_name", "sender_relation", "note"}
    assert set(submission.payload) - set(FIELDS) == own


def test_sent_twice_is_there_once(directory, guest):
    guest.fill(directory["sl"])
    form = {**guest.fields(), **CONSENT, "action": "send"}
    twice = [guest.client.post(guest.url, form) for _click in range(2)]
    assert [each.status_code for each in twice] == [302, 302]
    assert twice[0]["Location"].split("?")[0] == twice[1]["Location"].split("?")[0]
    assert Submission.objects.count() == 1


def test_back_shows_what_was_typed(directory, guest):
    guest.open(address(directory["sl"], "new"))
    guest.send(**WHO)
    guest.send("back", **WHAT)
    assert guest.page.select_one("[name=official_name]")["value"] == WHO["official_name"]
    guest.send()
    assert guest.page.select_one("[name=summary_sl]").text.strip() == "Skrbimo za mlake."
    ticked = [each["value"] for each in guest.page.select("[name=topics][checked]")]
    assert ticked == ["mladi", "okolje"]


def queries(guest, url) -> int:
    guest.open(url)
    with CaptureQueriesContext(connection) as captured:
        guest.open(url)
    return len(captured)


def test_steps_cost_the_same_however_much_there_is(directory, guest):
    testje = make_place()
    guest.open(address(directory["sl"], "new"))
    guest.send(**WHO)
    urls = [guest.url.replace("/2/", f"/{number}/") for number in range(1, 6)]
    make_organisation(official_name="Društvo Bela žaba 1", maticna="5000017")
    before = [queries(guest, url) for url in urls]
    for number in range(3):
        make_organisation(official_name=f"Društvo Bela žaba {number}")
        Street.objects.create(code=f"99901{number}", name_sl=f"Ulica {number}", settlement=testje)
    assert [queries(guest, url) for url in urls] == before
