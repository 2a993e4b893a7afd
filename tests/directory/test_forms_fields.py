"""The fields of the entry's steps: what is asked, refused and kept."""

import pytest

from directory.forms.addresses import address
from hubkit.intake.models import Submission
from tests.directory.visitor import CONSENT, CONTACT, WHAT, WHERE, WHO, YOU, Guest, make_place
from tests.hubkit.intake.visitor import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unhurried(settings, tmp_path):
    settings.HUBKIT_INTAKE_ROOT = tmp_path / "intake"
    settings.HUBKIT_INTAKE_MIN_SECONDS = 0


@pytest.fixture
def guest():
    return Guest()


@pytest.fixture
def testje():
    return make_place()


def test_what_is_missing_is_said_beside_the_field(directory, guest):
    guest.open(address(directory["sl"], "new"))
    guest.send(official_name="Društvo", maticna="1234567", davcna="12", founded_year="99")
    wrong = {each["id"] for each in guest.page.select(".intake__error")}
    assert wrong == {
        "id_maticna_error",
        "id_legal_form_error",
        "id_davcna_error",
        "id_founded_year_error",
    }
    assert guest.page.select_one("[name=davcna]")["value"] == "12"
    assert guest.page.select_one(".intake__problems a")["href"] == "#id_maticna"


def test_a_number_is_needed_but_by_those_from_abroad(directory, guest):
    guest.open(address(directory["sl"], "new"))
    guest.send(official_name="Društvo", legal_form="drustvo")
    assert [each["id"] for each in guest.page.select(".intake__error")] == ["id_maticna_error"]
    guest.send(legal_form="tuja-organizacija")
    assert guest.url.endswith("/2/")


def test_one_language_is_enough(directory, guest):
    guest.open(address(directory["it"], "new"))
    guest.send(**WHO)
    guest.send(**WHAT | {"summary_sl": "", "description_sl": ""})
    wrong = [each["id"] for each in guest.page.select(".intake__error")]
    assert wrong == ["id_summary_it_error", "id_description_it_error"]
    guest.send(summary_it="Curiamo gli stagni.", description_it="Ogni primavera.")
    assert guest.url.endswith("/3/")


def test_pairs_have_their_language_and_the_readers_stands_first(directory, guest):
    for code, order in (("sl", ["sl", "it"]), ("it", ["it", "sl"])):
        guest.open(address(directory[code], "new"))
        names = guest.page.select(".entry-form__pair [name^=name_]")
        assert [each["lang"] for each in names] == order
        assert [each["name"] for each in names] == [f"name_{each}" for each in order]


def test_a_street_is_known_by_both_its_names(directory, testje, guest):
    guest.fill(
        directory["it"],
        settlement=testje.code,
        settlement_name="",
        municipality="",
        street="via delle rane",
    )
    guest.send("send", **CONSENT)
    sent = Submission.objects.get().payload
    assert (sent["settlement"], sent["municipality"], sent["street"]) == (
        "999001",
        "050",
        "Žabja ulica",
    )


def test_streets_are_suggested_under_both_names(directory, testje, guest):
    guest.open(address(directory["it"], "new"))
    guest.send(**WHO)
    guest.send(**WHAT)
    options = guest.page.select('datalist option[data-settlement="999001"]')
    assert [(each["value"], each["label"]) for each in options] == [
        ("Via delle Rane", "Testi"),
        ("Žabja ulica", "Testi"),
    ]


def test_a_settlement_is_chosen_or_written_with_its_municipality(directory, testje, guest):
    guest.open(address(directory["sl"], "new"))
    guest.send(**WHO)
    guest.send(**WHAT)
    guest.send()
    assert [each["id"] for each in guest.page.select(".intake__error")] == ["id_settlement_error"]
    guest.send(settlement_name="Žabja vas")
    assert [each["id"] for each in guest.page.select(".intake__error")] == ["id_municipality_error"]
    guest.send(settlement=testje.code)
    wrong = [each["id"] for each in guest.page.select(".intake__error")]
    assert wrong == ["id_settlement_name_error"]
    guest.send(settlement_name="", municipality="")
    assert guest.url.endswith("/4/")


def test_a_seat_elsewhere_needs_an_area_and_no_address(directory, guest):
    where = {"settlement_name": "", "municipality": "", "outside": "on"}
    guest.fill(directory["sl"], legal_form="tuja-organizacija", maticna="", **where)
    guest.send("send", **CONSENT)
    assert Submission.objects.count() == 0
    problem = guest.page.select_one(".intake__problems a")
    assert "/2/" in problem["href"]
    guest.open(problem["href"].partition("#")[0])
    guest.send("summary", areas=["040"])
    guest.send("send", **CONSENT)
    sent = Submission.objects.get().payload
    assert (sent["settlement"], sent["municipality"], sent["areas"]) == ("", "", ["040"])


def test_hours_that_cannot_be_read_are_told_by_their_day(directory, guest):
    guest.open(address(directory["sl"], "new"))
    guest.send(**WHO)
    guest.send(**WHAT)
    guest.send(**WHERE | {"hours_2": "popoldne", "hours_3": "9-12 11-13", "hours_4": "zaprto"})
    (errors,) = guest.page.select("#id_hours_error")
    assert [each.text.split(":")[0] for each in errors.select("li")] == ["Torek", "Sreda"]
    assert guest.page.select_one("[name=hours_2]")["value"] == "popoldne"
    guest.send(hours_2="", hours_3="9-12 13-14")
    assert guest.url.endswith("/4/")


def test_a_person_only_with_their_consent(directory, client, guest):
    person = {"contact_name": "Ana Zgled", "contact_email": "ana@zaba.example.org"}
    guest.open(address(directory["sl"], "new"))
    for values in (WHO, WHAT, WHERE):
        guest.send(**values)
    guest.send(**CONTACT | person)
    wrong = [each["id"] for each in guest.page.select(".intake__error")]
    assert wrong == ["id_contact_consent_error"]
    guest.send(contact_consent="on")
    guest.send(**YOU)
    guest.send("send", **CONSENT)
    consents = Submission.objects.get().consents.order_by("purpose")
    assert [(each.purpose, each.text_version) for each in consents] == [
        ("process", "2026-11"),
        ("publish", "2026-11"),
    ]


def test_an_address_or_a_telephone(directory, guest):
    guest.open(address(directory["sl"], "new"))
    for values in (WHO, WHAT, WHERE):
        guest.send(**values)
    guest.send()
    assert [each["id"] for each in guest.page.select(".intake__error")] == ["id_email_error"]
    guest.send(phone="041 123")
    assert [each["id"] for each in guest.page.select(".intake__error")] == ["id_phone_error"]
    guest.send(phone="05 627 85 00")
    assert guest.url.endswith("/5/")


def test_links_are_as_many_as_there_are(directory, guest):
    links = ["facebook.com/zaba", "", "https://zaba.example.org/blog"]
    submission = guest.submit(directory["sl"], links=links)
    assert [each["url"] for each in submission.payload["links"]] == [
        "https://facebook.com/zaba",
        "https://zaba.example.org/blog",
    ]


def test_a_wrong_logo_keeps_everything_else(directory, guest):
    guest.open(address(directory["sl"], "new"))
    for values in (WHO, WHAT, WHERE):
        guest.send(**values)
    bad = picture(name="logo.svg")
    bad.file.seek(0)
    bad.file.write(b"<svg onload=alert(1)>" + b"\0" * 200)
    bad.file.seek(0)
    guest.send(**CONTACT, logo=bad)
    assert [each["id"] for each in guest.page.select(".intake__error")] == ["id_logo_error"]
    assert guest.page.select_one("[name=email]")["value"] == CONTACT["email"]
    guest.send(logo=picture())
    guest.send(**YOU)
    guest.send("send", **CONSENT)
    submission = Submission.objects.get()
    (file,) = submission.files.all()
    assert (file.field, file.name, file.width, file.height) == ("logo", "logo.png", 40, 20)
    assert "logo" not in submission.payload
    assert submission.payload["email"] == CONTACT["email"]
