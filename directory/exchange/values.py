"""From the text of a cell to the value that directory.profile stores, and to a sentence why not."""

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any, cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory import hours, numbers
from directory.exchange.lexicon import Lexicon, pieces
from directory.exchange.structures import exceptions_of, objects_of, rows_of
from directory.models.taxonomies import ACCESS, PUBLIC_INTEREST
from directory.profile import FIELDS, check
from directory.profile.kinds import Codes, Day, Item, Lines, OneTerm, Rows, Terms
from directory.profile.places import PostItem, SettlementItem, StreetItem
from hubkit.intake.characters import storable

EMPTY = "-"  # what empties a field; an empty cell leaves it as it is
YES = {"da", "ja", "sì", "si", "yes", "true", "1", "x", "✓", "vero", "drži"}
NO = {"ne", "no", "false", "0", "falso"}
BOOLEANS = {
    *("vat_registered", "volunteers", "hub_member"),
    *("hide_address", "by_appointment", "contact_consent"),
}
PUBLIC_INTEREST_ROWS = "public_interest"
WHOLE = {"founded_year", "potential_year"}
DEGREES = {"lat": 90, "lon": 180}
DAY = re.compile(r"(\d{1,2})[./]\s*(\d{1,2})[./]\s*(\d{4})\.?")
# An export puts an apostrophe before what a spreadsheet would take for a formula.
GUARDED = re.compile(r"'(?=[=+\-@＝＋－＠\t\r\n])")


def value_of(name: str, text: str, lexicon: Lexicon, known: dict[str, Any]) -> Any:
    """Return the value of a field; `known` are the row's values so far, for what depends on them.

    Raises ValidationError with a sentence for staff.
    """
    if text == EMPTY:
        return nothing(name)
    text = GUARDED.sub("", text, count=1)
    return check(name, reader_of(name)(name, text, lexicon, known))


def nothing(name: str) -> Any:
    """Return what an emptied field has; raises ValidationError for what cannot be empty."""
    field = FIELDS[name]
    if name == "official_name":
        raise ValidationError(_("This cannot be emptied."))
    if isinstance(field, Lines | Terms | Rows):
        return []
    if isinstance(field, OneTerm | SettlementItem | StreetItem | PostItem):
        return ""
    if isinstance(field, Day):
        return None
    page: Any = apps.get_model("directory", "OrganisationPage")
    if isinstance(field, Item):
        return (
            page._meta.get_field(field.children)
            .related_model._meta.get_field(field.attribute)
            .get_default()
        )
    return page._meta.get_field(name).get_default()


def plain_text(name, text, lexicon, known):
    return text


def whole(name, text, lexicon, known):
    if not re.fullmatch(r"\d{1,4}\.?", text):
        raise ValidationError(_("Enter the year as four digits."))
    return int(text.rstrip("."))


def yes_or_no(name, text, lexicon, known):
    word = text.casefold()
    if word not in YES | NO:
        raise ValidationError(_("Write yes or no."))
    return word in YES


def degrees(name, text, lexicon, known):
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = float("nan")
    if not abs(number) <= DEGREES[name]:  # also true of NaN
        raise ValidationError(_("Write degrees such as 45.5469."))
    return number


def day(name, text, lexicon, known):
    match = DAY.fullmatch(text)
    try:
        if match:
            return dt.date(*(int(part) for part in reversed(match.groups()))).isoformat()
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValidationError(_("Write the date as 31. 12. 2026 or 2026-12-31.")) from error


def lines(name, text, lexicon, known):
    return items(text)


def term(name, text, lexicon, known):
    return lexicon.term(cast(OneTerm, FIELDS[name]).taxonomy, text)


def terms(name, text, lexicon, known):
    taxonomy = cast(Terms, FIELDS[name]).taxonomy
    found = [lexicon.term(taxonomy, piece) for piece in items(text)]
    return list(dict.fromkeys(found))


def access(name, text, lexicon, known):
    return list(dict.fromkeys(lexicon.term(ACCESS, piece) for piece in items(text)))


def areas(name, text, lexicon, known):
    return list(dict.fromkeys(lexicon.municipality(piece) for piece in items(text)))


def languages(name, text, lexicon, known):
    return list(dict.fromkeys(lexicon.language(piece) for piece in items(text)))


def municipality(name, text, lexicon, known):
    return lexicon.municipality(text)


def settlement(name, text, lexicon, known):
    return lexicon.settlement(text, known.get("municipality", ""))


def street(name, text, lexicon, known):
    return lexicon.street(text, known.get("settlement", ""))


def post(name, text, lexicon, known):
    return lexicon.post(text)


def weekly(name, text, lexicon, known):
    """Opening hours as lines in words, or as the directory stores them, in JSON."""
    if text.startswith("["):
        stored = objects_of(text, ("days", "from", "to"))
        return in_order(stored)
    return hours.parse(text.replace(" | ", "\n"))


def in_order(stored: list[dict]) -> list[dict]:
    """Return stored hours as `hours.parse` would; raises ValidationError for what it refuses."""
    try:
        return hours.parse(hours.in_words(stored))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise ValidationError(_("These opening hours cannot be read.")) from error


def other_days(name, text, lexicon, known):
    return exceptions_of(text)


def links(name, text, lexicon, known):
    """Addresses, or objects in JSON with their labels."""
    if text.startswith("["):
        found = rows_of(text, cast(Rows, FIELDS[name]).columns)
    else:
        found = [{"url": piece} for piece in pieces(text)]
    for link in found:
        link["url"] = numbers.website(link.get("url", ""))
    return found


def objects(name, text, lexicon, known):
    found = rows_of(text, cast(Rows, FIELDS[name]).columns)
    if name == PUBLIC_INTEREST_ROWS:
        for row in found:
            row["term"] = lexicon.term(PUBLIC_INTEREST, row.get("term", ""))
    return found


def items(text: str) -> list[str]:
    """Return the items of a list: between semicolons or line breaks, or a list in JSON."""
    if text.startswith("["):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, list) and all(isinstance(item, str) for item in found):
            return storable(found)
    return list(pieces(text))


BY_NAME: dict[str, Callable] = {
    "areas": areas,
    "languages": languages,
    "municipality": municipality,
    "settlement": settlement,
    "street": street,
    "post": post,
    "access": access,
    "hours": weekly,
    "hours_exceptions": other_days,
    "links": links,
    **dict.fromkeys(BOOLEANS, yes_or_no),
    **dict.fromkeys(WHOLE, whole),
    **dict.fromkeys(DEGREES, degrees),
}
BY_KIND: dict[type, Callable] = {
    Lines: lines,
    Day: day,
    OneTerm: term,
    Terms: terms,
    Codes: lines,
    Rows: objects,
}


def reader_of(name: str) -> Callable:
    return BY_NAME.get(name) or BY_KIND.get(type(FIELDS[name]), plain_text)
