from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hubkit.bilingual.guests.links import DAYS, USUAL_DAYS, make_link
from hubkit.bilingual.models import PairState, TranslatorLink


def days_label(days: int) -> str:
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


class InvitationForm(forms.Form):
    """Whom a moderator invites to translate one pair, and for how long."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("The translation goes to review under this name."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("The link is mailed to this address; without one you pass it on yourself."),
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)
    days = forms.TypedChoiceField(
        label=_("How long the link opens"),
        coerce=int,
        choices=[(days, lazy(days_label, str)(days)) for days in DAYS],
        initial=USUAL_DAYS,
    )

    def save(self, *, pair: PairState, by) -> tuple[TranslatorLink, str]:
        """Make the link; return it with its token. Raises PermissionDenied."""
        return make_link(pair, by=by, **self.cleaned_data)
