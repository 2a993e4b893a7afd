"""A change of an entry: filled with what everybody may see, compared with what it was."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.forms.addresses import address
from directory.forms.change import Change
from directory.forms.current import NAMES
from directory.forms.entries import differing
from directory.models import Term
from hubkit.intake.models import State, Submission
from tests.directory.organisations import make_organisation, set_clock
from tests.directory.visitor import CONSENT, NUMBER, YOU, Guest, confirm
from tests.hubkit.intake.visitor import picture

pytestmark = pytest.mark.django_db

FULL = {
    "official_name": "Društvo Bela žaba",
    "name_it": "Associazione Rana bianca",
    "maticna": NUMBER,
    "founded_year": 1998,
    "description_sl": "Prva vrstica.\n\nDruga vrstica. ",
    "description_it": "Prima riga.",
    "topics": ["mladi", "kultura"],
    "audiences": ["otroci"],
    "areas": ["090", "050"],
    "languages": ["it", "sl"],
    "volunteers": True,
    "settlement": "Žabja vas",
    "municipality": "050",
    "street": "Žabja ulica",
    "house_number": "7",
    "post": "6000",
    "hours": [{"days": [3, 1], "from": "10:15", "to": "12:00"}],
    "access": ["dvigalo", "vhod-brez-stopnic"],
    "phone": "+38656278500",
    "phone_other": "+39040123456",
    "website": "https://zaba.example.org",
    "links": [
        {"url": "https://a.example.org", "label_sl": "Slike", "label_it": "Foto"},
        {"url": "https://b.example.org", "label_sl": "", "label_it": ""},
        {"url": "https://c.example.org", "label_sl": "", "label_it": ""},
        {"url": "https://d.example.org", "label_sl": "Č", "label_it": ""},
    ],
    "contact_name": "Maja Zgled",
    "contact_role_sl": "vodja",
    "contact_email": "maja@zaba.example.org",
    "contact_phone": "+38641123456",
    "contact_consent": True,
}


@pytest.fixture(autouse=True)
def unhurried(settings, tmp_path):
    settings.HUBKIT_INTAKE_ROOT = tmp_path / "intake"
    settings.HUBKIT_INTAKE_MIN_SECONDS = 0


@pytest.fixture
def guest():
    return Guest()


@pytest.fixture
def page(directory):
    return make_organisation(**FULL)


def go_through(guest, directory, page, code="sl", **typed):
    """Open the form and press on through its steps up to the summary."""
    guest.open(address(directory[code], "change", uid=page.uid))
    for _step in range(5):
        here = {name: text for name, text in typed.items() if guest.page.select(f"[name={name}]")}
        guest.send(**here)
    return guest


@pytest.mark.parametrize("code", ["sl", "it"])
def test_what_nobody_touched_is_the_same(directory, page, guest, code):
    go_through(guest, directory, page, code, **YOU, note="Pozdrav.")
    guest.send("send", **CONSENT)
    submission = Submission.objects.get()
    assert differing(submission.base, submission.payload) == []
    assert {name: submission.payload[name] for name in NAMES} == submission.base
    assert submission.base["links"] == FULL["links"]


def test_a_change_has_what_it_started_from(directory, page, client, guest):
    go_through(guest, directory, page, **YOU, phone="041 123 456", summary_sl="Nov povzetek.")
    guest.send("send", **CONSENT)
    submission = Submission.objects.get()
    assert (submission.kind, submission.target_uid) == ("directory.change", page.uid)
    changed = differing(submission.base, submission.payload)
    assert {name: (submission.base[name], submission.payload[name]) for name in changed} == {
        "phone": ("+38656278500", "+38641123456"),
        "summary_sl": ("Povzetek.", "Nov povzetek."),
    }
    assert len(submission.base_hash) == 64
    confirm(client, submission)
    assert submission.state == State.QUEUED
    page.refresh_from_db()
    assert page.summary_sl == "Povzetek."


@pytest.mark.parametrize(("code", "word"), [("sl", "/se-velja/"), ("it", "/ancora-valido/")])
def test_nothing_changed_is_said_and_everything_is_right_is_offered(
    directory, page, guest, code, word
):
    go_through(guest, directory, page, code, **YOU)
    guest.send("send", **CONSENT)
    assert Submission.objects.count() == 0
    assert guest.buttons("become") == [f"directory.assure:{page.uid}"]
    guest.send("", become=f"directory.assure:{page.uid}")
    assert word in guest.url
    assert guest.page.select_one("[name=sender_email]")["value"] == YOU["sender_email"]


@pytest.mark.parametrize("extra", [{"logo": None}, {"note": "Preselili se bomo."}])
def test_a_logo_or_a_note_is_a_change(directory, page, guest, extra):
    typed = {**YOU, **extra}
    if "logo" in typed:
        typed["logo"] = picture()
    go_through(guest, directory, page, **typed)
    guest.send("send", **CONSENT)
    assert Submission.objects.count() == 1


def test_what_is_needed_cannot_be_emptied(directory, page, guest):
    go_through(guest, directory, page, **YOU, email="", phone="")
    guest.send("send", **CONSENT)
    assert Submission.objects.count() == 0
    assert "/4/" in guest.page.select_one(".intake__problems a")["href"]


def test_an_entry_that_lacks_something_can_still_be_corrected(directory, guest):
    page = make_organisation(summary_sl="", description_sl="", topics=[], legal_form="")
    go_through(guest, directory, page, **YOU, phone="041 123 456")
    guest.send("send", **CONSENT)
    submission = Submission.objects.get()
    assert differing(submission.base, submission.payload) == ["phone"]


@pytest.mark.parametrize(
    ("values", "hidden", "days"),
    [
        ({"hide_address": True}, ["Žabja vas", "Žabja ulica", "6000"], 5),
        ({"contact_consent": False}, ["Maja Zgled", "maja@zaba", "vodja"], 5),
        ({}, ["Maja Zgled", "10.15"], 900),
    ],
)
def test_what_is_not_public_is_not_shown_and_not_changed(directory, guest, values, hidden, days):
    page = make_organisation(**FULL | values)
    set_clock(page, days)
    seen = ""
    guest.open(address(directory["sl"], "change", uid=page.uid))
    for _step in range(5):
        form = guest.form()
        for each in form.select("datalist, select option:not([selected])"):
            each.decompose()
        seen += str(guest.fields()) + form.get_text()
        guest.send(**YOU if guest.url.endswith("/5/") else {}, note="Pozdrav.")
    assert [word for word in hidden if word in seen] == []
    guest.send("send", **CONSENT)
    submission = Submission.objects.get()
    assert differing(submission.base, submission.payload) == []


def test_a_term_out_of_use_is_told_as_what_replaces_it(directory, page):
    heir = Term.objects.get(taxonomy__code="topics", code="sport")
    Term.objects.filter(taxonomy__code="topics", code="mladi").update(
        retired=True, replaced_by=heir
    )
    assert Change().current(page.uid)["topics"] == ["kultura", "sport"]


def test_there_is_no_form_for_what_is_not_public(directory, client, page):
    for what in ("change", "claim", "assure", "remove", "report"):
        url = address(directory["sl"], what, uid=page.uid)
        assert client.get(url).status_code == 200
    hidden = make_organisation(published=False)
    for what in ("change", "claim", "assure", "remove", "report"):
        url = address(directory["sl"], what, uid=hidden.uid)
        assert client.get(url).status_code == 404


def test_steps_cost_the_same_for_one_child_and_for_four(directory, guest):
    def cost(page):
        url = address(directory["sl"], "change", uid=page.uid)
        guest.open(url)
        with CaptureQueriesContext(connection) as captured:
            guest.open(url)
        return len(captured)

    few = make_organisation(**FULL | {"links": FULL["links"][:1], "maticna": ""})
    many = make_organisation(**FULL)
    assert cost(few) == cost(many)
