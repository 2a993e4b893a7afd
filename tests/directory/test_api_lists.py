"""The lists of the HSDS API, what it refuses, and its headers."""

import datetime as dt
import json
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from directory.api.identifiers import derived
from directory.models import Entry, Taxonomy, Term
from directory.models.freshness import DORMANT
from tests.directory.api import ADDRESS, API, HOURS, PERSON, get, names_in, refusals
from tests.directory.organisations import make_organisation
from tests.queries import queries_of

NOBODY = "0a4cfe2e-63f3-4a5e-9e41-5b8f6a2f3c11"
pytestmark = pytest.mark.django_db


# Lists


def test_a_list_comes_in_pages_without_arrays(directory, client):
    for name in ("Čebela", "Cesta", "Dom"):
        make_organisation(official_name=name, phone="+38652000015")
    page = get(client, "organizations?per_page=2&page=2")
    assert {name: value for name, value in page.items() if name != "contents"} == {
        "total_items": 3,
        "total_pages": 2,
        "page_number": 2,
        "size": 1,
        "first_page": False,
        "last_page": True,
        "empty": False,
    }
    assert [each["name"] for each in page["contents"]] == ["Dom"]
    assert names_in(client, "organizations?per_page=2") == ["Cesta", "Čebela"]
    assert "phones" not in page["contents"][0]
    assert "phones" in get(client, "organizations?full=true")["contents"][0]
    assert get(client, "organizations?page=9")["empty"] is True


def test_minimal_is_all_on_one_page(directory, client):
    pages = [make_organisation() for _time in range(3)]
    found = get(client, "organizations?minimal=true&per_page=1")
    assert (found["size"], found["total_pages"]) == (3, 1)
    assert {each["id"] for each in found["contents"]} == {str(page.uid) for page in pages}
    assert set(found["contents"][0]) == {"id", "last_modified"}
    services = get(client, "services?minimal=true")["contents"]
    assert {each["id"] for each in services} == {
        str(derived(page.uid, "default")) for page in pages
    }


def test_ndjson_is_all_as_lines(directory, client):
    for _time in range(3):
        make_organisation()
    response = client.get(f"{API}services?format=ndjson&per_page=1&full=true")
    assert response.headers["Content-Type"] == "application/x-ndjson"
    assert response.streaming
    lines = b"".join(response.streaming_content).splitlines()
    assert [json.loads(line) for line in lines] == get(client, "services?full=true")["contents"]


def test_parameters_narrow_together(directory, client):
    culture = make_organisation(official_name="Kulturno", topics=["kultura"])
    make_organisation(official_name="Športno", topics=["sport"], activities=[{"name_sl": "Tek"}])
    term = Term.objects.of("topics").get(code="sport").uid
    forms = Taxonomy.objects.get(code="legal-forms").uid
    assert names_in(client, f"organizations?taxonomy_term_id={term}") == ["Športno"]
    assert names_in(client, f"services?taxonomy_term_id={term}") == ["Tek"]
    assert names_in(client, f"services?organization_id={culture.uid}") == ["Kulturno"]
    assert names_in(client, f"services?organization_id={culture.uid}&taxonomy_term_id={term}") == []
    assert get(client, f"organizations?taxonomy_id={forms}")["total_items"] == 2
    assert get(client, f"organizations?taxonomy_id={uuid.uuid4()}")["total_items"] == 0
    assert names_in(client, "organizations?search=kulturno") == ["Kulturno"]


def test_modified_after_counts_changes_confirmations_and_falling_dormant(directory, client):
    page = make_organisation()
    entry = Entry.objects.filter(uid=page.uid)
    long_ago = timezone.make_aware(dt.datetime(2020, 1, 1))  # noqa: DTZ001
    entry.update(modified_at=long_ago, assured_at=long_ago)
    yesterday = (timezone.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    path = f"organizations?modified_after={yesterday}"
    assert get(client, path)["total_items"] == 0
    for year, total in (("0001", 1), ("9999", 0)):
        far = f"organizations?modified_after={year}-01-01T00:00:00%2B14:00"
        assert get(client, far)["total_items"] == total
    entry.update(due_on=timezone.localdate() - DORMANT)
    assert get(client, path)["total_items"] == 1
    entry.update(due_on=timezone.localdate(), assured_at=timezone.now())
    assert get(client, path)["total_items"] == 1
    entry.update(modified_at=timezone.now(), assured_at=long_ago)
    assert get(client, path)["total_items"] == 1


def test_places_are_found_by_post_code_and_by_distance(directory, client):
    koper = make_organisation(**ADDRESS | {"lat": 45.5469, "lon": 13.7294})
    izola = make_organisation(
        settlement="Izola", municipality="040", post="6310", lat=45.5378, lon=13.6620
    )

    def places(query: str) -> list[str]:
        found = get(client, f"service_at_locations?{query}")["contents"]
        return [each["location_id"] for each in found]

    of_koper, of_izola = (str(page.places.get().uid) for page in (koper, izola))
    assert places("postcode=6000") == [of_koper]
    assert places("postcode=6000&proximity=1000") == [of_koper]
    assert places("postcode=6000&proximity=20000") == [of_koper, of_izola]
    assert places("postcode=9999&proximity=20000") == []


def test_a_service_stands_at_each_of_its_places_once(directory, client):
    page = make_organisation(**ADDRESS, activities=[{"name_sl": "Zbor"}, {"name_sl": "Tek"}])
    place = page.places.get()
    place.pk, place.uid, place.kind = None, uuid.uuid4(), "office"
    place.save()
    page.save_revision().publish()
    found = get(client, "service_at_locations")
    assert found["total_items"] == found["size"] == 4
    assert len({each["id"] for each in found["contents"]}) == 4
    assert get(client, "service_at_locations?postcode=6000")["total_items"] == 4


@pytest.mark.parametrize(
    "path",
    [
        "organizations?full=true",
        "services?full=true",
        "services?minimal=true",
        "service_at_locations?full=true",
    ],
)
def test_the_queries_do_not_grow_with_the_list(directory, client, path):
    values = {
        **ADDRESS,
        **PERSON,
        "hours": HOURS,
        "activities": [{"name_sl": "Zbor"}],
        "public_interest": [{"term": "prostovoljska-organizacija"}],
        "audiences": ["mladi"],
        "access": ["dvigalo"],
    }
    make_organisation(**values)
    one = queries_of(client, API + path)
    for _time in range(2):
        make_organisation(**values)
    assert queries_of(client, API + path) == one <= 20


# Refusals


def test_what_is_unknown_or_wrong_is_refused_with_a_reason(directory, client):
    wrong = (
        ("organizations?colour=red", ["colour"]),
        ("organizations?page=0", ["page"]),
        ("organizations?page=x&per_page=101", ["page", "per_page"]),
        ("organizations?per_page=" + "9" * 5000, ["per_page"]),
        ("organizations?search=%00", ["search"]),
        ("organizations?search=" + "a" * 201, ["search"]),
        ("organizations?full=yes", ["full"]),
        ("organizations?full=", ["full"]),
        ("organizations?page=1&page=2", ["page"]),
        ("services?format=xml", ["format"]),
        ("services?taxonomy_term_id=1", ["taxonomy_term_id"]),
        ("services?modified_after=yesterday", ["modified_after"]),
        ("service_at_locations?proximity=100", ["proximity"]),
        ("service_at_locations?postcode=60", ["postcode"]),
        ("taxonomies?full=true", ["full"]),
        ("health?page=1", ["page"]),
        (f"organizations/{NOBODY}?%00=1", ["\x00"]),
    )
    assert [(path, sorted(refusals(client, path))) for path, _names in wrong] == list(wrong)


@pytest.mark.parametrize("uid", ["1", "%00", "x" * 3000, "č", NOBODY])
def test_what_is_not_there_is_told_in_json(directory, client, uid):
    for name in (
        *("organizations", "services", "service_at_locations"),
        *("taxonomies", "taxonomy_terms"),
    ):
        response = client.get(f"{API}{name}/{uid}")
        assert response.headers["Content-Type"] == "application/problem+json"
        assert response.json()["status"] == 404


def test_a_merged_organisation_leads_on_and_a_gone_one_says_so(directory, client):
    kept, merged, gone = (make_organisation() for _time in range(3))
    heir = Entry.objects.get(uid=kept.uid)
    entries = Entry.objects.filter(uid=merged.uid)
    entries.update(state="merged", merged_into=heir, listed=False)
    gone.delete()
    response = client.get(f"{API}organizations/{merged.uid}")
    assert (response.status_code, response.headers["Location"]) == (
        301,
        f"http://testserver{API}organizations/{kept.uid}",
    )
    assert client.get(f"{API}organizations/{gone.uid}").json()["status"] == 410


# Headers


def test_everybody_may_ask_and_nobody_gets_a_cookie(directory, client):
    response = client.get(f"{API}organizations?page=1")
    assert response.cookies == {}
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Content-Language"] == "sl"
    assert response.headers["Link"] == (
        '<http://testserver/api/hsds/sl/organizations?page=1>; rel="alternate"; hreflang="sl", '
        '<http://testserver/api/hsds/it/organizations?page=1>; rel="alternate"; hreflang="it"'
    )
    preflight = client.options(f"{API}organizations")
    assert (preflight.status_code, preflight.headers["Access-Control-Allow-Methods"]) == (
        204,
        "GET, HEAD, OPTIONS",
    )
    refused = client.post(f"{API}organizations")
    assert (refused.json()["status"], refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_what_is_unchanged_is_not_sent_again(directory, client):
    page = make_organisation()
    address = f"{API}organizations/{page.uid}"
    first = client.get(address)
    assert not first.headers["ETag"].startswith("W/")
    assert "Last-Modified" in first.headers
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    page.summary_sl = "Nov povzetek."
    page.save_revision().publish()
    changed = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.json()["description"].startswith("Nov povzetek.")
