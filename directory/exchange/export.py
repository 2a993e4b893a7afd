"""Everything that is public of the listed organisations as a table, a row each.

Columns go by the names of directory.profile, so that the import reads them again. What is not
public is not there: see `Published` for the rules. Lists are joined by "; ", lists of objects are
JSON, hours stand in words with " | " between the lines.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.utils import translation

from directory.api.editions import Edition
from directory.api.published import Published
from directory.hours import in_words
from directory.profile import FIELDS
from directory.queries import public_entries

BATCH = 100
PRIVATE = {"former_names", "contact_consent", "logo"}
HEAD = ("uid", "page")
TAIL = ("assured_on", "freshness", "modified_at")
COLUMNS = (*HEAD, *(name for name in FIELDS if name not in PRIVATE), *TAIL)

PEOPLE = ("contact_name", "contact_role_sl", "contact_role_it", "contact_email", "contact_phone")
HOURS = ("hours", "by_appointment", "hours_note_sl", "hours_note_it", "hours_exceptions")
WHEREABOUTS = (
    *("settlement", "street", "house_number", "post", "lat", "lon"),
    *("access", "access_note_sl", "access_note_it"),
)
ALERT = ("alert_sl", "alert_it", "alert_until")


def rows(edition: Edition) -> Iterator[list[Any]]:
    """Yield the cells of each organisation by name; a constant number of queries a hundred."""
    order = public_entries().order_by(f"sort_{edition.language}", "pk")
    keys = list(order.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        with translation.override(edition.language):
            found = [cells(each) for each in edition.organisations(keys[start : start + BATCH])]
        yield from found


def cells(organisation: Published) -> list[Any]:
    values = {
        **{name: cell(name, value) for name, value in public_values(organisation).items()},
        "uid": str(organisation.uid),
        "page": organisation.address,
        "assured_on": organisation.assured_on.isoformat(),
        "freshness": organisation.entry.freshness.value,
        "modified_at": organisation.entry.modified_at.isoformat(timespec="seconds"),
    }
    return [values.get(name, "") for name in COLUMNS]


def public_values(organisation: Published) -> dict[str, Any]:
    """Return the values that may be shown, by the names of directory.profile."""
    page = organisation.page
    withheld = set(concealed_names(organisation))
    values = {
        name: field.get(page)
        for name, field in FIELDS.items()
        if name not in PRIVATE and name not in withheld
    }
    place = next(iter(organisation.places), None)
    if place and place.settlement and "settlement" in values:
        values["settlement"] = str(place.settlement.name)
    return values


def concealed_names(organisation: Published) -> Iterator[str]:
    """Yield the names of what this organisation does not show."""
    person = next(iter(organisation.page.contacts.all()), None)
    place = next(iter(organisation.places), None)
    if person not in organisation.contacts:
        yield from PEOPLE
    if organisation.is_dormant:
        yield from HOURS
    if place and place.hide_address:
        yield from WHEREABOUTS
    if not organisation.page.current_alert:
        yield from ALERT


def cell(name: str, value: Any) -> Any:
    """Return what a table can hold: text, number, or `true` and `false`."""
    if name == "hours":
        return in_words(value).replace("\n", " | ")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and value:
        objects = isinstance(value[0], dict)
        return json.dumps(value, ensure_ascii=False) if objects else "; ".join(value)
    return "" if value is None or value == [] else value
