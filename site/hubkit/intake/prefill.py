"""A form's values as a browser would post them, so that prefilled and typed ones are one thing."""

from collections.abc import Iterator
from typing import Any

from django import forms

Posted = dict[str, list[str]]


def posted(form: forms.BaseForm) -> Posted:
    """Return the texts that the form, shown as it is now, would send; files are left out.

    A widget of several names may say so itself by ``posted(name, value)``.
    """
    found: Posted = {}
    for bound in form:
        widget = bound.field.widget
        if widget.needs_multipart_form:
            continue
        if hasattr(widget, "posted"):
            found |= widget.posted(bound.html_name, bound.value())
        else:
            context = widget.get_context(bound.html_name, bound.value(), {})["widget"]
            found |= dict(texts_of(context))
    return found


def texts_of(widget: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield (name, texts) of a widget's context, or of each of its parts."""
    if "subwidgets" in widget:
        for each in widget["subwidgets"]:
            yield from texts_of(each)
        return
    value = widget["value"]
    if widget.get("type") == "checkbox" and "optgroups" not in widget:
        value = "on" if widget["attrs"].get("checked") else None
    if value is not None and value != []:
        values = value if isinstance(value, list | tuple) else [value]
        yield widget["name"], [str(each) for each in values]
