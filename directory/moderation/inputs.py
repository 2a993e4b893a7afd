"""The right form field for each named value, filled in with what is proposed."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from directory.models import OrganisationPage, Term
from directory.models.parts import access_options
from directory.profile.kinds import Field, File, Item, Lines, OneTerm, Rows, Terms
from directory.profile.places import PostItem, SettlementItem, StreetItem, settlement_of
from hubkit.places.models import Post

SHORT = 200


class LinksField(forms.CharField):
    """Web addresses, one a line; a known one keeps its labels."""

    def __init__(self, known: list[dict], **kwargs):
        self.known = {row["url"]: row for row in known}
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def prepare_value(self, value):
        return "\n".join(row["url"] for row in value) if isinstance(value, list) else value

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return [
            self.known.get(line, {"url": line, "label_sl": "", "label_it": ""}) for line in lines
        ]


class LinesField(forms.CharField):
    """Texts, one a line."""

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value):
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class SettlementField(forms.CharField):
    """A settlement by its name in either language; kept as the register's code where it has one."""

    def prepare_value(self, value):
        found = settlement_of(value) if value else None
        return found.name_sl if found else value

    def clean(self, value):
        name = super().clean(value)
        found = settlement_of(name)
        return found.code if found else name


def input_for(field: Field, proposed: Any) -> forms.Field | None:
    """Return a form field whose clean value is one of the profile; None where staff only choose."""
    if isinstance(field, File) or (isinstance(field, Rows) and field.name != "links"):
        return None
    made = special(field, proposed) or of_model(field)
    made.required, made.label, made.help_text = False, _("Your wording"), ""
    return made


def special(field: Field, proposed: Any) -> forms.Field | None:
    if isinstance(field, Rows):
        return LinksField(proposed or [])
    if isinstance(field, Lines):
        return LinesField(widget=forms.Textarea(attrs={"rows": 3}))
    if isinstance(field, OneTerm):
        return forms.ChoiceField(choices=[("", "–"), *terms(field.taxonomy)])
    if isinstance(field, Terms):
        return several(terms(field.taxonomy))
    if isinstance(field, SettlementItem):
        return SettlementField()
    if isinstance(field, StreetItem):
        return forms.CharField(max_length=100)
    if isinstance(field, PostItem):
        return forms.ChoiceField(choices=[("", "–"), *posts()])
    return several(access_options()) if field.name == "access" else None


def of_model(field: Field) -> forms.Field:
    """Return what the model itself offers; texts are checked by the profile, not here."""
    if isinstance(field, Item):
        model = getattr(OrganisationPage, field.children).rel.related_model
        column = model._meta.get_field(field.attribute)
    else:
        name = "title" if field.name == "official_name" else field.name
        column = OrganisationPage._meta.get_field(name)
    if isinstance(column, models.CharField | models.TextField) and not column.choices:
        limit = column.max_length
        is_long = not limit or limit >= SHORT
        widget = forms.Textarea(attrs={"rows": 3}) if is_long else forms.TextInput()
        return forms.CharField(widget=widget, max_length=limit)
    return column.formfield()


def several(choices: list[tuple]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)


def terms(taxonomy: str) -> list[tuple[str, str]]:
    return [(term.code, str(term.name)) for term in Term.objects.of(taxonomy).current()]


def posts() -> list[tuple[str, str]]:
    return [(post.code, f"{post.code} {post.name_sl}") for post in Post.objects.all()]
