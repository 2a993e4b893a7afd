"""Reading XLSX: the values of the first worksheet, never its formulas, within limits."""

import datetime as dt
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from directory.exchange.sheets import Sheet, SheetError, sheet_of

SIGNATURE = b"PK\x03\x04"
OLD_SIGNATURE = b"\xd0\xcf\x11\xe0"  # XLS and other files of Office 97
MAX_UNPACKED = 64 * 1024 * 1024
MAX_PARTS = 500


def read_xlsx(data: bytes) -> Sheet:
    """Return the first worksheet; raises SheetError."""
    require_harmless(data)
    try:
        return sheet_of(rows_of(data))
    except SheetError:
        raise
    except Exception as error:  # openpyxl fails in many ways and has no error of its own
        raise damaged() from error


def require_harmless(data: bytes) -> None:
    """Raise SheetError for an archive that grows beyond all measure or declares XML entities."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise SheetError(_("The workbook is too large when unpacked. Save it as CSV."))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and declares(archive, part):
                    raise damaged()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise damaged() from error


def declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part has a document type: Excel writes none, entities need one."""
    try:
        with archive.open(part) as file:
            return b"<!DOCTYPE" in file.read(4096).replace(b"\x00", b"")
    except Exception as error:  # zlib, lzma and others have errors of their own
        raise damaged() from error


def rows_of(data: bytes) -> Iterator[list[str]]:
    workbook = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        if not workbook.worksheets:
            raise damaged()
        worksheet = workbook.worksheets[0]
        worksheet.reset_dimensions()  # what a file says of its size may be anything
        for row in worksheet.iter_rows(values_only=True):
            yield [text_of(value) for value in row]
    finally:
        workbook.close()


def text_of(value: Any) -> str:
    """Return what a person reads in the cell; dates in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time.min:
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def damaged() -> SheetError:
    return SheetError(_("The file is damaged or is not a workbook (XLSX)."))
