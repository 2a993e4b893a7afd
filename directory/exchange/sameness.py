"""Whether a value says what is there already: the order of codes, line breaks and labels aside."""

from typing import Any

from django.core.exceptions import ValidationError

from directory.exchange.values import in_order
from directory.profile import FIELDS
from directory.profile.kinds import Codes, Rows, Terms


def settled(name: str, value: Any, before: Any) -> Any:
    """Return `before` where `value` means the same, else the value that is to be written."""
    if name == "links":
        value = labelled(value, before)
    return before if same(name, value, before) else value


def same(name: str, value: Any, before: Any) -> bool:
    field = FIELDS[name]
    if isinstance(value, str) and isinstance(before, str):
        return lines(value) == lines(before)
    if isinstance(field, Codes | Terms) or name == "access":
        return set(value) == set(before)
    if isinstance(field, Rows):
        return [filled(row) for row in value] == [filled(row) for row in before]
    if name == "hours":
        return value == before or value == as_parsed(before)
    return value == before


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def filled(row: dict) -> dict:
    return {key: value for key, value in row.items() if value}


def as_parsed(hours: list[dict]) -> list[dict]:
    try:
        return in_order(hours)
    except ValidationError:
        return hours


def labelled(links: list[dict], before: list[dict]) -> list[dict]:
    """Return links that came as bare addresses with the labels that they have already."""
    known = {link["url"]: link for link in before}
    return [known.get(link["url"], link) if set(link) == {"url"} else link for link in links]
