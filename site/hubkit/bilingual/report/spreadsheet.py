"""The report as CSV or XLSX, in the user's language; no cell is ever taken for a formula."""

from django.utils.translation import gettext_lazy as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin.views.mixins import SpreadsheetExportMixin

HEADINGS = {
    "title": _("Title"),
    "other_title": _("Title in the other language"),
    "type": _("Type"),
    "section_title": _("Section"),
    "source_name": _("Source language"),
    "target_name": _("Other language"),
    "state": _("State"),
    "review": _("Review"),
    "changed_fields": _("Changed fields"),
    "since": _("Since"),
    "checked_by": _("Checked by"),
    "sent_by": _("Sent by"),
    "owner": _("Owner"),
    "comment": _("Comment"),
    "due": _("Due on"),
    "reason": _("Reason"),
}
# Full-width signs count as the others where East Asian widths are in use.
FORMULA = (*"=+-@", *"＝＋－＠", "\t", "\r", "\n")


class SafeSpreadsheet(SpreadsheetExportMixin):
    """Wagtail's export, where a text stays a text (OWASP, "CSV injection").

    In CSV it gets an apostrophe in front; in XLSX its cell says so, which Wagtail 8 leaves out.
    """

    list_export = list(HEADINGS)
    export_headings = HEADINGS
    export_filename = "languages"

    def preprocess_field_value(self, field, value, export_format):
        """Return what goes into the cell, without the control characters that XLSX cannot hold."""
        value = super().preprocess_field_value(field, value, export_format)
        if isinstance(value, str):
            value = ILLEGAL_CHARACTERS_RE.sub("", value)
        return as_text(value) if export_format == self.FORMAT_CSV else value

    def generate_xlsx_row(self, worksheet, row_dict, date_format=None):
        for cell in super().generate_xlsx_row(worksheet, row_dict, date_format):
            if cell.data_type == "f":
                cell.data_type = "s"
            yield cell


def as_text(value):
    """Return a text that a spreadsheet would take for a formula with an apostrophe in front."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
