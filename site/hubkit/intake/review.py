"""What staff do with a submission. Each function is one transaction, its mail included.

All raise TransitionError where the state does not allow it (any more), and NotYoursError where
somebody else has taken it; both carry the submission as it is. `message` is in the language of the
submission. `by` is None where no person acts.
"""

import uuid
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone

from hubkit.intake import confirmation, kinds, mails, receipts, tokens
from hubkit.intake.models import Event, Passage, State, Submission
from hubkit.intake.origin import page_of
from hubkit.intake.payloads import hash_of, plain
from hubkit.intake.transitions import TransitionError, move

CARRIED = ("page_uid", "language", "schema", "email", "email_confirmed_at", "created_at")
IDLE = timedelta(hours=48)

User = AbstractUser | None


@transaction.atomic
def take(submission: Submission, *, by: User) -> User:
    """Take it from the queue; return who has it: `by`, or whoever was first.

    None where nobody has it: for `by` None, or when it is not in the queue at all.
    """
    try:
        move(submission, Event.TAKE, by=by, assigned_to=by, taken_at=timezone.now())
    except TransitionError:
        return submission.assigned_to
    return submission.assigned_to


def touch(submission: Submission) -> None:
    """Note that it is being worked on: the 48 hours begin anew."""
    Submission.objects.filter(pk=submission.pk, state=State.IN_REVIEW).update(
        taken_at=timezone.now()
    )


def release(submission: Submission, *, by: User) -> Submission:
    """Give it back to the queue, whoever has it."""
    return move(submission, Event.RELEASE, by=by, assigned_to=None, taken_at=None)


@transaction.atomic
def ask_for_changes(submission: Submission, *, by: User, message: str) -> Submission:
    """Ask the sender to correct it; they get the message and a link, for 30 days."""
    move(submission, Event.ASK, by=by, held=True, message=message)
    mails.ask_to_revise(submission, "asked", message=message)
    return submission


@transaction.atomic
def reject(submission: Submission, *, by: User, message: str, mail: str = "rejected") -> Submission:
    """Reject it with a reason; the sender may correct it and send it again for 30 days."""
    move(submission, Event.REJECT, by=by, held=True, message=message)
    mails.ask_to_revise(submission, mail, message=message)
    return submission


def mark_spam(submission: Submission, *, by: User) -> Submission:
    """Put it aside without a mail; `not_spam` takes that back."""
    return move(submission, Event.SPAM, by=by, assigned_to=None)


@transaction.atomic
def not_spam(submission: Submission, *, by: User) -> Submission:
    """Free it: to the confirmation of its address, or to the queue where that has been done."""
    move(submission, Event.NOT_SPAM, by=by, assigned_to=None)
    confirmation.open_gate(submission)
    submission.refresh_from_db()
    return submission


@transaction.atomic
def merge(submission: Submission, *, by: User, kind: str, target_uid: UUID) -> Submission:
    """Make it a submission of another kind about a page that is there; return the new one.

    The new one is in review by the same person, with the same answers; the old receipt leads to it.
    """
    move(submission, Event.MERGE, by=by, held=True)
    by_id = by.pk if by else None
    key = uuid.uuid5(submission.idempotency_key, f"{kind}:{target_uid}")
    successor = Submission.objects.create(
        **{name: getattr(submission, name) for name in CARRIED},
        kind=kind,
        target_uid=target_uid,
        payload=submission.content,
        state=State.IN_REVIEW,
        assigned_to_id=by_id,
        taken_at=timezone.now(),
        idempotency_key=key,
        receipt_code=receipts.code_of(key),
        nonce=tokens.new_nonce(),
        **present(submission, kind, target_uid),
    )
    Passage.objects.create(
        submission=successor, event=Event.MERGE, state=State.IN_REVIEW, by_id=by_id
    )
    submission.successor = successor
    submission.save(update_fields=["successor"])
    submission.files.update(submission=successor)
    kinds.get(kind).on_received(successor)
    return successor


def present(submission: Submission, kind: str, target_uid: UUID) -> dict[str, Any]:
    """Return what the target says now, to compare the submission with."""
    page = page_of(submission.page_uid, submission.language)
    base = plain(kinds.get(kind).initial(page.specific, target_uid)) if page else {}
    return {"base": base, "base_hash": hash_of(base)}


def begin(submission: Submission, *, by: User) -> Submission:
    """Say that it is being published; call it in the transaction that does so, or before it."""
    return move(submission, Event.BEGIN, by=by, held=True)


@transaction.atomic
def finish(
    submission: Submission,
    *,
    by: User,
    mail: str = "applied",
    context: dict[str, Any] | None = None,
) -> Submission:
    """Published: tell the sender by the mail `mail`, whose template gets the `context`."""
    move(submission, Event.FINISH, by=by)
    mails.tell(submission, mail, **(context or {}))
    return submission


def fail(submission: Submission, *, by: User) -> Submission:
    """It could not be published: back in review, untouched. Call it after the rollback."""
    return move(submission, Event.FAIL, by=by)


def clash(submission: Submission, *, by: User) -> Submission:
    """What it changes was changed meanwhile: somebody has to compare. Nothing was published."""
    return move(submission, Event.CLASH, by=by)


def resolve(submission: Submission, *, by: User, base: dict[str, Any]) -> Submission:
    """Compared: it now stands on `base`, the present values, and is in review again."""
    return move(
        submission,
        Event.RESOLVE,
        by=by,
        held=True,
        base=base,
        base_hash=hash_of(base),
        taken_at=timezone.now(),
    )


def note(submission: Submission, text: str) -> None:
    """Keep a note of staff for staff; no mail, no state."""
    Submission.objects.filter(pk=submission.pk).update(note=text, updated_at=timezone.now())
