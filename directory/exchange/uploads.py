"""Which kind of table a file is, told by what is in it and not by its name."""

from django.utils.translation import gettext as _

from directory.exchange.delimited import read_csv
from directory.exchange.sheets import MAX_BYTES, Sheet, SheetError
from directory.exchange.workbooks import OLD_SIGNATURE, SIGNATURE, read_xlsx


def read_table(data: bytes) -> Sheet:
    """Return the sheet of a CSV or XLSX file; raises SheetError for every other."""
    if len(data) > MAX_BYTES:
        raise SheetError(
            _("The file is larger than %(megabytes)d MB.")
            % {"megabytes": MAX_BYTES // 1024 // 1024}
        )
    if not data:
        raise SheetError(_("The file is empty."))
    if data.startswith(OLD_SIGNATURE):
        raise SheetError(_("This is an old workbook (XLS). Save it as XLSX or CSV."))
    return read_xlsx(data) if data.startswith(SIGNATURE) else read_csv(data)
