"""What was sent back comes again, corrected: the same submission, the first version kept."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hubkit.intake import kinds, mails
from hubkit.intake.models import Event, Submission
from hubkit.intake.transitions import move

OPEN_FOR = timedelta(days=30)


def may_revise(submission: Submission) -> bool:
    """Whether the sender may still correct it: asked to, or rejected, within 30 days."""
    return (
        submission.allows(Event.RESUBMIT)
        and bool(submission.content)
        and submission.state_at > timezone.now() - OPEN_FOR
    )


@transaction.atomic
def resubmit(submission: Submission, *, key: UUID, payload: dict[str, Any]) -> Submission:
    """Put the corrected answers into the queue. Raises TransitionError. Idempotent by `key`."""
    submission.refresh_from_db()
    if submission.resent_key == key:
        return submission
    move(submission, Event.RESUBMIT, edited=payload, resent_key=key, assigned_to=None, escalated=0)
    mails.tell(submission, "queued")
    kinds.get(submission.kind).on_resubmitted(submission)
    return submission


@transaction.atomic
def remind(submission: Submission) -> None:
    """Tell the sender once more that an answer is waited for, and count it."""
    if mails.ask_to_revise(submission, "asked_again", message=submission.message):
        submission.reminders += 1
        submission.save(update_fields=["reminders"])


@transaction.atomic
def lapse(submission: Submission) -> None:
    """Stop waiting for an answer, and say so."""
    move(submission, Event.LAPSE, assigned_to=None)
    mails.tell(submission, "lapsed")
