"""What staff say of a file: what it is for, and which field each of its columns has."""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.exchange.headings import importable
from directory.exchange.runs import upload
from directory.exchange.sheets import MAX_BYTES, SheetError
from directory.models import ImportRun
from hubkit.intake.characters import clean

DRAFTS, PUBLISH = "drafts", "publish"
MISSING = {
    "required": gettext_lazy("Choose a file first."),
    "missing": gettext_lazy("Choose a file first."),
    "empty": gettext_lazy("The file is empty."),
}


class UploadForm(forms.Form):
    """A file, and what becomes of the organisations in it. `save` makes the run."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV or XLSX up to 10 MB and 20,000 rows; the first row has the headings."
        ),
        error_messages=MISSING,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )
    new = forms.ChoiceField(
        label=gettext_lazy("New organisations"),
        choices=[
            (DRAFTS, gettext_lazy("come in as drafts, to be looked at and published one by one")),
            (PUBLISH, gettext_lazy("are published at once, in both languages")),
        ],
        initial=DRAFTS,
        widget=forms.RadioSelect,
    )
    confirmed = forms.BooleanField(
        label=gettext_lazy("The data were confirmed with the organisations"),
        help_text=gettext_lazy(
            "Only then do the entries count as confirmed from today, those without changes too."
        ),
        required=False,
    )

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_file(self):
        file = self.cleaned_data["file"]
        self.name = clean(file.name)
        # One byte more than is allowed says that it is too much, however large it is.
        return file.read(MAX_BYTES + 1)

    def save(self) -> ImportRun | None:
        """Make the run, or add the error that says why not."""
        try:
            return upload(
                self.cleaned_data["file"],
                self.name,
                user=self.user,
                publish=self.cleaned_data["new"] == PUBLISH,
                confirmed=self.cleaned_data["confirmed"],
            )
        except SheetError as error:
            self.add_error("file", str(error))
            return None


class ColumnsForm(forms.Form):
    """A field of the directory for each column of a file, or none."""

    def __init__(self, *args, run: ImportRun, **kwargs):
        super().__init__(*args, **kwargs)
        choices = choices_of_fields()
        for place, heading in enumerate(run.headings):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=heading or _("without a heading"),
                choices=choices,
                initial=run.mapping[place],
                required=False,
            )

    @property
    def mapping(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields]

    def clean(self):
        chosen = [name for name in self.cleaned_data.values() if name]
        for name in sorted({each for each in chosen if chosen.count(each) > 1}):
            raise ValidationError(
                _("Two columns cannot both be “%(field)s”."),
                params={"field": importable()[name].label},
            )
        if not self.errors and not {"official_name", "maticna"} & set(chosen):
            raise ValidationError(
                _("Say which column has the official name or the registration number.")
            )


def choices_of_fields() -> list:
    """Return the fields by the group in which forms have them."""
    fields = groupby(importable().values(), key=lambda field: field.group)
    groups = [(group.label, [(each.name, each.label) for each in rest]) for group, rest in fields]
    return [("", _("– is not imported –")), *groups]


class RegisterForm(forms.Form):
    """A file of the business register."""

    file = forms.FileField(
        label=gettext_lazy("File of the business register (PRS)"),
        help_text=gettext_lazy("CSV as the open data portal has it, or as AJPES sends it."),
        error_messages=MISSING,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
    )
    partial = forms.BooleanField(
        label=gettext_lazy("The file is only a part of the register"),
        help_text=gettext_lazy("What it has not got then stays as it is."),
        required=False,
    )
