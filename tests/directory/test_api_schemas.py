"""Every document against the schemas of HSDS 3.1, and against HSDS with our profile."""

import json
from itertools import product

import pytest
from django.apps import apps
from django.utils import translation
from django.utils.module_loading import import_string

from directory.api.editions import Edition
from directory.api.hsds import shapes
from directory.api.hsds.services import service_document
from directory.models import Entry
from directory.queries import public_entries
from tests.directory.generated import Chance
from tests.directory.hsds import faults, needs_hsds
from tests.directory.organisations import make_directory, make_organisation

pytestmark = [pytest.mark.django_db, needs_hsds]

LISTS = {
    "organizations": "organization",
    "services": "service",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
WITH_DETAIL = ("organizations", "services", "service_at_locations")


@pytest.fixture
def entries():
    """The demo's organisations in the project, two of our own in the bare host."""
    if apps.is_installed("iskra"):
        import_string("iskra.seeding.organisations.make_organisations")()
    else:
        make_directory()
        make_organisation(settlement="Koper", municipality="050", street="Ulica", post="6000")
        make_organisation(activities=[{"name_it": "Coro"}])
    return public_entries()


def documents_of(client, language: str, name: str, query: str = "") -> list[dict]:
    response = client.get(f"/api/hsds/{language}/{name}?format=ndjson{query}")
    return [json.loads(line) for line in b"".join(response.streaming_content).splitlines()]


@pytest.mark.slow
def test_what_the_lists_give_is_valid_and_whole(client, entries):
    found = {}
    for language, (name, schema) in product(["sl", "it"], LISTS.items()):
        for query in ("", "&full=true") if name in WITH_DETAIL else ("",):
            documents = documents_of(client, language, name, query)
            found[language, name, query] = {each["id"] for each in documents}
            assert {fault for each in documents for fault in faults(schema, each)} == set()
    assert all(found.values())
    given = {str(uid) for uid in entries.values_list("uid", flat=True)}
    assert found["it", "organizations", ""] == found["sl", "organizations", "&full=true"] == given


@pytest.mark.slow
@pytest.mark.parametrize("language", ["sl", "it"])
def test_a_thousand_entries_made_up_are_valid(directory, rf, language):
    chance = Chance(seed=20261123)
    edition = Edition(language, rf.get("/"))
    found = set()
    with translation.override(language):
        for _time in range(1000):
            organisation = chance.organisation()
            document = shapes.organization(organisation, edition, full_service=True)
            found |= {f"organization {fault}" for fault in faults("organization", document)}
            for activity in list(organisation.page.activities.all()) or [None]:
                service = service_document(activity, organisation, edition)
                found |= {f"service {fault}" for fault in faults("service", service)}
    assert found == set()


def test_the_schemas_would_find_a_fault(directory, rf):
    organisation = Chance(seed=1).organisation()
    document = shapes.organization(organisation, Edition("sl", rf.get("/")), full_service=False)
    del document["uri"]
    document |= {"id": "1", "email": None}
    assert len(faults("organization", document)) == 5
    assert not Entry.objects.exists()
