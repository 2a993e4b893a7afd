"""Bringing values to the form in which they are stored, whoever typed or imported them."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import numbers
from directory.models.taxonomies import FOREIGN, MAX_TOPICS
from directory.profile.kinds import Item
from directory.profile.registry import FIELDS

CHECKS = {
    "maticna": numbers.maticna,
    "davcna": numbers.davcna,
    "it_cf": numbers.italian_code,
    "iban": numbers.iban,
    "phone": numbers.phone,
    "phone_other": numbers.phone,
    "contact_phone": numbers.phone,
    "email": numbers.email,
    "contact_email": numbers.email,
    "website": numbers.website,
}
FIRST_YEAR = 1500
WRITTEN = {"settlement": "settlement_name", "street": "street_name"}


def checked(values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, ValidationError]]:
    """Return the values as they are stored, and an error for each that cannot be.

    A value in error is returned as it came. What is missing is no error here: see `gaps`.
    """
    found, errors = dict(values), {}
    for name, value in values.items():
        try:
            found[name] = check(name, value)
        except ValidationError as error:
            errors[name] = error
    return found, errors


def check(name: str, value: Any) -> Any:
    """Return one value as it is stored; raises ValidationError."""
    if isinstance(value, str):
        value = value.strip()
        if len(value) > longest(name):
            raise ValidationError(
                _("At most %(limit)d characters."), params={"limit": longest(name)}
            )
    if not value:
        return value
    if name == "founded_year" and not FIRST_YEAR <= value <= timezone.localdate().year:
        raise ValidationError(_("Enter the year as four digits."))
    if name == "topics" and len(value) > MAX_TOPICS:
        raise ValidationError(_("Choose at most three."))
    return CHECKS[name](value) if name in CHECKS else value


def longest(name: str) -> int:
    """Return how many characters a text may have: as many as the page or its part holds."""
    model: Any = apps.get_model("directory", "OrganisationPage")
    field, attribute = FIELDS[name], {"official_name": "title"}.get(name, name)
    if isinstance(field, Item):
        model, attribute = model._meta.get_field(field.children).related_model, field.attribute
    stored = model._meta.get_field(attribute)
    if stored.is_relation and attribute in WRITTEN:
        # What the register has not got is kept as it was written.
        stored = model._meta.get_field(WRITTEN[attribute])
    return getattr(stored, "max_length", None) or 300


def gaps(values: dict[str, Any]) -> list[str]:
    """Return the names of what an entry needs before it is published and `values` lack."""
    needed = {
        "official_name": values.get("official_name"),
        "legal_form": values.get("legal_form"),
        "maticna": values.get("maticna") or values.get("legal_form") == FOREIGN,
        "summary_sl": values.get("summary_sl") or values.get("summary_it"),
        "description_sl": values.get("description_sl") or values.get("description_it"),
        "topics": values.get("topics"),
        "areas": values.get("areas"),
        "email": values.get("email") or values.get("phone"),
    }
    return [name for name, there in needed.items() if not there]
