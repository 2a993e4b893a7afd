"""Every named value of an organisation, in the order in which people are asked for it."""

import hashlib
import json
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.hours import exception_in_words, in_words
from directory.models.options import languages, municipalities
from directory.models.parts import access_options
from directory.models.taxonomies import AUDIENCES, LEGAL_FORMS, TOPICS
from directory.numbers import phone_in_words
from directory.profile.kinds import (
    Codes,
    Day,
    Field,
    File,
    Group,
    Item,
    Lines,
    OneTerm,
    Rows,
    Terms,
)
from directory.profile.places import PostItem, SettlementItem, StreetItem


class Name(Field):
    """The official name is the page's title."""

    def get(self, page):
        return page.title

    def set(self, page, value):
        page.title = page.draft_title = value


class Access(Item):
    def show(self, value):
        return "\n".join(str(label) for code, label in access_options() if code in value)


class Municipality(Item):
    def show(self, value):
        return dict(municipalities()).get(value, value)


class Exceptions(Item):
    """Days with other hours, one a line."""

    def show(self, value):
        return "\n".join(exception_in_words(each) for each in value or [])


class Hours(Item):
    def show(self, value):
        return in_words(value)


class Phone(Item):
    def show(self, value):
        return phone_in_words(value) if value else ""


WHO, WHAT, WHERE, CONTACT, STAFF = Group

ALL = (
    Name("official_name", _("Official name"), WHO),
    Field("name_sl", _("Name in Slovenian"), WHO),
    Field("name_it", _("Name in Italian"), WHO),
    Field("short_name", _("Short name"), WHO),
    OneTerm("legal_form", _("Legal form"), WHO, LEGAL_FORMS),
    Field("maticna", _("Registration number"), WHO),
    Field("davcna", _("Tax number"), WHO),
    Field("it_cf", _("Italian codice fiscale"), WHO),
    Field("founded_year", _("Founded in"), WHO),
    Field("summary_sl", _("In a sentence, in Slovenian"), WHAT),
    Field("summary_it", _("In a sentence, in Italian"), WHAT),
    Field("description_sl", _("Description in Slovenian"), WHAT),
    Field("description_it", _("Description in Italian"), WHAT),
    Terms("topics", _("Fields of activity"), WHAT, TOPICS),
    Terms("audiences", _("For whom"), WHAT, AUDIENCES),
    Codes("areas", _("Works in"), WHAT, municipalities),
    Codes("languages", _("Languages spoken"), WHAT, languages),
    Field("volunteers", _("Looks for volunteers"), WHAT),
    Field("membership_sl", _("How to become a member, in Slovenian"), WHAT),
    Field("membership_it", _("How to become a member, in Italian"), WHAT),
    File("logo", _("Logo"), WHAT),
    Field("logo_alt_sl", _("What the logo shows, in Slovenian"), WHAT),
    Field("logo_alt_it", _("What the logo shows, in Italian"), WHAT),
    SettlementItem(
        "settlement", pgettext_lazy("place", "Settlement"), WHERE, "places", "settlement"
    ),
    Municipality(
        "municipality", pgettext_lazy("place", "Municipality"), WHERE, "places", "municipality"
    ),
    StreetItem("street", pgettext_lazy("place", "Street"), WHERE, "places", "street"),
    Item("house_number", _("House number"), WHERE, "places", "house_number"),
    PostItem("post", pgettext_lazy("place", "Post"), WHERE, "places", "post"),
    Item("hide_address", _("Address is not shown"), WHERE, "places", "hide_address"),
    Hours("hours", _("Opening hours"), WHERE, "places", "hours"),
    Item("by_appointment", _("By appointment only"), WHERE, "places", "by_appointment"),
    Item("hours_note_sl", _("Note on the hours in Slovenian"), WHERE, "places", "hours_note_sl"),
    Item("hours_note_it", _("Note on the hours in Italian"), WHERE, "places", "hours_note_it"),
    Access("access", _("Accessibility of the premises"), WHERE, "places", "access"),
    Item(
        "access_note_sl", _("Note on accessibility in Slovenian"), WHERE, "places", "access_note_sl"
    ),
    Item(
        "access_note_it", _("Note on accessibility in Italian"), WHERE, "places", "access_note_it"
    ),
    Field("email", _("E-mail address"), CONTACT),
    Phone("phone", _("Telephone"), CONTACT, "phones", "number", 0, True),
    Phone("phone_other", _("Another telephone"), CONTACT, "phones", "number", 1, True),
    Field("website", _("Website"), CONTACT),
    Rows("links", _("Other links"), CONTACT, ("url", "label_sl", "label_it")),
    Item("contact_name", _("Contact person"), CONTACT, "contacts", "name", 0, True),
    Item("contact_role_sl", _("Role in Slovenian"), CONTACT, "contacts", "role_sl"),
    Item("contact_role_it", _("Role in Italian"), CONTACT, "contacts", "role_it"),
    Item("contact_email", _("The person's e-mail address"), CONTACT, "contacts", "email"),
    Phone("contact_phone", _("The person's telephone"), CONTACT, "contacts", "phone"),
    Item("contact_consent", _("The person agrees to being shown"), CONTACT, "contacts", "consent"),
    Lines("former_names", _("Former names"), STAFF),
    Field("vat_registered", _("Registered for VAT"), STAFF),
    Field("iban", _("Account number (IBAN)"), STAFF),
    Item("lat", _("Latitude"), STAFF, "places", "lat"),
    Item("lon", _("Longitude"), STAFF, "places", "lon"),
    Exceptions("hours_exceptions", _("Days with other hours"), STAFF, "places", "hours_exceptions"),
    Field("hub_member", _("Member of the hub"), STAFF),
    Field("potential_year", _("“NGO with potential” in"), STAFF),
    Rows(
        "activities",
        _("Activities"),
        STAFF,
        (
            "name_sl",
            "name_it",
            "text_sl",
            "text_it",
            "fee_sl",
            "fee_it",
            "how_sl",
            "how_it",
            "status",
            "start",
            "end",
        ),
    ),
    Rows(
        "public_interest",
        _("Statuses in the public interest"),
        STAFF,
        ("term", "ministry", "start", "end", "checked_on"),
    ),
    Field("alert_sl", _("Notice in Slovenian"), STAFF),
    Field("alert_it", _("Notice in Italian"), STAFF),
    Day("alert_until", _("Notice shown until"), STAFF),
)
FIELDS = {field.name: field for field in ALL}


def field(name: str) -> Field:
    """Return a field by name; raises KeyError for one that is not known."""
    return FIELDS[name]


def read(page) -> dict[str, Any]:
    """Return all values of a page, by name."""
    return {name: field.get(page) for name, field in FIELDS.items()}


def write(page, values: dict[str, Any]) -> None:
    """Set the given values on a page, unsaved, in the registry's order. Unknown names: KeyError.

    Order matters: a street is looked up in its settlement, a person's role needs the person.
    """
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    for name, field in FIELDS.items():
        if name in values:
            field.set(page, values[name])
    for field in FIELDS.values():
        if isinstance(field, Item):
            field.prune(page)


def base_hash(values: dict[str, Any]) -> str:
    """Return the hash by which a change tells what it started from (SHA-256 of canonical JSON)."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
