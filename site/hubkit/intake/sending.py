"""From a draft to a submission, exactly once, and through a file that outlives the database."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hubkit.intake import confirmation, kinds, receipts, resubmission, retention, spool, tokens
from hubkit.intake.drafts import same_address
from hubkit.intake.filling import Filling
from hubkit.intake.kinds import ConsentText
from hubkit.intake.models import (
    Consent,
    Draft,
    Event,
    Passage,
    State,
    Submission,
    SubmissionFile,
)
from hubkit.intake.transitions import TransitionError

Parcel = dict[str, Any]

CARRIED = (
    *("kind", "page_uid", "target_uid", "language", "schema", "payload", "base", "base_hash"),
    *("email", "reasons"),
)


def send(
    filling: Filling, *, language: str, consents: Sequence[ConsentText], reasons: Sequence[str]
) -> Submission:
    """Send a valid form and return its submission: that of the first click for every later one.

    The parcel is on the disk before any row is written, and goes when all of them are. Raises
    TransitionError where it corrects what may not be corrected any more.
    """
    if found := sent_with(filling.draft.pk):
        return found
    parcel = pack(filling, language=language, consents=consents, reasons=reasons)
    spool.write(parcel)
    try:
        submission = receive(parcel)
    except TransitionError:
        spool.remove(parcel)  # answered, not lost: it may not be corrected any more
        raise
    transaction.on_commit(partial(spool.remove, parcel))
    return submission


def sent_with(key: UUID) -> Submission | None:
    """Return what has become of a draft, found by its key."""
    return Submission.objects.filter(Q(idempotency_key=key) | Q(resent_key=key)).first()


def pack(
    filling: Filling, *, language: str, consents: Sequence[ConsentText], reasons: Sequence[str]
) -> Parcel:
    """Return all that becomes of a draft, as JSON can say it."""
    draft = filling.draft
    return {
        "key": str(draft.pk),
        "kind": draft.kind,
        "page_uid": str(draft.page_uid),
        "target_uid": str(draft.target_uid) if draft.target_uid else None,
        "language": language,
        "schema": filling.kind.schema,
        "payload": filling.payload,
        "base": draft.base,
        "base_hash": draft.base_hash,
        "email": filling.email,
        "is_email_proven": draft.is_email_proven and same_address(draft.email, filling.email),
        "reasons": list(reasons),
        "consents": [[text.purpose, text.version] for text in consents],
        "files": [
            {name: getattr(each, name) for name in ("field", "name", "width", "height", "size")}
            | {"file": each.file.name}
            for each in filling.kept.values()
        ],
        "submission": str(draft.submission_id) if draft.submission_id else None,
        "at": timezone.now().isoformat(),
    }


@transaction.atomic
def receive(parcel: Parcel) -> Submission:
    """Write the rows of a parcel: one submission, however often it comes."""
    key = UUID(parcel["key"])
    if parcel["submission"]:
        submission = receive_correction(parcel, key)
    else:
        submission = receive_new(parcel, key)
    Draft.objects.filter(pk=key).delete()
    return submission


def receive_new(parcel: Parcel, key: UUID) -> Submission:
    at = dt.datetime.fromisoformat(parcel["at"])
    state = State.QUARANTINED if parcel["reasons"] else State.UNCONFIRMED
    submission, is_new = Submission.objects.get_or_create(
        idempotency_key=key,
        defaults={
            **{name: parcel[name] for name in CARRIED},
            "state": state,
            "email_confirmed_at": at if parcel.get("is_email_proven") else None,
            "created_at": at,
            "purge_after": retention.due(state, timezone.now()),
            "receipt_code": receipts.code_of(key),
            "nonce": tokens.new_nonce(),
        },
    )
    if is_new:
        Passage.objects.create(submission=submission, event=Event.RECEIVE, state=state)
        attach(submission, parcel)
        kinds.get(submission.kind).on_received(submission)
        if state == State.UNCONFIRMED:
            confirmation.open_gate(submission)
    return submission


def receive_correction(parcel: Parcel, key: UUID) -> Submission:
    submission = Submission.objects.get(pk=parcel["submission"])
    if submission.resent_key != key:
        attach(submission, parcel)
        resubmission.resubmit(submission, key=key, payload=parcel["payload"])
    return submission


def attach(submission: Submission, parcel: Parcel) -> None:
    """Give the submission its files and consents; the files it had for a field go."""
    for each in parcel["files"]:
        former = submission.files.filter(field=each["field"]).exclude(file=each["file"])
        retention.remove_files(former)
        values = {**each, "submission": submission, "draft": None}
        SubmissionFile.objects.update_or_create(file=each["file"], defaults=values)
    for purpose, version in parcel["consents"]:
        Consent.objects.update_or_create(
            submission=submission,
            purpose=purpose,
            defaults={
                "text_version": version,
                "language": parcel["language"],
                "given_at": dt.datetime.fromisoformat(parcel["at"]),
                "withdrawn_at": None,
            },
        )
