"""`{% load intake %}`: parts of the forms in templates."""

from django import template
from django.forms import BoundField, CheckboxInput, FileInput

from hubkit.intake import answers

register = template.Library()


@register.filter
def answer(bound: BoundField) -> str:
    """`{{ field|answer }}`: the value of a field in words, for a summary."""
    return answers.shown(bound)


@register.filter
def is_tick(bound: BoundField) -> bool:
    """`{{ field|is_tick }}`: whether the field is a single box, whose label stands behind it."""
    return isinstance(bound.field.widget, CheckboxInput)


@register.filter
def is_file(bound: BoundField) -> bool:
    return isinstance(bound.field.widget, FileInput)
