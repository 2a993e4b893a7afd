"""The documents of the HSDS API: what they say of organisations, services and terms."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.api.identifiers import derived
from directory.models import OrganisationPage, Taxonomy, Term
from tests.directory.api import ADDRESS, HOURS, get, names_in
from tests.directory.organisations import make_organisation, twin_of

pytestmark = pytest.mark.django_db


# What it says of itself


def test_the_root_names_version_profile_and_description(directory, client):
    make_organisation(activities=[{"name_sl": "Zbor"}, {"name_sl": "Tečaj"}])
    make_organisation()
    root = get(client, "")
    assert {name: root[name] for name in ("version", "profile", "openapi_url")} == {
        "version": "3.1",
        "profile": "http://testserver/api/hsds/profile/",
        "openapi_url": "http://testserver/api/hsds/sl/openapi.json",
    }
    assert root["x_licence"]["name"] == "CC BY 4.0"
    assert root["x_counts"] == {"organizations": 2, "services": 3}


def test_the_profile_leads_to_its_patches(client, db):
    profile = client.get("/api/hsds/profile/").json()
    assert (profile["name"], profile["version"]) == ("iskra-hsds", "1.0.0")
    response = client.get(profile["patches"]["organization"])
    assert response.headers["Content-Type"] == "application/merge-patch+json"
    assert response.json()["required"] == ["id", "name", "description", "uri"]
    assert client.get("/api/hsds/profile/phone.json").json()["status"] == 404


# An organisation


def test_an_organisation_has_the_same_identifiers_in_both_languages(directory, client):
    page = make_organisation(**ADDRESS, hours=HOURS, activities=[{"name_sl": "Zbor"}])
    path = f"organizations/{page.uid}?full_service=true"
    assert ids_in(get(client, path, "sl")) == ids_in(get(client, path, "it"))
    assert len(set(ids_in(get(client, path)))) > 10


def ids_in(document) -> list[str]:
    if isinstance(document, list):
        return [each for item in document for each in ids_in(item)]
    if isinstance(document, dict):
        own = [document["id"]] if "id" in document else []
        return own + [each for value in document.values() for each in ids_in(value)]
    return []


def test_the_words_are_in_the_language_of_the_address(directory, client):
    page = make_organisation(
        official_name="Društvo Žarek",
        name_it="Associazione Il raggio",
        summary_sl="Povzetek.",
        summary_it="Riassunto.",
        description_sl="Opis.",
        description_it="Descrizione.",
        **ADDRESS,
    )
    slovenian = get(client, f"organizations/{page.uid}", "sl")
    italian = get(client, f"organizations/{page.uid}", "it")
    assert slovenian["description"] == "Povzetek.\n\nOpis."
    assert italian["description"] == "Riassunto.\n\nDescrizione."
    assert slovenian["name"] == italian["name"] == "Društvo Žarek"
    assert italian["alternate_name"] == "Associazione Il raggio"
    assert (slovenian["legal_status"], italian["legal_status"]) == ("društvo", "associazione")
    address = italian["locations"][0]["addresses"][0]
    del address["id"], address["location_id"]
    assert address == {
        "address_1": "Vzorčna ulica 3",
        "city": "Capodistria",
        "region": "Regione costiero-carsica",
        "state_province": "Capodistria",
        "postal_code": "6000",
        "country": "SI",
        "address_type": "physical",
    }
    assert italian["x_page"] == f"http://testserver{twin_of(page).get_url()}"


def test_words_that_are_missing_come_from_the_other_language_and_are_told(directory, client):
    page = make_organisation(membership_sl="Vpišite se.", membership_it="Iscrivetevi.")
    italian = get(client, f"organizations/{page.uid}", "it")
    assert italian["description"] == "Povzetek.\n\nOpis."
    assert italian["x_membership"] == "Iscrivetevi."
    assert italian["x_translations"] == [
        {"language": "sl", "status": "original"},
        {"language": "it", "status": "partial", "fields": ["description"]},
    ]


def test_a_village_without_streets_has_its_name_and_number(directory, client):
    page = make_organisation(
        settlement="Hrpelje", municipality="035", house_number="7", post="6240"
    )
    address = get(client, f"organizations/{page.uid}")["locations"][0]["addresses"][0]
    assert (address["address_1"], address["city"]) == ("Hrpelje 7", "Kozina")


def test_numbers_statuses_and_terms_are_identifiers_and_attributes(directory, client):
    page = make_organisation(
        maticna="1732803",
        davcna="14717468",
        hub_member=True,
        volunteers=True,
        audiences=["mladi"],
        public_interest=[{"term": "prostovoljska-organizacija", "start": "2012-03-01"}],
    )
    document = get(client, f"organizations/{page.uid}")
    schemes = [
        (each["identifier_scheme"], each["identifier"])
        for each in document["organization_identifiers"]
    ]
    assert schemes == [("SI-PRS", "1732803"), ("SI-TIN", "14717468")]
    found = [(each["link_type"], each["value"]) for each in document["attributes"]]
    assert found == [
        ("topic", "kultura"),
        ("icnp-tso", "A10"),
        ("audience", "mladi"),
        ("legal-form", "drustvo"),
        ("public-interest", "prostovoljska-organizacija"),
        ("hub-status", "hub-member"),
        ("get-involved", "volunteers"),
    ]
    status = next(each for each in document["attributes"] if each["link_type"] == "public-interest")
    assert status["label"].endswith("(2012-03-01/)")
    assert "tax_id" not in document


def test_weekly_hours_and_other_days_are_schedules(directory, client):
    page = make_organisation(
        hours=HOURS,
        hours_note_sl="Pozvonite.",
        hours_exceptions=[
            {"from": "2020-01-01", "to": "2020-01-02", "hours": []},
            {"from": "2099-12-24", "to": "2099-12-26", "hours": [], "note_sl": "Prazniki."},
            {"from": "jutri"},
        ],
        **ADDRESS,
    )
    weekly, closed = get(client, f"organizations/{page.uid}")["locations"][0]["schedules"]
    place = str(page.places.get().uid)
    since = timezone.localdate() - timedelta(days=5)
    start = since + timedelta(min((day - since.isoweekday()) % 7 for day in (1, 3)))
    del weekly["id"], closed["id"]
    assert weekly == {
        "location_id": place,
        "dtstart": start.isoformat(),
        "wkst": "MO",
        "freq": "WEEKLY",
        "interval": 1,
        "byday": "MO,WE",
        "opens_at": "09:00",
        "closes_at": "12:00",
        "description": "ponedeljek 9.00–12.00\nsreda 9.00–12.00",
        "notes": "Pozvonite.",
        "x_timezone": "Europe/Ljubljana",
    }
    assert (closed["valid_from"], closed["x_closed"], closed["notes"]) == (
        "2099-12-24",
        True,
        "Prazniki.",
    )


def test_the_parent_is_named_while_it_is_public(directory, client):
    parent, child = make_organisation(), make_organisation()
    OrganisationPage.objects.filter(pk=child.pk).update(parent_organisation=parent)
    path = f"organizations/{child.uid}"
    assert get(client, path)["parent_organization_id"] == str(parent.uid)
    parent.unpublish()
    assert "parent_organization_id" not in get(client, path)


def test_addresses_on_the_web_are_brought_to_ascii_or_left_out(directory, client):
    page = make_organisation()
    OrganisationPage.objects.filter(pk=page.pk).update(
        website="https://društvo.si/čaj", email="čaj@example.org"
    )
    document = get(client, f"organizations/{page.uid}")
    assert document["website"] == "https://xn--drutvo-dkb.si/%C4%8Daj"
    assert "email" not in document


# Services


def test_an_activity_is_a_service_and_without_any_there_is_one_for_all(directory, client):
    active = make_organisation(
        activities=[
            {
                "name_sl": "Zbor",
                "name_it": "Coro",
                "fee_sl": "10 evrov",
                "how_sl": "Pridite.",
                "status": "paused",
                "start": "2026-09-01",
            }
        ],
        **ADDRESS,
    )
    plain = make_organisation(official_name="Tiho društvo")
    choir = get(client, f"services/{active.activities.get().uid}", "it")
    assert (choir["name"], choir["status"], choir["fees_description"]) == (
        "Coro",
        "temporarily closed",
        "10 evrov",
    )
    assert choir["schedules"][0]["valid_from"] == "2026-09-01"
    assert choir["organization"]["id"] == choir["organization_id"] == str(active.uid)
    assert [each["uri"] for each in choir["service_areas"]] == ["urn:iso:std:iso:3166:-2#SI-050"]
    at = choir["service_at_locations"][0]
    assert get(client, f"service_at_locations/{at['id']}", "it") == at

    whole = get(client, f"services/{derived(plain.uid, 'default')}")
    assert (whole["name"], whole["x_synthetic"]) == ("Tiho društvo", True)


def test_an_organisation_names_its_services_and_gives_them_in_full_when_asked(directory, client):
    page = make_organisation(activities=[{"name_sl": "Zbor", "text_sl": "Pojemo."}])
    path = f"organizations/{page.uid}"
    uid = str(page.activities.get().uid)
    assert get(client, path)["services"] == [{"id": uid, "name": "Zbor", "status": "active"}]
    assert get(client, f"{path}?full_service=true")["services"][0]["description"] == "Pojemo."


# Terms


def test_a_term_that_was_replaced_counts_as_its_successor(directory, client):
    topics = Term.objects.of("topics")
    old, new = topics.get(code="sport"), topics.get(code="kultura")
    page = make_organisation(topics=["sport"])
    Term.objects.filter(pk=old.pk).update(retired=True, replaced_by=new)
    page.save_revision().publish()
    topics = [
        each["taxonomy_term_id"]
        for each in get(client, f"organizations/{page.uid}")["attributes"]
        if each["link_type"] == "topic"
    ]
    assert topics == [str(new.uid)]
    for uid in (old.uid, new.uid):
        assert get(client, f"organizations?taxonomy_term_id={uid}")["total_items"] == 1
    listed = [each["id"] for each in get(client, "taxonomy_terms?per_page=100")["contents"]]
    assert (str(old.uid) in listed, str(new.uid) in listed) == (False, True)
    assert get(client, f"taxonomy_terms/{old.uid}")["code"] == "sport"


def test_terms_are_narrowed_by_taxonomy_parent_and_words(directory, client):
    topics = Taxonomy.objects.get(code="topics")
    parent = Term.objects.get(taxonomy=topics, code="kultura")
    Term.objects.create(
        taxonomy=topics, parent=parent, code="jodlanje", name_sl="jodlanje", name_it="jodel"
    )
    assert names_in(client, f"taxonomy_terms?parent_id={parent.uid}") == ["jodlanje"]
    assert names_in(client, "taxonomy_terms?search=JODEL") == ["jodlanje"]
    every = get(client, f"taxonomy_terms?taxonomy_id={topics.uid}")["total_items"]
    top = get(client, f"taxonomy_terms?taxonomy_id={topics.uid}&top_only=true")["total_items"]
    assert every - top == 1
    assert get(client, f"taxonomies/{topics.uid}")["x_code"] == "topics"
