"""The forms that every kind shares: who sends, what they agree to, a code, an address."""

from django import forms
from django.core.validators import EmailValidator
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _

from hubkit.intake import receipts
from hubkit.intake.kinds import ConsentText, Kind
from hubkit.intake.models import Submission

LONGEST = 254  # characters of an address (RFC 5321), and what the models hold


def require_sendable(email: str) -> None:
    """Raise ValidationError for a domain that cannot be said in ASCII: no mail can be written.

    One beyond any length is not even tried: that takes seconds for some thousand characters.
    """
    try:
        punycode(email[: LONGEST + 1].rpartition("@")[2])
    except UnicodeError:
        raise forms.ValidationError(EmailValidator.message, code="invalid") from None


def email_field(**kwargs) -> forms.EmailField:
    """Return an address field that a browser can fill in (WCAG 1.3.5)."""
    kwargs.setdefault("label", _("Your e-mail address"))
    kwargs.setdefault("max_length", LONGEST)
    return forms.EmailField(
        validators=[require_sendable],
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        **kwargs,
    )


class SenderForm(forms.Form):
    """A step for the sender's own address, which is not published."""

    sender_email = email_field(
        help_text=_("We send a link to confirm it, and news of what you sent. Not published.")
    )


class LaterForm(forms.Form):
    """Where to mail the link to a form that is continued later."""

    email = email_field(help_text=_("We send the link only, and use the address for nothing else."))


class CorrectionForm(forms.Form):
    """The right address in place of one that was mistyped."""

    email = email_field(label=_("The right e-mail address"))


class CodeForm(forms.Form):
    """The code of a receipt; `submission` is found by it."""

    code = forms.CharField(
        label=_("Receipt code"),
        max_length=40,
        help_text=_("Twelve letters and digits, such as ABCD-EFGH-JKMN."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    submission: Submission | None = None

    def clean_code(self) -> str:
        self.submission = receipts.find(self.cleaned_data["code"])
        if self.submission is None:
            raise forms.ValidationError(_("There is no such code. Check it letter by letter."))
        return self.cleaned_data["code"]


class ConsentForm(forms.Form):
    """A tick for each consent text of a kind; `given` has the texts that were agreed to."""

    def __init__(self, kind: Kind, data=None):
        super().__init__(data, label_suffix="")
        self.kind = kind
        for text in kind.consents:
            self.fields[name_of(text)] = forms.BooleanField(
                label=str(text),
                required=text.required,
                error_messages={"required": _("Without this consent we may not take it.")},
            )

    @property
    def given(self) -> list[ConsentText]:
        return [text for text in self.kind.consents if self.cleaned_data.get(name_of(text))]


def name_of(text: ConsentText) -> str:
    return f"consent_{text.purpose}"
