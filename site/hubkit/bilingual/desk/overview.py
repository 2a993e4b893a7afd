"""A page's facts as its translator sees them: the same in both languages, edited at the source."""

from collections.abc import Iterator

from django.db import models
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hubkit.bilingual.facts import fact_fields
from hubkit.bilingual.gate import label_of


def facts_of(source: models.Model) -> list[tuple[str, str]]:
    """Return label and value of each fact that is told, in the active language."""
    return [(capfirst(label), value) for label, value in facts(source) if value]


def facts(source: models.Model) -> Iterator[tuple[str, str]]:
    for field in fact_fields(type(source)):
        yield label_of(type(source), field.name), value_of(source, field)


def value_of(source: models.Model, field) -> str:
    if field.one_to_many or field.many_to_many:
        name = field.get_accessor_name() if field.one_to_many else field.name
        return ", ".join(str(each) for each in getattr(source, name).all())
    display = getattr(source, f"get_{field.name}_display", None)
    value = display() if display else getattr(source, field.name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(localize(value))
