"""What an entry says to everybody now, as the values with which a form is filled."""

from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from wagtail.models import Page

from directory.forms.contact import PERSON, ContactForm
from directory.forms.what import WhatForm
from directory.forms.where import WhereForm
from directory.forms.who import WhoForm
from directory.hours import by_day, packed
from directory.models.entries import Entry
from directory.models.options import languages
from directory.models.parts import access_options
from directory.models.taxonomies import AUDIENCES, TOPICS, Term
from directory.profile import FIELDS

LOGO = "logo"
FORMS = (WhoForm, WhatForm, WhereForm, ContactForm)
# What the forms ask of an organisation; the logo is a file and never among the values.
NAMES = tuple(
    name for form in FORMS for name in form.base_fields if name in FIELDS and name != LOGO
)
HIDDEN_ADDRESS = ("settlement", "street", "house_number", "post")
CONTACT = ("contact_name", *PERSON, "contact_consent")
HOURS = ("hours", "by_appointment", "hours_note_sl", "hours_note_it")
CHILDREN = ("places", "phones", "links", "contacts")


def entry_of(uid: UUID | None) -> Entry | None:
    """Return the entry that readers see under a uid, with its page."""
    entries = Entry.objects.listed().filter(uid=uid).select_related("page__legal_form")
    return entries.first() if uid else None


def public_values(entry: Entry) -> dict[str, Any]:
    """Return the values of the entry's live page that everybody may see; the others stand empty.

    A hidden address, a person who has not agreed, and what an old entry hides stay hidden. Each
    value is as an untouched form sends it: so what was not changed is equal.
    """
    page = entry.page
    hold_children(page)
    values = {name: tidy(FIELDS[name].get(page)) for name in NAMES}
    values["hours"] = packed(by_day(values["hours"]))
    for name, options in (("languages", languages), ("access", access_options)):
        values[name] = [code for code, _label in options() if code in values[name]]
    hidden = [*(HIDDEN_ADDRESS if values["hide_address"] else ())]
    if not values["contact_consent"] or entry.freshness.hides_people:
        hidden += CONTACT
    if entry.freshness.hides_people:
        hidden += HOURS
    return values | {name: empty(values[name]) for name in hidden} | current_terms(page)


def tidy(value: Any) -> Any:
    return "\n".join(value.strip().splitlines()) if isinstance(value, str) else value


def empty(value: Any) -> Any:
    return None if value is None else type(value)()


def hold_children(page: Page) -> None:
    """Read each kind of child once; every named value would ask for its own."""
    for name in CHILDREN:
        rows = getattr(page, name).get_object_list()
        if name == "places":
            prefetch_related_objects(rows, "settlement", "street", "post")


def current_terms(page: Page) -> dict[str, Any]:
    """Return the codes of the terms in use, each once, in the order of their taxonomy."""
    form = page.legal_form.heir.code if page.legal_form else ""
    return {
        "legal_form": form,
        "topics": heirs(page.topics.all(), TOPICS),
        "audiences": heirs(page.audiences.all(), AUDIENCES),
    }


def heirs(terms, taxonomy: str) -> list[str]:
    codes = {term.heir.code for term in terms}
    order = Term.objects.of(taxonomy).current().values_list("code", flat=True)
    return [code for code in order if code in codes]
