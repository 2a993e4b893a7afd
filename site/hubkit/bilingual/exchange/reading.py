"""From the bytes of an uploaded file to the entries of a PO catalog, or to a reason why not."""

import codecs
import re
import tempfile

import polib
from django.utils.translation import gettext as _

# Twenty times a long page; reading it takes two seconds.
MAX_BYTES = 2 * 1024 * 1024
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What translators' programs write, by Python's names. Others can be slow without limit (punycode).
ENCODINGS = {
    "utf-8",
    "utf-16",
    "ascii",
    *(f"iso8859-{part}" for part in (1, 2, 15, 16)),
    "cp1250",
    "cp1252",
}
CHARSET = re.compile(rb"charset=([\w-]+)", re.IGNORECASE)
# A comment, or a keyword and a text between quotes: polib lets a text end without its quote.
LINE = re.compile(r'\s*(#.*|(msg\w+(\[\d\])?\s*)?"(\\.|[^"\\])*"\s*)?')
TOLD_LINE = re.compile(r"\(line (\d+)\)")


class ExchangeError(Exception):
    """A file cannot be taken over; the message says why to whoever sent it, in their language."""


def read(data: bytes) -> polib.POFile:
    """Read a PO file in UTF-8, in UTF-16 with its mark or in the charset that it declares.

    Raises ExchangeError for whatever is not such a file.
    """
    if len(data) > MAX_BYTES:
        raise ExchangeError(
            _("The file is larger than %(megabytes)d MB. Only text for translating belongs in it.")
            % {"megabytes": MAX_BYTES // 1024 // 1024}
        )
    return parsed(text_of(data))


def text_of(data: bytes) -> str:
    try:
        text = data.decode(encoding_of(data))
    except (LookupError, UnicodeError, ValueError) as error:
        raise ExchangeError(
            _(
                "The letters in the file cannot be read. "
                "Save it in the encoding UTF-8 and send it again."
            )
        ) from error
    if not text.strip():
        raise ExchangeError(_("The file is empty."))
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if "\x00" in line or not LINE.fullmatch(line):
            raise damaged(number)
    return text


def encoding_of(data: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    declared = CHARSET.search(data[:4096])
    encoding = codecs.lookup(declared[1].decode("ascii") if declared else "utf-8").name
    if encoding not in ENCODINGS:
        raise LookupError(encoding)
    return encoding


def parsed(text: str) -> polib.POFile:
    """Return the catalog of a text.

    It goes through a file: given a text, polib may take it for the name of a file on this
    machine, and ends lines at characters that stand inside a sentence.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".po", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        try:
            po = polib.pofile(file.name, encoding="utf-8")
        except Exception as error:  # polib has no error of its own and fails in many ways
            told = TOLD_LINE.search(str(error))
            raise damaged(int(told[1]) if told else 0) from error
    if not po.metadata and not po:
        raise damaged()
    return po


def damaged(line: int = 0) -> ExchangeError:
    """Return the refusal of a file that cannot be read. Lines count from 1; 0: it is not known."""
    if line:
        message = _(
            "The file is damaged in line %(line)d or is not a PO file. "
            "Export the page again and start from that file."
        )
        return ExchangeError(message % {"line": line})
    return ExchangeError(
        _(
            "The file is damaged or is not a PO file. "
            "Export the page again and start from that file."
        )
    )
