"""The fourth step: mailbox, telephones, website, a person, and the logo."""

import re
from typing import cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import numbers
from directory.forms.choices import tick
from directory.forms.layout import Part, ProfileForm
from directory.forms.links import LinksField
from hubkit.intake.pictures import PictureField

PERSON = ("contact_role_sl", "contact_role_it", "contact_email", "contact_phone")
STORED = re.compile(r"\+\d+")


class PhoneField(forms.CharField):
    """Shows a stored number as people write it, and a typed one as it was typed."""

    def __init__(self, autocomplete: str, **kwargs):
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": autocomplete, "size": 20})
        kwargs = {"label": None, "required": False, "max_length": 40, **kwargs}
        super().__init__(widget=widget, **kwargs)

    def prepare_value(self, value):
        stored = isinstance(value, str) and STORED.fullmatch(value)
        return numbers.phone_in_words(value) if stored else value


def address_field(autocomplete: str, **kwargs) -> forms.CharField:
    """Return a field for an e-mail address, judged by directory.profile alone."""
    attrs = {
        "type": "email",
        "autocomplete": autocomplete,
        "spellcheck": "false",
        "autocapitalize": "none",
    }
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(label=None, required=False, widget=widget, **kwargs)


class ContactForm(ProfileForm):
    """`links` are the links that the entry has, by which an unchanged one keeps its labels."""

    email = address_field(
        "work email",
        help_text=gettext_lazy("Public. Best a common one, such as info@, that outlives us all."),
    )
    phone = PhoneField("work tel")
    phone_other = PhoneField("off")
    website = forms.CharField(
        label=None,
        required=False,
        max_length=500,
        widget=forms.TextInput(
            attrs={
                "type": "text",
                "inputmode": "url",
                "autocomplete": "url",
                "autocapitalize": "none",
            }
        ),
    )
    links = LinksField(
        label=None, help_text=gettext_lazy("Facebook, Instagram, YouTube and the like.")
    )
    contact_name = forms.CharField(
        label=None, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    contact_role_sl = forms.CharField(label=None, required=False)
    contact_role_it = forms.CharField(label=None, required=False)
    contact_email = address_field("off")
    contact_phone = PhoneField("off")
    contact_consent = tick(
        label=gettext_lazy("This person knows that name and contacts will be public, and agrees")
    )
    logo = PictureField(label=None, help_text=gettext_lazy("PNG, JPEG or WebP, at most 5 MB."))
    logo_alt_sl = forms.CharField(label=None, required=False)
    logo_alt_it = forms.CharField(label=None, required=False)

    parts = (
        Part(
            gettext_lazy("The organisation’s own"),
            ("email", ("phone", "phone_other"), "website", "links"),
            hint=gettext_lazy("At least an e-mail address or a telephone. All of it is public."),
        ),
        Part(
            gettext_lazy("A person to ask for"),
            (
                "contact_name",
                ("contact_role_sl", "contact_role_it"),
                ("contact_email", "contact_phone"),
                "contact_consent",
            ),
            hint=gettext_lazy("Only if you wish. It is shown with the person’s own consent only."),
        ),
        Part(
            gettext_lazy("Logo"),
            ("logo", ("logo_alt_sl", "logo_alt_it")),
            hint=gettext_lazy("For those who cannot see it, say in a few words what it shows."),
        ),
    )

    def __init__(self, *args, links: list[dict[str, str]] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        cast(LinksField, self.fields["links"]).known = links or []

    def clean(self):
        cleaned = super().clean()
        self.require_one_of(("email", "phone"), _("Enter an e-mail address or a telephone number."))
        if any(cleaned.get(name) for name in PERSON) and not cleaned.get("contact_name"):
            self.add_error("contact_name", _("Whose is it? Enter the name, or empty the rest."))
        if cleaned.get("contact_name") and not cleaned.get("contact_consent"):
            self.add_error(
                "contact_consent",
                _("We show a person only with their consent. Tick it, or leave the person out."),
            )
        return cleaned
