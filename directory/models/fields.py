"""Fields that organisations need: lists of codes, and opening hours written as lines."""

from collections.abc import Callable, Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from directory import other_days
from directory.hours import in_words, parse


class CodesField(models.JSONField):
    """A list of codes out of `options`, a function that returns ``[(code, label)]``.

    Stored as JSON in the order of the options, each code once. Lists are read from the entry's
    projection, so the column itself is never searched. Migrations know nothing of the options.
    """

    def __init__(self, *args, options: Callable[[], Sequence[tuple]] | None = None, **kwargs):
        self.options = options or list
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def clean(self, value, model_instance):
        value = super().clean(value, model_instance)
        known = [code for code, _label in self.options()]
        unknown = [code for code in value if code not in known]
        if unknown:
            raise ValidationError(
                _("“%(code)s” is not one of the choices."), params={"code": unknown[0]}
            )
        return [code for code in known if code in value]

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=self.options,
            required=not self.blank,
            label=capfirst(kwargs.get("label", self.verbose_name)),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


class HoursFormField(forms.CharField):
    """Opening hours as lines of text; see directory.hours."""

    widget = forms.Textarea

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return in_words(value) if isinstance(value, list) else value

    def to_python(self, value):
        return value if isinstance(value, list) else parse(super().to_python(value))

    def has_changed(self, initial, data):
        return self.to_python(initial or []) != self.to_python(data or "")


class HoursField(models.JSONField):
    """Weekly hours as directory.hours stores them."""

    def formfield(self, **kwargs):
        return HoursFormField(
            label=capfirst(self.verbose_name), help_text=self.help_text, required=not self.blank
        )


class OtherDaysFormField(forms.CharField):
    """Days with other hours as lines of text; see directory.other_days."""

    widget = forms.Textarea

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return other_days.in_lines(value) if isinstance(value, list) else value

    def to_python(self, value):
        return value if isinstance(value, list) else other_days.parse(super().to_python(value))

    def has_changed(self, initial, data):
        return other_days.in_lines(initial or []) != (data or "").replace("\r\n", "\n")


class OtherDaysField(models.JSONField):
    """Days with other hours as directory.other_days stores them."""

    def deconstruct(self):
        # Only the form is ours: to migrations it is the JSON column that it was.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def formfield(self, **kwargs):
        help_text = _("A line for one day or several. A note in both languages may follow:")
        example = "24. 12. 2026: 9.00–11.00 | opomba | nota"
        return OtherDaysFormField(
            label=capfirst(self.verbose_name),
            help_text=format_lazy("{} {}", help_text, example),
            required=not self.blank,
        )
