"""What the public register knows is not typed again."""

import pytest

from directory.forms.addresses import address
from directory.models import RegistryRow
from tests.directory.organisations import make_organisation
from tests.directory.visitor import NUMBER, WHAT, WHO, Guest, make_place

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


@pytest.fixture
def registered(testje):
    return RegistryRow.objects.create(
        maticna=NUMBER,
        name="Društvo Bela žaba Testje",
        short_name="Žaba",
        legal_form="Društvo, zveza društev",
        street="Žabja ulica",
        house_number="7",
        settlement="Testje",
        post="6000",
        municipality="050",
    )


def test_the_number_fills_in_what_is_empty(directory, registered, guest):
    guest.open(address(directory["sl"], "new"))
    assert guest.buttons("fill") == ["register"]
    guest.send("", fill="register", maticna=f"{NUMBER}000", short_name="Žabe")
    assert guest.errors() == []
    assert len(guest.page.select('.intake__note[role="status"]')) == 1
    shown = guest.fields()
    assert (shown["official_name"], shown["short_name"]) == ("Društvo Bela žaba Testje", "Žabe")
    assert guest.page.select_one("[name=legal_form] [selected]")["value"] == "drustvo"
    guest.send()
    assert guest.url.endswith("/2/")


def test_the_address_of_the_register_waits_in_its_step(directory, registered, testje, guest):
    guest.open(address(directory["it"], "new"))
    guest.send(**WHO)
    guest.send(**WHAT)
    assert guest.page.select_one("[name=settlement] [selected]")["value"] == testje.code
    shown = guest.fields()
    assert (shown["street"], shown["house_number"]) == ("Via delle Rane", "7")
    assert guest.errors() == []


def test_the_register_is_asked_for_a_number_it_has_not(directory, registered, guest):
    guest.open(address(directory["sl"], "new"))
    guest.send("", fill="register", maticna="5000017")
    assert guest.errors() == []
    assert len(guest.page.select('.intake__note[role="status"]')) == 1
    guest.send("", fill="register", maticna="1")
    assert [each["id"] for each in guest.page.select(".intake__error")] == ["id_maticna_error"]


def test_without_a_register_there_is_no_button(directory, guest):
    guest.open(address(directory["sl"], "new"))
    assert guest.buttons("fill") == []


def test_enter_in_a_field_goes_on_and_does_nothing_else(directory, registered, guest):
    make_organisation(maticna=NUMBER)
    guest.open(address(directory["sl"], "new"))
    assert "fill" in str(guest.form())
    assert guest.form().select_one("button[type=submit]")["value"] == "next"
    guest.send(**WHO)
    assert "become" in str(guest.form())
    assert guest.form().select_one("button[type=submit]")["value"] == "next"
