"""Addresses of pages elsewhere: as many lines as there are, and at least three."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from directory import numbers

LEAST, MOST = 3, 10
COLUMNS = ("label_sl", "label_it")


class LinksInput(forms.Widget):
    """Posts its name several times. Its value is a list of rows or of texts."""

    template_name = "directory/forms/links.html"
    use_fieldset = True

    def id_for_label(self, id_, index=None):
        return f"{id_}_1" if id_ else id_

    def texts(self, value: Any) -> list[str]:
        return [each["url"] if isinstance(each, dict) else str(each) for each in value or []]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        texts = self.texts(value)[:MOST]
        context["widget"]["texts"] = texts + [""] * (LEAST - len(texts))
        return context

    def value_from_datadict(self, data, files, name):
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])

    def posted(self, name: str, value: Any) -> dict[str, list[str]]:
        return {name: self.texts(value)}

    def shown(self, value: Any) -> str:
        return "\n".join(filter(None, self.texts(value)))


class LinksField(forms.Field):
    """A list of ``{"url", "label_sl", "label_it"}``; an address in `known` keeps its labels."""

    widget = LinksInput

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
        self.known: list[dict[str, str]] = []

    def clean(self, value):
        labels = {row["url"]: row for row in self.known}
        rows, errors = [], []
        for text in [each.strip() for each in value or [] if each.strip()][:MOST]:
            try:
                url = numbers.website(text)
            except ValidationError as error:
                errors.append(error)
            else:
                rows.append(labels.get(url) or {"url": url, **dict.fromkeys(COLUMNS, "")})
        if errors:
            raise ValidationError(errors)
        return rows
