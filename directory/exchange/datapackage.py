"""What the columns of the export mean, as a Frictionless Data Package (version 2)."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from directory.api import conf
from directory.api.editions import Edition
from directory.exchange.export import COLUMNS
from directory.profile import FIELDS
from directory.profile.kinds import Rows

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
NUMBERS = ("lat", "lon")
YEARS = ("founded_year", "potential_year")
YES_OR_NO = ("vat_registered", "volunteers", "hub_member", "hide_address", "by_appointment")
BOOLEAN: dict[str, Any] = {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]}
TYPES: dict[str, dict[str, Any]] = {
    "uid": {"type": "string", "format": "uuid"},
    "page": {"type": "string", "format": "uri"},
    "assured_on": {"type": "date"},
    "alert_until": {"type": "date"},
    "modified_at": {"type": "datetime"},
    "hours_exceptions": {"type": "array"},
    **{name: {"type": "year"} for name in YEARS},
    **{name: {"type": "number"} for name in NUMBERS},
    **dict.fromkeys(YES_OR_NO, BOOLEAN),
}


def title() -> str:
    return _("Directory of non-governmental organisations")


def labels() -> dict[str, str]:
    """Return what the columns are called in the active language."""
    others = {
        "uid": _("Identifier"),
        "page": _("Page in the directory"),
        "assured_on": _("Confirmed on"),
        "freshness": _("State of the confirmation"),
        "modified_at": _("Changed at"),
    }
    return others | {name: str(field.label) for name, field in FIELDS.items()}


def in_every_language(make) -> dict[str, Any]:
    """Return what `make` returns in each language, by code."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = make()
    return found


def datapackage(edition: Edition) -> dict[str, Any]:
    """Return the description of the CSV file that stands beside it."""
    return {
        "$schema": SCHEMA,
        "name": f"organizations-{edition.language}",
        "title": title(),
        "titles": in_every_language(title),
        "description": _(
            "A text that begins with one of = + - @ has an apostrophe before it, so that no "
            "spreadsheet takes it for a formula."
        ),
        "homepage": edition.directory,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": conf.LICENCE["name"],
                "path": conf.LICENCE["url"],
            }
        ],
        "sources": [{"title": conf.publisher(), "path": edition.directory}],
        "contributors": [{"title": conf.publisher(), "roles": ["publisher"]}],
        "resources": [resource(edition)],
    }


def resource(edition: Edition) -> dict[str, Any]:
    names = in_every_language(labels)
    fields = [
        kind_of(column)
        | {
            "name": column,
            "title": names[edition.language][column],
            "titles": {code: each[column] for code, each in names.items()},
        }
        for column in COLUMNS
    ]
    return {
        "name": "organizations",
        "type": "table",
        "path": "organizations.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": ["uid"], "missingValues": [""]},
    }


def kind_of(column: str) -> dict[str, Any]:
    if isinstance(FIELDS.get(column), Rows):
        return {"type": "array"}
    return TYPES.get(column, {"type": "string"})
