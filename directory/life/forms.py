"""The forms of owners and of staff for the life of an entry."""

from typing import cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from directory.life.clock import set_interval
from directory.models.entries import Entry, EntryState
from directory.models.freshness import INTERVALS
from directory.models.owners import Owner
from hubkit.intake.forms import email_field


class AskForm(forms.Form):
    """The address to which somebody wants their edit links."""

    email = email_field(label=_("Your e-mail address"))


def intervals() -> list[tuple[int, str]]:
    return [
        (
            months,
            ngettext("every %(count)d month", "every %(count)d months", months) % {"count": months},
        )
        for months in INTERVALS
    ]


class PreferencesForm(forms.Form):
    """How often an owner is asked, and in which language."""

    interval = forms.TypedChoiceField(label=_("Ask me"), choices=intervals, coerce=int)
    language = forms.ChoiceField(label=_("Language of the mails"))

    def __init__(self, data=None, *, owner: Owner):
        initial = {"interval": owner.entry.interval, "language": owner.language}
        super().__init__(data, initial=initial, label_suffix="")
        cast(forms.ChoiceField, self.fields["language"]).choices = settings.LANGUAGES
        self.owner = owner

    def save(self) -> None:
        set_interval(self.owner.entry, self.cleaned_data["interval"])
        self.owner.language = self.cleaned_data["language"]
        self.owner.save(update_fields=["language"])


class NoteForm(forms.Form):
    """What was said on the telephone, for colleagues."""

    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class OwnerForm(forms.Form):
    """Somebody whom staff let in after they have spoken."""

    email = email_field(label=_("E-mail address"))
    name = forms.CharField(label=_("Name and surname"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language of the mails"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["language"]).choices = settings.LANGUAGES


class EndForm(forms.Form):
    """How an entry ends."""

    state = forms.ChoiceField(
        label=_("The organisation"),
        choices=[each for each in EntryState.choices if each[0] != EntryState.OPEN],
        widget=forms.RadioSelect,
    )
    merged_into = forms.ModelChoiceField(
        label=_("Merged into"),
        queryset=Entry.objects.none(),
        required=False,
        help_text=_("Only for a merged organisation: where its address leads to."),
    )
    do_not_list = forms.BooleanField(label=_("It asked not to be listed again"), required=False)

    def __init__(self, data=None, *, entry: Entry):
        super().__init__(data, label_suffix="")
        others = Entry.objects.filter(state=EntryState.OPEN, listed=True).exclude(pk=entry.pk)
        heir = cast(forms.ModelChoiceField, self.fields["merged_into"])
        heir.queryset = others.order_by("title")

    def clean(self):
        """Raise ValidationError where the entry it merged into is missing or too much."""
        super().clean()
        values = self.cleaned_data
        is_merged = values.get("state") == EntryState.MERGED
        if is_merged != bool(values.get("merged_into")):
            self.add_error("merged_into", _("Choose an entry if it is merged, and only then."))
        return values
