"""What the page's script is told about a row that it sent."""

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hubkit.bilingual.desk.diff import shown
from hubkit.bilingual.desk.rows import Row
from hubkit.bilingual.desk.saving import Entry, Outcome
from hubkit.bilingual.desk.segments import Piece
from hubkit.bilingual.desk.sheet import Sheet


def answer_row(request: HttpRequest, sheet: Sheet) -> JsonResponse:
    """Store the one row in `request.POST`, named by `row`.

    Answers ``{status, message, was, original, checked, open, badge, theirs, text, lost, done,
    total}``; status is "saved", "same", "conflict", "invalid" or "gone" (its original is no longer
    on the page). `text` is the stored translation as it would stand in the field.
    """
    key = request.POST.get("row", "")
    entry = Entry.of(request.POST, key)
    if entry is None:
        raise BadRequest
    piece = next((piece for piece in sheet.pieces if piece.key == key), None)
    if piece is None:
        message = _("The original of this text has just been changed or removed. Reload the page.")
        return JsonResponse({"status": "gone", "message": message}, status=409)
    with transaction.atomic():
        outcome = sheet.take_entry(piece, entry)
    return JsonResponse(told(sheet, piece, outcome) | kept(entry, outcome))


def kept(entry: Entry, outcome: Outcome) -> dict:
    """Where nothing was stored the form still shows what it did, maybe others' earlier text."""
    if outcome != Outcome.SAME:
        return {}
    return {"was": entry.was, "original": entry.original, "checked": entry.ticked}


def told(sheet: Sheet, piece: Piece, outcome: Outcome) -> dict:
    row = Row.of(piece)
    row.error = sheet.problems.get(piece.key, "")
    conflict = outcome == Outcome.CONFLICT
    clash = _("Somebody else has changed this meanwhile.") if conflict else ""
    return {
        "status": outcome.value,
        "message": row.error or clash,
        "was": row.was,
        "original": row.original,
        "checked": row.ticked,
        "open": row.is_open,
        "badge": render_to_string("hubkit_bilingual/desk/state.html", {"row": row}),
        "theirs": theirs(piece) if conflict else "",
        "text": row.text,
        "lost": row.lost,
        "done": sheet.done,
        "total": sheet.total,
    }


def theirs(piece: Piece) -> str:
    """Return what somebody else has made of the piece, as safe HTML."""
    return (
        shown(piece.translation.data)
        if piece.translation
        else _("The translation has been deleted.")
    )
