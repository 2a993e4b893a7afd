"""The base of the directory's forms: fields by the directory's names, in parts under headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.apps import apps
from django.core.validators import MaxLengthValidator
from django.utils.functional import Promise
from django.utils.translation import get_language

from directory.profile import FIELDS, checked
from directory.profile.kinds import Item


@dataclass(frozen=True)
class Part:
    """Fields under one heading. A tuple of names is a pair, the reader's language first.

    `folds` shows it closed until something in it is filled in; `after` is a template that is
    included below the fields.
    """

    heading: str | Promise
    names: tuple[str | tuple[str, str], ...]
    hint: str | Promise = ""
    folds: bool = False
    after: str = ""


@dataclass(frozen=True)
class Section:
    """A part of one form as the template shows it: rows of one or two bound fields."""

    part: Part
    rows: list[list[forms.BoundField]]

    @property
    def is_open(self) -> bool:
        fields = [bound for row in self.rows for bound in row]
        return not self.part.folds or any(bound.errors or bound.value() for bound in fields)


class ProfileForm(forms.Form):
    """A step of which every field is a value of the directory, checked as everywhere else.

    `complete` is False where an entry is changed: one that lacks something is no reason not to
    correct its telephone number.
    """

    parts: Sequence[Part] = ()
    always = ("official_name",)

    def __init__(self, *args, complete: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.complete = complete
        for name, field in self.fields.items():
            field.required = field.required and (complete or name in self.always)
            if name in FIELDS:
                dress(name, field)

    @property
    def sections(self) -> Iterator[Section]:
        for part in self.parts:
            yield Section(part, [[self[name] for name in row_of(each)] for each in part.names])

    def clean(self) -> dict[str, Any]:
        values = {
            name: "\n".join(each.splitlines()) if isinstance(each, str) else each
            for name, each in self.cleaned_data.items()
            if name in FIELDS
        }
        found, errors = checked(values)
        self.cleaned_data |= found
        for name, error in errors.items():
            self.add_error(name, error)
        return self.cleaned_data

    def require_one_of(self, names: Sequence[str], sentence: str) -> None:
        """Put the error at the first of the fields when all are empty and none is wrong."""
        is_there = any(self.cleaned_data.get(name) or name in self.errors for name in names)
        if self.complete and not is_there:
            self.add_error(names[0], sentence)


def row_of(names: str | tuple[str, str]) -> tuple[str, ...]:
    if isinstance(names, str):
        return (names,)
    return tuple(sorted(names, key=lambda name: not name.endswith(f"_{get_language()}")))


def in_reading_order(name: str) -> tuple[str, str]:
    """Return the two names of a pair, the reader's language first."""
    first, second = row_of((f"{name}_sl", f"{name}_it"))
    return first, second


def dress(name: str, field: forms.Field) -> None:
    """Give a field the registry's label, the model's length, and the language of its text."""
    if field.label is None:
        field.label = FIELDS[name].label
    if type(field) is forms.CharField and (limit := longest(name)):
        field.validators.append(MaxLengthValidator(limit))
    if name[-3:] in {"_sl", "_it"}:
        field.widget.attrs |= {"lang": name[-2:], "spellcheck": "true"}


def longest(name: str) -> int | None:
    """Return how many characters the model holds of a text; None where it sets no limit."""
    model: Any = apps.get_model("directory", "OrganisationPage")
    field = FIELDS[name]
    attribute = {"official_name": "title"}.get(name, name)
    if isinstance(field, Item):
        model, attribute = model._meta.get_field(field.children).related_model, field.attribute
    return getattr(model._meta.get_field(attribute), "max_length", None)
