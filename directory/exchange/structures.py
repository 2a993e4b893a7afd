"""Values that no cell can hold but as JSON: lists of objects, as an export writes them."""

import datetime as dt
import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.hours import parse_interval
from hubkit.intake.characters import storable


def objects_of(text: str, keys: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the objects of a JSON list; raises ValidationError for another key than `keys`."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise unreadable() from error
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise unreadable()
    if any(set(item) - set(keys) for item in found):
        raise unreadable()
    return storable(found)


def rows_of(text: str, keys: tuple[str, ...]) -> list[dict[str, str]]:
    """Return objects whose values are texts, "" for what is empty; raises ValidationError."""
    found = [{key: value or "" for key, value in row.items()} for row in objects_of(text, keys)]
    if not all(isinstance(value, str) for row in found for value in row.values()):
        raise unreadable()
    return found


def exceptions_of(text: str) -> list[dict[str, Any]]:
    """Return days with other hours, dates and times checked; raises ValidationError."""
    found = objects_of(text, ("from", "to", "closed", "hours", "note_sl", "note_it"))
    try:
        for row in found:
            if dt.date.fromisoformat(row["from"]) > dt.date.fromisoformat(row["to"]):
                raise unreadable()
            for start, end in row.get("hours") or []:
                parse_interval(f"{start}-{end}")
    except (KeyError, TypeError, ValueError) as error:
        raise unreadable() from error
    return found


def unreadable() -> ValidationError:
    return ValidationError(
        _("This can be imported only as an export writes it. Leave the cell as it was.")
    )
