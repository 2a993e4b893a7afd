"""The API's own description (OpenAPI 3.1), made from the forms and schemas that it works with."""

from typing import Any

from django import forms

from directory.api import conf, parameters
from directory.api.hsds.schemas import SCHEMAS, page_of, ref
from directory.api.parameters import Flag

MEANINGS = {
    "search": "Words that must occur, in either language.",
    "page": "The page, from 1. One that does not exist is empty.",
    "per_page": "Documents on a page; 25 if nothing is said.",
    "format": "json, or ndjson: all documents, one a line, without pages.",
    "taxonomy_id": "Only what has a term of this taxonomy, or terms of it.",
    "parent_id": "Only terms right below this one.",
    "top_only": "Only terms that are below no other.",
    "taxonomy_term_id": "Only what has this term.",
    "modified_after": "Only what changed at this moment or later (ISO 8601).",
    "full": "Whole documents, with their arrays.",
    "full_service": "Organisations with their services in full.",
    "minimal": "Only id and last_modified, all on one page.",
    "organization_id": "Only what belongs to this organisation.",
    "postcode": "Only places with this Slovenian post code; with proximity: near its middle.",
    "proximity": "Metres around the middle of the postcode; needs it.",
}
LISTS = {
    "/organizations": ("Organization", parameters.OrganizationParameters),
    "/services": ("Service", parameters.ServiceParameters),
    "/service_at_locations": ("ServiceAtLocation", parameters.ServiceAtLocationParameters),
    "/taxonomies": ("Taxonomy", parameters.ListParameters),
    "/taxonomy_terms": ("TaxonomyTerm", parameters.TermParameters),
}
ABOUT = {"/": "Root", "/health": "Health"}
TEXT = (
    "Non-governmental organisations of the Slovenian coast and Karst, after HSDS 3.1. Each "
    "organisation has the same identifiers in both languages. Without a key, for every origin."
)


def description(server: str) -> dict[str, Any]:
    """Return the description of the API that stands at `server`."""
    paths: dict[str, Any] = {path: about(path, name) for path, name in ABOUT.items()}
    for path, (name, form_class) in LISTS.items():
        paths[path] = {"get": listing(path, name, form_class)}
        paths[f"{path}/{{id}}"] = {"get": detail(path, name)}
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Directory of non-governmental organisations",
            "version": "1.0.0",
            "description": TEXT,
            "license": conf.LICENCE,
        },
        "servers": [{"url": server.rstrip("/")}],
        "paths": paths,
        "components": {"schemas": SCHEMAS, "responses": {"Problem": PROBLEM}},
    }


NO_NUL = r"^[^\x00]*$"
PROBLEM = {
    "description": "Refused, and why.",
    "content": {"application/problem+json": {"schema": ref("Problem")}},
}


def about(path: str, name: str) -> dict[str, Any]:
    operation = {"operationId": name.lower(), "summary": SCHEMAS[name]["description"]}
    return {"get": operation | {"responses": answers(ref(name), refused=("400",))}}


def listing(path: str, name: str, form_class: type[forms.Form]) -> dict[str, Any]:
    fields = form_class.base_fields
    found = answers(page_of(name, stubs="minimal" in fields), refused=("400",))
    found["200"]["content"]["application/x-ndjson"] = {"schema": {"type": "string"}}
    return {
        "operationId": f"list_{path.strip('/')}",
        "summary": f"The {path.strip('/').replace('_', ' ')} that match, page by page.",
        "parameters": [parameter(each, field) for each, field in fields.items()],
        "responses": found,
    }


def detail(path: str, name: str) -> dict[str, Any]:
    identifier = {"name": "id", "in": "path", "required": True}
    given = [identifier | {"schema": {"type": "string", "format": "uuid"}}]
    refused: tuple[str, ...] = ("400", "404")
    if name == "Organization":
        fields = parameters.OrganizationDetail.base_fields
        given += [parameter(each, field) for each, field in fields.items()]
        refused = (*refused, "410")
    found = answers(ref(name), refused=refused)
    if name == "Organization":
        found["301"] = {"description": "It was merged with another, which stands at Location."}
    return {
        "operationId": f"get_{path.strip('/')}",
        "summary": f"One of the {path.strip('/').replace('_', ' ')}, in full.",
        "parameters": given,
        "responses": found,
    }


def answers(schema: dict[str, Any], *, refused: tuple[str, ...]) -> dict[str, Any]:
    """Return the responses of an operation: what it gives, and the refusals it knows."""
    given = {"description": "Here it is.", "content": {"application/json": {"schema": schema}}}
    unchanged = {"description": "The client has just this (If-None-Match)."}
    problems = {code: {"$ref": "#/components/responses/Problem"} for code in refused}
    return {"200": given, "304": unchanged} | problems


def parameter(name: str, field: forms.Field) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": MEANINGS[name],
        "schema": schema_of(field),
    }


def schema_of(field: forms.Field) -> dict[str, Any]:
    """Return the JSON schema of what a form field takes."""
    match field:
        case Flag():
            return {"type": "boolean"}
        case forms.IntegerField():
            return {"type": "integer", "minimum": field.min_value, "maximum": field.max_value}
        case forms.ChoiceField():
            return {"type": "string", "enum": [code for code, _label in field.widget.choices]}
        case forms.UUIDField():
            return {"type": "string", "format": "uuid"}
        case forms.DateTimeField():
            return {"type": "string", "format": "date-time"}
        case forms.RegexField():
            return {"type": "string", "pattern": "^[0-9]{4}$"}
        case forms.CharField():
            return {"type": "string", "maxLength": field.max_length, "pattern": NO_NUL}
        case _:
            raise TypeError(field)
