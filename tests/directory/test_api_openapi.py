"""The API's own description: true of all it gives, and of what it refuses."""

import json

import jsonschema_rs
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import translation
from hypothesis import HealthCheck, Phase, assume, given, settings
from schemathesis import Case, GenerationMode

from directory.api.editions import Edition
from directory.api.hsds import shapes
from directory.api.hsds.openapi import description
from directory.api.identifiers import derived
from directory.models import Taxonomy, Term
from tests.directory.generated import Chance
from tests.directory.organisations import make_organisation

pytestmark = pytest.mark.django_db

SERVER = "http://testserver/api/hsds/it"
PLAIN = {"Accept-Encoding": "identity"}  # over WSGI nobody unpacks what was compressed


@pytest.fixture
def organisations(directory):
    return [
        make_organisation(
            phone="+38652000015",
            settlement="Koper",
            municipality="050",
            post="6000",
            hours=[{"days": [1], "from": "09:00", "to": "12:00"}],
            activities=[{"name_sl": "Zbor"}],
        ),
        make_organisation(official_name="Društvo brez dejavnosti"),
    ]


@pytest.fixture
def one_connection():
    """Requests over WSGI leave the test's own connection open, as Django's client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_the_description_is_itself_valid_and_names_every_list(client, db):
    response = client.get("/api/hsds/it/openapi.json")
    found = response.json()
    assert found == json.loads(json.dumps(description(SERVER)))
    assert found["servers"] == [{"url": SERVER}]
    assert sorted(found["paths"]) == [
        "/",
        "/health",
        "/organizations",
        "/organizations/{id}",
        "/service_at_locations",
        "/service_at_locations/{id}",
        "/services",
        "/services/{id}",
        "/taxonomies",
        "/taxonomies/{id}",
        "/taxonomy_terms",
        "/taxonomy_terms/{id}",
    ]
    schemathesis.openapi.from_dict(found).validate()


def own_validator(name: str) -> jsonschema_rs.Draft202012Validator:
    schema = description(SERVER) | {"$ref": f"#/components/schemas/{name}"}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


@pytest.mark.slow
def test_the_schemas_say_exactly_what_documents_have(directory, rf):
    """No property more: the schemas allow none that they do not name."""
    chance, edition = Chance(seed=7), Edition("it", rf.get("/"))
    validator, found = own_validator("Organization"), set()
    services = own_validator("Service")
    with translation.override("it"):
        for _time in range(300):
            organisation = chance.organisation()
            document = shapes.organization(organisation, edition, full_service=True)
            plain = json.loads(json.dumps(document, default=str))
            found |= {str(error) for error in validator.iter_errors(plain)}
            for service in plain["services"]:
                found |= {str(error) for error in services.iter_errors(service)}
    assert found == set()


def known_ids() -> dict[str, str]:
    """Return an identifier that exists for each path that takes one."""
    page = make_organisation(settlement="Izola", municipality="040", post="6310")
    service, place = derived(page.uid, "default"), page.places.get().uid
    return {
        "/organizations/{id}": str(page.uid),
        "/services/{id}": str(service),
        "/service_at_locations/{id}": str(derived(page.uid, "service_at_location", service, place)),
        "/taxonomies/{id}": str(Taxonomy.objects.first().uid),
        "/taxonomy_terms/{id}": str(Term.objects.first().uid),
    }


# There is nothing to ask wrongly where nothing is asked.
ASKED = [
    (path, mode)
    for path in sorted(description(SERVER)["paths"])
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or path not in ("/", "/health")
]


@pytest.mark.slow
@pytest.mark.parametrize(("path", "mode"), ASKED)
def test_the_answers_are_as_described(organisations, one_connection, path, mode):
    """Schemathesis asks what the description allows, and what it does not."""
    schema = schemathesis.openapi.from_wsgi("/api/hsds/it/openapi.json", get_wsgi_application())
    operation = schema[path]["GET"]
    known = known_ids()
    chosen = {"path_parameters": {"id": known[path]}} if path in known else {}
    checked = []

    @settings(
        max_examples=20,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode) | operation.as_strategy(mode, **chosen))
    def ask(case: Case) -> None:
        # OpenAPI cannot say that one parameter needs another; test_api_lists does.
        query = case.query or {}
        assume("proximity" not in query or "postcode" in query)
        checked.append(case.call_and_validate(headers=PLAIN).status_code)

    ask()
    assert max(checked) < 500
    if mode is GenerationMode.POSITIVE:
        assert 200 in checked
