"""The demo's submissions: sent by the public form's own path, their addresses confirmed."""

from typing import Any

from wagtail.models import Page

from directory.forms.new import NewEntry
from directory.forms.sender import Relation
from hubkit.intake import drafts, sending, tokens
from hubkit.intake.filling import Filling
from hubkit.intake.models import Submission
from hubkit.places.queries import match_settlement


def submit(name: str, values: dict[str, Any], *, page: Page) -> Submission:
    """Send the form of a new entry from `page`, in its language; the same `name` only once.

    A submission outlives its content, so that one decided long ago is not sent again. Raises
    ValueError where the public form would not take the values.
    """
    kind = NewEntry()
    where = str(page.translation_key)
    stamp = tokens.Stamp(
        token=name, kind=kind.code, page=where, step=kind.steps[0].code, opened=tokens.now()
    )
    if found := sending.sent_with(stamp.key):
        return found
    language, known = page.locale.language_code, typed(values)
    draft = drafts.open_draft(
        stamp, page, language, known=known, email=known["sender_email"], is_proven=True
    )
    filling = Filling(kind, page, draft=draft)
    if filling.problems:
        raise ValueError(f"{name}: {filling.problems}")
    # Without the file on the disk: what breaks off here is sent by the next loading.
    parcel = sending.pack(filling, language=language, consents=kind.consents, reasons=())
    return sending.receive(parcel)


def typed(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values as the form's fields have them, sent by the contact person."""
    settlement = match_settlement(values["settlement"], values["municipality"])
    return {
        **values,
        **({"settlement": settlement.code} if settlement else {}),
        "sender_name": values["contact_name"],
        "sender_email": values["contact_email"],
        "sender_relation": Relation.HEAD.value,
    }
