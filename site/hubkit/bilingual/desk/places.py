"""Where pieces stand on the screen: under the fields and parts that editors know."""

from dataclasses import dataclass, field

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db import models
from django.utils.text import capfirst
from wagtail.fields import StreamField
from wagtail_localize.views.edit_translation import TabHelper

from hubkit.bilingual.desk.segments import Piece
from hubkit.bilingual.exchange.labels import labels
from hubkit.bilingual.fingerprints import ADDRESS


@dataclass
class Part:
    """The rows of one block of a body or one row of a list; a plain field has one without label."""

    key: str
    label: str = ""
    rows: list = field(default_factory=list)


@dataclass
class Section:
    """The rows of one field. `present` is words of the target that are in none of them."""

    name: str
    label: str
    parts: list[Part] = field(default_factory=list)
    present: list[str] = field(default_factory=list)

    @property
    def rows(self) -> list:
        return [row for part in self.parts for row in part.rows]

    def part(self, key: str, label: str) -> Part:
        if not self.parts or self.parts[-1].key != key:
            self.parts.append(Part(key, label))
        return self.parts[-1]


def in_order(pieces: list[Piece], source: models.Model) -> list[Piece]:
    """Return the pieces as the source's form has its fields, the address at the end."""
    order = TabHelper(source).field_ordering_mapping
    last = len(order)

    def place(piece: Piece) -> tuple[bool, int]:
        return piece.field == ADDRESS, order.get(piece.field, last)

    return sorted(pieces, key=place)


def sections_of(rows: list, source: models.Model) -> list[Section]:
    """Group rows by field and part."""
    sections: dict[str, Section] = {}
    for row in rows:
        names = labels_of(row.piece, source)
        has_parts = holds_parts(source, row.piece.field)
        section = sections.setdefault(row.piece.field, Section(row.piece.field, names[0]))
        key = ".".join(row.piece.path.split(".")[:2]) if has_parts else ""
        part = section.part(key, names[1] if has_parts and len(names) > 1 else "")
        row.place = " – ".join(names[2:] if has_parts else [])
        row.name = " – ".join(names)
        part.rows.append(row)
    return list(sections.values())


def labels_of(piece: Piece, source: models.Model) -> list[str]:
    """Return the labels from the field down to the text, in the active language."""
    try:
        names = piece.segment.context.get_field_path(source).split(".")
    except (FieldDoesNotExist, ObjectDoesNotExist, LookupError, AttributeError):
        names = [piece.field]
    found = [capfirst(str(label)) for label in labels(source, names)] or [piece.field]
    rows = field_at(type(source), piece.field)
    if len(names) > 1 and isinstance(rows, models.ManyToOneRel):
        # A list's own name stands above, then the name of its rows.
        plural = rows.related_model._meta.verbose_name_plural
        return [capfirst(str(plural)), *found]
    return found


def holds_parts(source: models.Model, name: str) -> bool:
    return isinstance(field_at(type(source), name), StreamField | models.ManyToOneRel)


def field_at(model: type[models.Model], path: str) -> models.Field | models.ForeignObjectRel | None:
    """Return the model's field a path begins with, or none."""
    try:
        return model._meta.get_field(path.split(".", 1)[0])
    except FieldDoesNotExist:
        return None


def column_at(model: type[models.Model], path: str) -> models.Field | None:
    """Return the column that a text is kept in by itself: not one inside a body."""
    found = field_at(model, path)
    if isinstance(found, models.ManyToOneRel):
        _list, _row, column = path.split(".", 2)
        return column_at(found.related_model, column)
    return found if isinstance(found, models.Field) and not isinstance(found, StreamField) else None
