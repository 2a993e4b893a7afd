"""The first step: the names, the legal form and the numbers of the organisation."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from directory import numbers
from directory.forms.choices import one_of
from directory.forms.layout import Part, ProfileForm
from directory.models.taxonomies import FOREIGN, LEGAL_FORMS
from directory.prefilling import from_register, has_register

FILL = "fill"  # the name of the button that asks the register
DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


class WhoForm(ProfileForm):
    """Posted by the button `fill`, it takes what is empty from the register and is shown again."""

    maticna = forms.CharField(
        label=None,
        required=False,
        max_length=20,
        help_text=gettext_lazy("Matična številka, seven digits."),
        widget=forms.TextInput(attrs={**DIGITS, "size": 12}),
    )
    official_name = forms.CharField(
        label=None,
        help_text=gettext_lazy("As in the register. We do not translate it."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    name_sl = forms.CharField(label=None, required=False)
    name_it = forms.CharField(label=None, required=False)
    short_name = forms.CharField(label=None, required=False)
    legal_form = one_of(LEGAL_FORMS, empty=pgettext_lazy("legal form", "Choose"))
    davcna = forms.CharField(
        label=None,
        required=False,
        max_length=20,
        help_text=gettext_lazy("Eight digits. Donors need it to give you a share of their tax."),
        widget=forms.TextInput(attrs={**DIGITS, "size": 12}),
    )
    founded_year = forms.IntegerField(
        label=None,
        required=False,
        min_value=0,
        max_value=9999,
        widget=forms.TextInput(attrs={**DIGITS, "size": 6}),
    )

    parts = (
        Part(
            gettext_lazy("Number in the register"),
            ("maticna",),
            after="directory/forms/register.html",
        ),
        Part(
            gettext_lazy("Name"),
            ("official_name", ("name_sl", "name_it"), "short_name"),
            hint=gettext_lazy(
                "If you have a name of your own in the other language, write it too. "
                "No need to invent one."
            ),
        ),
        Part(gettext_lazy("Form and numbers"), ("legal_form", ("davcna", "founded_year"))),
    )

    def __init__(self, data: QueryDict | None = None, *args, **kwargs):
        self.told = ""
        self.is_asking = data is not None and FILL in data
        if data is not None and self.is_asking:
            data = self.answered(data)
        super().__init__(data, *args, **kwargs)

    def answered(self, data: QueryDict) -> QueryDict:
        """Return the posted texts with the register's in those that are empty."""
        found: dict[str, Any] = {}
        try:
            found = from_register(numbers.maticna(data.get("maticna", "")))
        except ValidationError:
            return data  # the field's own error says what is wrong
        self.told = (
            _("The register knows you. What was empty is filled in: please look it over.")
            if found
            else _("Our copy of the register has no organisation under this number. Go on by hand.")
        )
        texts = {name: data.getlist(name) for name in data}
        for name in ("official_name", "short_name", "legal_form"):
            if name in found and not data.get(name, "").strip():
                texts[name] = [found[name]]
        filled = QueryDict(mutable=True)
        for name, each in texts.items():
            filled.setlist(name, each)
        return filled

    @cached_property
    def has_register(self) -> bool:
        return self.complete and has_register()

    def full_clean(self):
        """Of a question to the register nothing but its number is judged."""
        super().full_clean()
        if self.is_asking:
            for name in set(self.errors) - {"maticna"}:
                del self.errors[name]

    def is_valid(self) -> bool:
        return super().is_valid() and not self.is_asking

    def clean(self):
        cleaned = super().clean()
        form = cleaned.get("legal_form")
        needs = self.complete and form and form != FOREIGN
        if needs and not cleaned.get("maticna") and "maticna" not in self.errors:
            self.add_error(
                "maticna", _("Enter the number. Only organisations from abroad have none.")
            )
        return cleaned
