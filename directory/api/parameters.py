"""The parameters of the lists. Each is a field of a form; what is unknown or wrong is refused."""

import datetime as dt
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from directory.api.answers import RequestError

MOST = 100
EARLIEST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
LATEST = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)


class Flag(forms.TypedChoiceField):
    """`true` or `false`, and nothing else."""

    def __init__(self, **kwargs):
        super().__init__(
            choices=[("true", "true"), ("false", "false")],
            coerce=lambda text: text == "true",
            empty_value=None,
            required=False,
            **kwargs,
        )


class Moment(forms.DateTimeField):
    """A moment in ISO 8601. What lies beyond all data is brought to where databases can go."""

    def to_python(self, value):
        moment = super().to_python(value)
        if moment is None or EARLIEST.year <= moment.year <= LATEST.year:
            return moment
        return EARLIEST if moment.year < EARLIEST.year else LATEST


class ListParameters(forms.Form):
    search = forms.CharField(required=False, max_length=200)
    page = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)
    per_page = forms.IntegerField(required=False, min_value=1, max_value=MOST)
    format = forms.ChoiceField(required=False, choices=[("json", "json"), ("ndjson", "ndjson")])


class TermParameters(ListParameters):
    taxonomy_id = forms.UUIDField(required=False)
    parent_id = forms.UUIDField(required=False)
    top_only = Flag()


class EntryParameters(ListParameters):
    taxonomy_term_id = forms.UUIDField(required=False)
    taxonomy_id = forms.UUIDField(required=False)
    modified_after = Moment(required=False)
    full = Flag()


class OrganizationParameters(EntryParameters):
    minimal = Flag()
    full_service = Flag()


class ServiceParameters(EntryParameters):
    organization_id = forms.UUIDField(required=False)
    minimal = Flag()


class ServiceAtLocationParameters(EntryParameters):
    organization_id = forms.UUIDField(required=False)
    postcode = forms.RegexField(r"^[0-9]{4}\Z", required=False)
    proximity = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)

    def clean(self):
        found = super().clean() or {}
        if found.get("proximity") and not found.get("postcode"):
            self.add_error("proximity", _("Give a postcode, too."))
        return found


class OrganizationDetail(forms.Form):
    full_service = Flag()


class NoParameters(forms.Form):
    """A document that has one form only."""


def read(form_class: type[forms.Form], query: QueryDict) -> dict[str, Any]:
    """Return the values of a query by name; raises RequestError (400) for unknown or wrong ones."""
    form = form_class(query)
    errors = {
        name: _("This parameter is not known here.") for name in query if name not in form.fields
    }
    for name in form.fields:
        values = query.getlist(name)
        if len(values) > 1:
            errors[name] = _("Give this parameter once.")
        elif values == [""] and name != "search":
            errors[name] = _("This parameter has no value.")
    errors |= {name: " ".join(map(str, texts)) for name, texts in form.errors.items()}
    if errors:
        shown = {name[:100]: text for name, text in errors.items()}
        raise RequestError(HTTPStatus.BAD_REQUEST, _("Some parameters cannot be used."), shown)
    return form.cleaned_data
