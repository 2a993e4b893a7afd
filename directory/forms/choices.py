"""Fields of choices out of the directory's controlled words."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from directory.models.taxonomies import Term

Choices = list[tuple[str, str]]


def terms(taxonomy: str) -> Callable[[], Choices]:
    """Return a function that gives ``[(code, name)]`` of the terms in use, for the reader."""

    def choices() -> Choices:
        return [(term.code, str(term.name)) for term in Term.objects.of(taxonomy).current()]

    return choices


def one_of(taxonomy: str, *, empty: str | Promise, **kwargs) -> forms.ChoiceField:
    """Return a pick-list of terms that begins with the words of `empty`."""
    options = terms(taxonomy)
    return forms.ChoiceField(choices=lambda: [("", empty), *options()], label=None, **kwargs)


class Tick(forms.CheckboxInput):
    """A box whose empty state says nothing in a summary."""

    def shown(self, value: Any) -> str:
        return _("yes") if value and value != "False" else ""


def tick(**kwargs) -> forms.BooleanField:
    kwargs = {"label": None, "required": False, **kwargs}
    return forms.BooleanField(widget=Tick, **kwargs)


def many_of(options: Callable[[], Choices], **kwargs) -> forms.MultipleChoiceField:
    kwargs.setdefault("required", False)
    return forms.MultipleChoiceField(
        choices=options, widget=forms.CheckboxSelectMultiple, label=None, **kwargs
    )
