from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """A PO file on its way back."""

    file = forms.FileField(
        label=_("PO file"),
        help_text=_("The file that you exported from here and translated."),
        error_messages={
            "required": _("Choose a file first."),
            "missing": _("Choose a file first."),
            "empty": _("The file is empty."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".po,text/x-gettext-translation"}),
    )
