"""Opening hours as seven labelled lines, Monday to Sunday: “9.00–12.00, 14.00–16.00”."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.hours import by_day, clock, day_name, in_words, packed, parse_line, require_apart
from hubkit.places.names import folded

DAYS = range(1, 8)
CLOSED = {"zaprto", "chiuso", "closed"}
GAP = re.compile(r"(?<=\d)\s+(?=\d)")  # 9–12 14–16: a space where a comma was meant


class WeekInput(forms.Widget):
    """Posts ``<name>_1`` to ``<name>_7``. Its value is the week as stored, or a dict of texts."""

    template_name = "directory/forms/week.html"
    use_fieldset = True

    def id_for_label(self, id_, index=None):
        return f"{id_}_1" if id_ else id_

    def texts(self, value: Any) -> dict[int, str]:
        if isinstance(value, dict):
            return value
        week = by_day(value or [])
        return {day: ", ".join(f"{clock(a)}–{clock(b)}" for a, b in week[day]) for day in week}

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        texts = self.texts(value)
        context["widget"]["days"] = [
            {
                "name": f"{name}_{day}",
                "id": f"{context['widget']['attrs'].get('id', name)}_{day}",
                "label": day_name(day),
                "value": texts.get(day, ""),
            }
            for day in DAYS
        ]
        return context

    def value_from_datadict(self, data, files, name):
        return {day: data.get(f"{name}_{day}", "") for day in DAYS}

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}_{day}" in data for day in DAYS)

    def posted(self, name: str, value: Any) -> dict[str, list[str]]:
        texts = self.texts(value)
        return {f"{name}_{day}": [texts.get(day, "")] for day in DAYS}

    def shown(self, value: Any) -> str:
        """Return the week in words; what cannot be read stands as it was typed."""
        try:
            return in_words(WeekField().clean(value) if isinstance(value, dict) else value or [])
        except ValidationError:
            return "\n".join(f"{day_name(day)} {value[day]}" for day in DAYS if value.get(day))


class WeekField(forms.Field):
    """The week as directory.hours stores it; each day that cannot be read has its own error."""

    widget = WeekInput

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def clean(self, value):
        week, errors = {}, []
        for day in DAYS:
            text = value.get(day, "").strip()
            if not text.strip("-–— ") or folded(text) in CLOSED:
                continue
            try:
                week[day] = intervals(text)
            except ValidationError:
                example = "9.00–12.00, 14.00–16.00"
                message = _("%(day)s: “%(text)s” cannot be read. Write the hours as %(example)s.")
                values = {"day": day_name(day).capitalize(), "text": text, "example": example}
                errors.append(ValidationError(message % values))
        if errors:
            raise ValidationError(errors)
        return packed(week)


def intervals(text: str) -> list[tuple[str, str]]:
    """Return the day's hours in order. Raises ValidationError."""
    _days, found = parse_line(f"{day_name(1, 'sl')} {GAP.sub(', ', text)}")
    found.sort()
    require_apart(found)
    return found
