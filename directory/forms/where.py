"""The third step: address, opening hours and how one gets in."""

from collections.abc import Iterator
from typing import cast

from django import forms
from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from directory.forms.choices import many_of, tick
from directory.forms.layout import Part, ProfileForm
from directory.forms.week import WeekField
from directory.models.options import municipalities
from directory.models.parts import access_options
from hubkit.places.forms import PostField, SettlementField
from hubkit.places.models import Settlement, Street
from hubkit.places.queries import match_street

SHORT_TEXT = 100


class StreetInput(forms.TextInput):
    """A text with suggestions: every street on offer, under each of its official names."""

    template_name = "directory/forms/street.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["options"] = list(suggestions(get_language() or "sl"))
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_list"
        return context


def suggestions(language: str) -> Iterator[tuple[str, str, str]]:
    """Yield ``(name, settlement's name, settlement's code)``, the reader's language first."""
    streets = list(Street.objects.offered().select_related("settlement"))
    for code in sorted(("sl", "it"), key=lambda each: each != language):
        for street in streets:
            if name := getattr(street, f"name_{code}"):
                place = street.settlement
                yield name, str(place.wording(language)), place.code


class StreetField(forms.CharField):
    """Shows the register's Slovenian name of a street as the reader's language calls it."""

    widget = StreetInput
    settlement = ""  # the code, set by the form

    def prepare_value(self, value):
        if not value or not self.settlement or get_language() == "sl":
            return value
        street = Street.objects.filter(settlement__code=self.settlement, name_sl=value).first()
        return str(street.wording(get_language())) if street else value


class WhereForm(ProfileForm):
    """A change needs no settlement: the address may be one that is not shown."""

    settlement = SettlementField(
        label=None,
        required=False,
        to_field_name="code",
        empty_label=pgettext_lazy("settlement", "Choose"),
        widget=forms.Select(attrs={"autocomplete": "address-level2"}),
    )
    settlement_name = forms.CharField(
        label=gettext_lazy("Settlement that is not in the list"),
        required=False,
        max_length=SHORT_TEXT,
    )
    municipality = forms.ChoiceField(
        label=None,
        required=False,
        choices=lambda: [("", "–"), *municipalities()],
    )
    outside = tick(label=gettext_lazy("Our seat is not in these eight municipalities"))
    street = StreetField(
        label=None,
        required=False,
        max_length=SHORT_TEXT,
        help_text=gettext_lazy("Leave it empty where houses have numbers only."),
        widget=StreetInput(attrs={"autocomplete": "address-line1"}),
    )
    house_number = forms.CharField(
        label=None,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 8}),
    )
    post = PostField(
        label=None,
        required=False,
        to_field_name="code",
        empty_label=pgettext_lazy("post", "Choose"),
        widget=forms.Select(attrs={"autocomplete": "postal-code"}),
    )
    hide_address = tick(
        label=gettext_lazy("Do not show the address, only the municipality"),
        help_text=gettext_lazy("For a safe house, or where somebody lives."),
    )
    hours = WeekField(
        label=None,
        help_text=gettext_lazy("Such as 9.00–12.00, 14.00–16.00. Empty means closed."),
    )
    by_appointment = tick()
    hours_note_sl = forms.CharField(label=None, required=False)
    hours_note_it = forms.CharField(label=None, required=False)
    access = many_of(access_options)
    access_note_sl = forms.CharField(label=None, required=False)
    access_note_it = forms.CharField(label=None, required=False)

    parts = (
        Part(gettext_lazy("Registered office"), ("settlement",)),
        Part(
            gettext_lazy("It is not in the list?"),
            ("settlement_name", "municipality", "outside"),
            folds=True,
        ),
        Part(
            pgettext_lazy("address", "Street and post"),
            (("street", "house_number"), "post", "hide_address"),
        ),
        Part(
            gettext_lazy("When you are there"),
            ("hours", "by_appointment"),
        ),
        Part(
            gettext_lazy("Add a note on the hours"),
            (("hours_note_sl", "hours_note_it"),),
            folds=True,
        ),
        Part(gettext_lazy("How people get in"), ("access",)),
        Part(
            gettext_lazy("Add a note on accessibility"),
            (("access_note_sl", "access_note_it"),),
            folds=True,
        ),
    )

    def __init__(self, *args, initial: dict | None = None, **kwargs):
        super().__init__(*args, initial=parted(initial or {}), **kwargs)
        chosen = self["settlement"].value() or ""
        code = chosen.code if isinstance(chosen, Settlement) else str(chosen)
        offered = Q(retired=False) | Q(code=code) if code else Q(retired=False)
        settlements = cast(SettlementField, self.fields["settlement"])
        settlements.queryset = Settlement.objects.filter(offered)
        cast(StreetField, self.fields["street"]).settlement = code

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outside"):
            blank = dict.fromkeys(("settlement_name", "municipality", "street", "house_number"), "")
            cleaned |= {**blank, "settlement": None, "post": None}
            return cleaned
        self.place(cleaned)
        return cleaned

    def place(self, cleaned: dict) -> None:
        """Bring settlement, municipality and street into agreement, or say what is missing."""
        settlement, written = cleaned.get("settlement"), cleaned.get("settlement_name")
        if settlement and written:
            sentence = _("Choose the settlement from the list or write it, not both.")
            self.add_error("settlement_name", sentence)
        elif settlement:
            cleaned["municipality"] = settlement.municipality
            if street := match_street(cleaned.get("street", ""), settlement):
                cleaned["street"] = street.name_sl
        elif written and not cleaned.get("municipality"):
            sentence = _("Say which municipality the settlement is in.")
            self.add_error("municipality", sentence)
        elif not written and self.complete and "settlement" not in self.errors:
            sentence = _("Choose the settlement, or write it where the list has not got it.")
            self.add_error("settlement", sentence)


def parted(values: dict) -> dict:
    """Return values for the fields: a settlement by its code, or by a name and a municipality."""
    settlement = values.get("settlement") or ""
    if not isinstance(settlement, str) or not settlement:
        return values
    if settlement.isdigit():
        return {**values, "municipality": ""}
    return {**values, "settlement": "", "settlement_name": settlement}
