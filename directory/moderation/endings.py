"""The form that says how an entry ends."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import Entry, EntryState
from directory.moderation.answering import End, Ending


class EndForm(forms.Form):
    ending = forms.ChoiceField(
        label=gettext_lazy("What becomes of the entry"),
        choices=Ending.choices,
        widget=forms.RadioSelect,
    )
    heir = forms.CharField(
        label=gettext_lazy("The other entry: its registration number or official name"),
        required=False,
        max_length=255,
    )
    do_not_list = forms.BooleanField(
        label=gettext_lazy("They do not want to be listed again; tell us if somebody tries"),
        required=False,
    )

    def __init__(self, entry: Entry | None, data=None):
        self.entry = entry
        super().__init__(data, use_required_attribute=False)

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if data.get("ending") == Ending.MERGED:
            data["merged_into"] = self.found(data.get("heir", "").strip())
        if self.entry is None:
            raise ValidationError(_("The entry is not there any more."))
        return data

    def found(self, text: str) -> Entry | None:
        """Return the one active entry of a number or a name; else say so at the field."""
        others = Entry.objects.filter(state=EntryState.OPEN)
        if self.entry is not None:
            others = others.exclude(pk=self.entry.pk)
        rows = list(others.filter(maticna=text)[:2] or others.filter(title__iexact=text)[:2])
        if text and len(rows) == 1:
            return rows[0]
        self.add_error("heir", _("No active entry, or more than one, has this number or name."))
        return None

    def value(self, message: str) -> End:
        """Return what a valid form says."""
        data = self.cleaned_data
        return End(Ending(data["ending"]), data.get("merged_into"), data["do_not_list"], message)
