"""The documents of this API as JSON schemas: exactly what is given, and nothing else."""

from typing import Any

from directory.api.hsds.profile import additions

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
ID: Schema = {"type": "string", "format": "uuid"}
URI: Schema = {"type": "string", "format": "uri"}
EMAIL: Schema = {"type": "string", "format": "email"}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
TIME: Schema = {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"}
NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}


def one_of(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def many(name: str) -> Schema:
    return {"type": "array", "minItems": 1, "items": ref(name)}


def document(about: str, required: str, **properties: Schema) -> Schema:
    """Return the schema of an object that has these properties and no others."""
    return {
        "type": "object",
        "description": about,
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


TERM = document(
    "A word of a taxonomy.",
    "id code name description taxonomy taxonomy_id language",
    id=ID,
    code=TEXT,
    name=TEXT,
    description=TEXT,
    parent_id=ID,
    taxonomy=TEXT,
    taxonomy_id=ID,
    language=one_of("sl", "it"),
    **additions("taxonomy_term"),
)
TAXONOMY = document(
    "A list of terms.",
    "id name description x_code",
    id=ID,
    name=TEXT,
    description=TEXT,
    **additions("taxonomy"),
)
ATTRIBUTE = document(
    "A term, or a fact that is no term, said of an organisation, a service or a location.",
    "id link_id link_type link_entity value label",
    id=ID,
    link_id=ID,
    link_type=TEXT,
    link_entity=one_of("organization", "service", "location"),
    taxonomy_term_id=ID,
    taxonomy_term=ref("TaxonomyTerm"),
    value=TEXT,
    label=TEXT,
)
PHONE = document(
    "A telephone; the number in E.164.",
    "id number type",
    id=ID,
    organization_id=ID,
    service_id=ID,
    contact_id=ID,
    number=TEXT,
    type=one_of("voice", "cell"),
    description=TEXT,
)
CONTACT = document(
    "A person who has agreed to being shown.",
    "id organization_id name",
    id=ID,
    organization_id=ID,
    name=TEXT,
    title=TEXT,
    email=EMAIL,
    phones=many("Phone"),
)
LANGUAGE = document(
    "A language spoken (ISO 639).",
    "id name code",
    id=ID,
    location_id=ID,
    service_id=ID,
    name=TEXT,
    code=TEXT,
)
ADDRESS = document(
    "A postal address. Slovenia has no provinces: state_province is the municipality.",
    "id location_id address_1 city state_province postal_code country address_type",
    id=ID,
    location_id=ID,
    address_1=TEXT,
    address_2=TEXT,
    city=TEXT,
    region=TEXT,
    state_province=TEXT,
    postal_code=TEXT,
    country=one_of("SI"),
    address_type=one_of("physical"),
)
ACCESSIBILITY = document(
    "How people with disabilities get in and about.",
    "id location_id",
    id=ID,
    location_id=ID,
    description=TEXT,
    details=TEXT,
)
SCHEDULE = document(
    "Hours: weekly ones (iCal), days with others, or what is said of them. Times are wall time.",
    "id",
    id=ID,
    location_id=ID,
    service_id=ID,
    valid_from=DAY,
    valid_to=DAY,
    dtstart=DAY,
    wkst=one_of("MO"),
    freq=one_of("WEEKLY"),
    interval=NUMBER,
    byday=TEXT,
    opens_at=TIME,
    closes_at=TIME,
    description=TEXT,
    notes=TEXT,
    **additions("schedule"),
)
LOCATION = document(
    "A place of an organisation.",
    "id location_type organization_id name",
    id=ID,
    location_type=one_of("physical"),
    organization_id=ID,
    name=TEXT,
    description=TEXT,
    latitude=NUMBER,
    longitude=NUMBER,
    external_identifier=TEXT,
    external_identifier_type=one_of("GURS OB_ID"),
    languages=many("Language"),
    addresses=many("Address"),
    accessibility=many("Accessibility"),
    schedules=many("Schedule"),
    attributes=many("Attribute"),
    **additions("location"),
)
URL = document(
    "A further address on the web.", "id url", id=ID, organization_id=ID, label=TEXT, url=URI
)
IDENTIFIER = document(
    "A number in a public register.",
    "id identifier_scheme identifier_type identifier",
    id=ID,
    organization_id=ID,
    identifier_scheme=one_of("SI-PRS", "SI-TIN", "IT-CF"),
    identifier_type=TEXT,
    identifier=TEXT,
)
ORGANIZATION = document(
    "An organisation. Lists have it without what is an array, unless it is asked for in full.",
    "id name description uri x_freshness x_last_modified",
    id=ID,
    name=TEXT,
    alternate_name=TEXT,
    description=TEXT,
    email=EMAIL,
    website=URI,
    additional_websites=many("Url"),
    year_incorporated=NUMBER,
    legal_status=TEXT,
    logo=URI,
    uri=URI,
    parent_organization_id=ID,
    contacts=many("Contact"),
    phones=many("Phone"),
    locations=many("Location"),
    organization_identifiers=many("OrganizationIdentifier"),
    attributes=many("Attribute"),
    **additions("organization"),
)
AREA = document(
    "A municipality that is served.",
    "id service_id name uri",
    id=ID,
    service_id=ID,
    name=TEXT,
    uri=URI,
)
SERVICE_AT_LOCATION = document(
    "A service at one of the organisation's places.",
    "id service_id location_id location",
    id=ID,
    service_id=ID,
    location_id=ID,
    location=ref("Location"),
)
SERVICE = document(
    "An activity of an organisation, or all it does. Lists have it without arrays, see above.",
    "id name status",
    id=ID,
    organization_id=ID,
    name=TEXT,
    description=TEXT,
    url=URI,
    email=EMAIL,
    status=one_of("active", "defunct", "temporarily closed"),
    application_process=TEXT,
    fees_description=TEXT,
    eligibility_description=TEXT,
    assured_date=DAY,
    assurer_email=EMAIL,
    alert=TEXT,
    last_modified=MOMENT,
    phones=many("Phone"),
    schedules=many("Schedule"),
    service_areas=many("ServiceArea"),
    service_at_locations=many("ServiceAtLocation"),
    languages=many("Language"),
    organization=ref("Organization"),
    attributes=many("Attribute"),
    **additions("service"),
)
STUB = document(
    "What `minimal` leaves of an organisation or a service.",
    "id last_modified",
    id=ID,
    last_modified=MOMENT,
)
PAGE = {
    "total_items": COUNT,
    "total_pages": COUNT,
    "page_number": {"type": "integer", "minimum": 1},
    "size": COUNT | {"description": "The number of documents on this page."},
    "first_page": FLAG,
    "last_page": FLAG,
    "empty": FLAG,
}
PROBLEM = document(
    "Why a request is refused (RFC 9457).",
    "type title status detail",
    type=TEXT,
    title=TEXT,
    status=COUNT,
    detail=TEXT,
    errors={
        "type": "array",
        "items": document(
            "What is wrong with a parameter.",
            "parameter detail",
            parameter={"type": "string"},
            detail=TEXT,
        ),
    },
)
LICENCE = document("The licence of the data.", "name url", name=TEXT, url=URI)
ROOT = document(
    "What this API is.",
    "version profile openapi_url",
    version=one_of("3.1"),
    profile=URI,
    openapi_url=URI,
    x_title=TEXT,
    x_publisher={"type": "string"},
    x_licence=LICENCE,
    x_languages={
        "type": "array",
        "items": document("An edition.", "language url", language=one_of("sl", "it"), url=URI),
    },
    x_counts=document(
        "How many there are.", "organizations services", organizations=COUNT, services=COUNT
    ),
    x_health_url=URI,
)
HEALTH = document(
    "How many organisations are given away, and how many public ones are not, by reason.",
    "published omitted reasons",
    published=COUNT,
    omitted=COUNT,
    reasons={"type": "object", "additionalProperties": COUNT},
)
SCHEMAS: dict[str, Schema] = {
    "Accessibility": ACCESSIBILITY,
    "Address": ADDRESS,
    "Attribute": ATTRIBUTE,
    "Contact": CONTACT,
    "Health": HEALTH,
    "Language": LANGUAGE,
    "Location": LOCATION,
    "Organization": ORGANIZATION,
    "OrganizationIdentifier": IDENTIFIER,
    "Phone": PHONE,
    "Problem": PROBLEM,
    "Root": ROOT,
    "Schedule": SCHEDULE,
    "Service": SERVICE,
    "ServiceArea": AREA,
    "ServiceAtLocation": SERVICE_AT_LOCATION,
    "Stub": STUB,
    "Taxonomy": TAXONOMY,
    "TaxonomyTerm": TERM,
    "Url": URL,
}


def page_of(name: str, *, stubs: bool) -> Schema:
    """Return the schema of a page of documents, or of stubs where the list gives them."""
    items = {"anyOf": [ref(name), ref("Stub")]} if stubs else ref(name)
    contents = {"type": "array", "items": items}
    required = " ".join([*PAGE, "contents"])
    return document(f"A page of {name} documents.", required, **PAGE, contents=contents)
