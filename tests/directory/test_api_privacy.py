"""What the HSDS API keeps to itself."""

import json

import pytest
from django.utils import translation
from wagtail.models import PageViewRestriction

from directory.api.hsds.problems import problems_of
from directory.models import OrganisationPage
from directory.models.freshness import DORMANT
from tests.directory.api import ADDRESS, API, HOURS, PERSON, get
from tests.directory.organisations import make_organisation, set_clock

pytestmark = pytest.mark.django_db


def test_a_hidden_address_leaves_the_municipality_only(directory, client):
    page = make_organisation(
        **ADDRESS, hide_address=True, access_note_sl="Vhod s Skrite ulice.", access=["dvigalo"]
    )
    document = get(client, f"organizations/{page.uid}")
    location = document["locations"][0]
    assert {name for name in location if name not in ("id", "organization_id", "name")} == {
        "location_type",
        "description",
        "external_identifier",
        "external_identifier_type",
        "x_kind",
        "x_municipality",
        "x_address_hidden",
    }
    assert location["x_municipality"] == "Koper"
    for path in ("organizations?full=true", "services?full=true", "service_at_locations?full=true"):
        told = json.dumps(get(client, path), ensure_ascii=False)
        assert [
            word for word in ("Vzorčna", "45.5", "13.7", "6000", "Skrite") if word in told
        ] == []


def test_a_hidden_place_is_near_nothing(directory, client):
    shown = make_organisation(**ADDRESS)
    make_organisation(**ADDRESS, hide_address=True)
    for query in ("postcode=6000", "postcode=6000&proximity=50000"):
        found = get(client, f"service_at_locations?{query}")["contents"]
        assert [each["location_id"] for each in found] == [str(shown.places.get().uid)]


def test_a_person_is_shown_with_consent_only(directory, client):
    with_consent = make_organisation(**PERSON)
    without = make_organisation(**PERSON | {"contact_consent": False})
    contact = get(client, f"organizations/{with_consent.uid}")["contacts"][0]
    assert (contact["name"], contact["title"]) == ("Ana Primer", "predsednica")
    assert contact["phones"][0]["number"] == "+38641000000"
    assert "contacts" not in get(client, f"organizations/{without.uid}")


def test_a_dormant_entry_shows_neither_persons_nor_hours(directory, client):
    page = make_organisation(**PERSON, **ADDRESS, hours=HOURS, hours_note_sl="Pozvonite.")
    before = get(client, f"organizations/{page.uid}")
    assert ("contacts" in before, "schedules" in before["locations"][0]) == (True, True)
    set_clock(page, 365 + DORMANT.days + 10)
    document = get(client, f"organizations/{page.uid}?full_service=true")
    assert (document["x_freshness"], document["email"]) == ("dormant", page.email)
    told = json.dumps(document, ensure_ascii=False)
    assert [word for word in ("Ana Primer", "schedules", "Pozvonite") if word in told] == []


def test_former_names_and_the_past_notice_are_not_given(directory, client):
    page = make_organisation(
        former_names=["Nekdanje društvo"], alert_sl="Zaprto.", alert_until="2020-01-01"
    )
    told = json.dumps(get(client, f"organizations/{page.uid}"), ensure_ascii=False)
    assert [word for word in ("Nekdanje", "Zaprto") if word in told] == []


@pytest.mark.parametrize("hidden", ["draft", "paused", "restricted"])
def test_only_public_organisations_are_given(directory, client, hidden):
    shown = make_organisation()
    page = make_organisation(published=hidden != "draft", activities=[{"name_sl": "Zbor"}])
    if hidden == "paused":
        page.unpublish()
    if hidden == "restricted":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    activity = page.get_latest_revision_as_object().activities.get()
    assert [each["id"] for each in get(client, "organizations")["contents"]] == [str(shown.uid)]
    assert get(client, "services")["total_items"] == 1
    for path in (f"organizations/{page.uid}", f"services/{activity.uid}"):
        assert client.get(API + path).json()["status"] == 404


@pytest.mark.parametrize(
    "address",
    [
        "/api/hsds/sl/organizations",
        "/api/feeds/directory/sl.atom",
        "/api/embed/sl",
        "/api/export/sl/organizations.csv",
    ],
)
def test_nothing_is_given_of_a_directory_for_some_readers_only(directory, client, address):
    page = make_organisation()
    PageViewRestriction.objects.create(page=directory["sl"], restriction_type="login")
    assert client.get(address).json()["status"] == 404
    assert client.get(f"/id/org/{page.uid}", follow=True).status_code == 404


def test_an_organisation_that_hsds_cannot_take_is_omitted_and_counted(directory, client):
    make_organisation()
    bare = make_organisation()
    words = dict.fromkeys(("summary_sl", "summary_it", "description_sl", "description_it"), "")
    OrganisationPage.objects.filter(pk=bare.pk).update(**words)
    bare.refresh_from_db()
    with translation.override("en"):
        assert problems_of(bare) == ["It has no description in either language."]
    assert get(client, "organizations")["total_items"] == 1
    assert get(client, "services")["total_items"] == 1
    assert get(client, "health") == {
        "published": 1,
        "omitted": 1,
        "reasons": {"no-name": 0, "no-description": 1, "activity-without-name": 0},
    }
