"""What was sent, as its sender and staff read it: the forms of its kind, filled."""

import datetime as dt
from contextlib import suppress
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.models import Page

from hubkit.bilingual import formats
from hubkit.intake import kinds
from hubkit.intake.models import Submission, SubmissionFile


def sections_of(submission: Submission, page: Page) -> list[tuple[kinds.Step, forms.Form]]:
    """Return each step with its form, filled with what counts now; none when its kind is gone."""
    kind = kinds.registered().get(submission.kind)
    if kind is None or not submission.content:
        return []
    pictures = {each.field: each for each in submission.files.all()}
    values = {**kind.values(submission.content), **pictures}
    target = submission.target_uid
    return [
        (step, step.form(initial=values, label_suffix="", **kind.form_kwargs(step, page, target)))
        for step in kind.steps
    ]


def shown(bound: forms.BoundField) -> str:
    """Return a field's value in words; nothing for an empty one. A text, not HTML.

    A widget may say it itself by ``shown(value)``, where `value` is that of the form.
    """
    value = bound.value()
    field = bound.field
    if hasattr(field.widget, "shown"):
        return field.widget.shown(value)
    if isinstance(field, forms.FileField):
        return file_name(bound.initial)
    if isinstance(field, forms.BooleanField):
        return _("yes") if field.to_python(value) else _("no")
    if hasattr(field, "choices"):
        return chosen(field, value)
    return plain_text(day_of(field, value))


def day_of(field: forms.Field, value: Any) -> Any:
    """Return a typed or stored date as one; what is none stays as it was typed."""
    if isinstance(field, forms.DateField) and isinstance(value, str):
        with suppress(forms.ValidationError):
            return field.to_python(value)
    return value


def file_name(value: Any) -> str:
    return value.name if isinstance(value, SubmissionFile) else ""


def chosen(field: Any, value: Any) -> str:
    values = value if isinstance(value, list | tuple | set) else [value]
    wanted = {str(field.prepare_value(each)) if each is not None else "" for each in values}
    names = []
    for key, name in field.choices:
        inner = name if isinstance(name, list | tuple) else [(key, name)]
        names += [str(label) for each, label in inner if str(each) in wanted and str(each)]
    return ", ".join(names)


def plain_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return formats.date(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)
