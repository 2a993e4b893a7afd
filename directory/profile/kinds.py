"""How a named value is read from a page, written to it and shown to a person.

Values are JSON: texts, numbers, booleans, lists of codes, lists of objects; dates in ISO 8601. What
is empty is `""`, `[]`, False or None and never missing, so that two readings can be compared.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from directory.models.taxonomies import Term
from hubkit.bilingual.formats import date as date_in_figures


class Group(Enum):
    """The step of the form, and the heading in a comparison, under which a value stands."""

    WHO = pgettext_lazy("step", "Who you are")
    WHAT = pgettext_lazy("step", "What you do")
    WHERE = pgettext_lazy("step", "Where you are")
    CONTACT = pgettext_lazy("step", "How to reach you")
    STAFF = gettext_lazy("Kept by the hub")

    @property
    def label(self):
        return self.value


@dataclass(frozen=True)
class Field:
    """One named value of an organisation: `name` is its key everywhere, `label` is for people.

    This class reads and writes the page's attribute of the same name.
    """

    name: str
    label: Any
    group: Group

    @property
    def language(self) -> str:
        """The code of the language that the value is in; "" where that is not said by its name."""
        return self.name[-2:] if self.name.endswith(("_sl", "_it")) else ""

    def get(self, page) -> Any:
        return getattr(page, self.name)

    def set(self, page, value) -> None:
        setattr(page, self.name, value)

    def show(self, value) -> str:
        """Return the value as text in the active language; lines are parted by line breaks."""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return "" if value in (None, []) else str(value)


class Lines(Field):
    """A text of one item a line, as a list."""

    def get(self, page):
        return [line for line in getattr(page, self.name).splitlines() if line.strip()]

    def set(self, page, value):
        setattr(page, self.name, "\n".join(value))

    def show(self, value):
        return "\n".join(value)


class Day(Field):
    """A date, as ISO 8601 or None."""

    def get(self, page):
        day = getattr(page, self.name)
        return day.isoformat() if day else None

    def set(self, page, value):
        setattr(page, self.name, dt.date.fromisoformat(value) if value else None)

    def show(self, value):
        return date_in_figures(dt.date.fromisoformat(value)) if value else ""


class File(Field):
    """A picture, by its primary key in the media library."""

    def get(self, page):
        return getattr(page, f"{self.name}_id")

    def set(self, page, value):
        setattr(page, f"{self.name}_id", value)


@dataclass(frozen=True)
class OneTerm(Field):
    """The code of a term of `taxonomy`, or an empty text."""

    taxonomy: str

    def get(self, page):
        term = getattr(page, self.name)
        return term.code if term else ""

    def set(self, page, value):
        found = Term.objects.of(self.taxonomy).get(code=value) if value else None
        setattr(page, self.name, found)

    def show(self, value):
        return names_of([value] if value else [], self.taxonomy)


@dataclass(frozen=True)
class Terms(Field):
    """The codes of terms of `taxonomy`, in the order of the taxonomy."""

    taxonomy: str

    def get(self, page):
        ordered = sorted(
            getattr(page, self.name).all(), key=lambda term: (term.sort_order, term.code)
        )
        return [term.code for term in ordered]

    def set(self, page, value):
        setattr(page, self.name, list(Term.objects.of(self.taxonomy).filter(code__in=value)))

    def show(self, value):
        return names_of(value, self.taxonomy)


@dataclass(frozen=True)
class Codes(Field):
    """A list of codes out of `options`, a function that returns ``[(code, label)]``."""

    options: Callable[[], list]

    def get(self, page):
        return list(getattr(page, self.name))

    def show(self, value):
        return "\n".join(str(label) for code, label in self.options() if code in value)


@dataclass(frozen=True)
class Rows(Field):
    """All children of one kind as a list of objects with the keys of `columns`."""

    columns: tuple[str, ...]

    def get(self, page):
        rows = getattr(page, self.name).all()
        return [{name: plain(getattr(row, name)) for name in self.columns} for row in rows]

    def set(self, page, value):
        manager = getattr(page, self.name)
        kept = list(manager.all())
        model = manager.model
        rows = []
        for position, values in enumerate(value):
            row = kept[position] if position < len(kept) else model()
            for name in self.columns:
                if name in values:
                    setattr(row, name, parsed(model._meta.get_field(name), values[name]))
            row.sort_order = position
            rows.append(row)
        manager.set(rows)

    def show(self, value):
        return "\n".join(
            ", ".join(str(row[name]) for name in self.columns if row.get(name)) for row in value
        )


@dataclass(frozen=True)
class Item(Field):
    """One attribute of the child at `position` among `children`, which is made when needed.

    A child whose attribute `holds` it together goes when that is emptied; see `prune`.
    """

    children: str
    attribute: str
    position: int = 0
    holds: bool = False

    def get(self, page):
        row = self.row(page)
        return plain(getattr(row, self.attribute)) if row else self.empty(page)

    def empty(self, page):
        return plain(
            getattr(page, self.children).model._meta.get_field(self.attribute).get_default()
        )

    def row(self, page):
        rows = list(getattr(page, self.children).all())
        return rows[self.position] if len(rows) > self.position else None

    def set(self, page, value):
        if value == self.get(page):
            return
        manager = getattr(page, self.children)
        rows = list(manager.all())
        while len(rows) <= self.position:
            rows.append(manager.model(sort_order=len(rows)))
        setattr(rows[self.position], self.attribute, value)
        manager.set(rows)

    def prune(self, page) -> None:
        """Take away the children that have lost what holds them together."""
        manager = getattr(page, self.children)
        rows = list(manager.all())
        kept = [row for row in rows if getattr(row, self.attribute)]
        if self.holds and kept != rows:
            manager.set(kept)


def plain(value) -> Any:
    """Return what JSON can hold of a model's value."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Term):
        return value.code
    if isinstance(value, tuple | list):
        return list(value)
    return value


def parsed(field: models.Field, value) -> Any:
    """Return the model's value of what `plain` returned."""
    if isinstance(field, models.ForeignKey):
        return Term.objects.complex_filter(field.get_limit_choices_to()).get(code=value)
    return field.to_python(value) if value != "" else field.get_default()


def names_of(codes: list[str], taxonomy: str) -> str:
    names = {term.code: str(term.name) for term in Term.objects.of(taxonomy).filter(code__in=codes)}
    return "\n".join(names.get(code, code) for code in codes)
