"""What is wrong with an organisation that a row was written to, before anything is saved."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from directory.models import OrganisationPage
from directory.profile import FIELDS, gaps, read
from directory.profile.kinds import Item, Rows

# Wagtail's own fields are filled when the page is saved.
NOT_OURS = {field.name for field in Page._meta.get_fields()} - {"title"}

Problem = tuple[str, str]


def problems_of(
    page: OrganisationPage, before: dict[str, Any], wanted: dict[str, Any], *, public: bool
) -> list[Problem]:
    """Return ``(name of a field or "", sentence)`` of each; `page` is brought to stored form.

    `wanted` are the values written; a `public` page must not lack what entries need.
    """
    found = [*cleaned(page), *cleaned_parts(page, wanted)]
    if not public:  # lists often know the municipality only; whoever finishes the draft adds it
        found = [problem for problem in found if problem[0] != "settlement"]
    after = read(page)
    found += [(name, needs(name)) for name, value in wanted.items() if value and not after[name]]
    if public:
        missing = [name for name in gaps(after) if name not in gaps(before) or not page.pk]
        found += [(name, _("This is needed before an entry is published.")) for name in missing]
    return found


def cleaned(page: OrganisationPage) -> Iterator[Problem]:
    try:
        page.full_clean(exclude=NOT_OURS)
    except ValidationError as error:
        for name, errors in error.error_dict.items():
            name = {"title": "official_name"}.get(name, name)
            for sentence in ValidationError(errors).messages:
                yield (name if name in FIELDS else ""), sentence


def cleaned_parts(page: OrganisationPage, wanted: dict[str, Any]) -> Iterator[Problem]:
    """Check the parts that were written to; others may be as they are."""
    touched = {parts_of(name) for name in wanted} - {""}
    for parts in sorted(touched):
        for row in getattr(page, parts).all():
            try:
                row.full_clean(exclude=["page"])
            except ValidationError as error:
                for attribute, errors in error.error_dict.items():
                    for sentence in ValidationError(errors).messages:
                        yield field_of(parts, attribute), sentence


def parts_of(name: str) -> str:
    field = FIELDS[name]
    if isinstance(field, Item):
        return field.children
    return name if isinstance(field, Rows) else ""


def field_of(parts: str, attribute: str) -> str:
    """Return the name of the value that stands in an attribute of a page's parts."""
    attribute = attribute.removesuffix("_name") if parts == "places" else attribute
    for name, field in FIELDS.items():
        if isinstance(field, Item) and (field.children, field.attribute) == (parts, attribute):
            return name
    return parts if parts in FIELDS else ""


def needs(name: str) -> str:
    """Return the sentence for a value that cannot stand without another: a role needs a person."""
    parts = parts_of(name)
    for field in FIELDS.values():
        if isinstance(field, Item) and field.holds and field.children == parts:
            return _("This needs “%(field)s” as well.") % {"field": field.label}
    return _("This could not be taken over.")
