"""The address is the sender's: asked for by mail, confirmed, corrected, or never answered."""

from django.db import transaction
from django.utils import timezone

from hubkit.intake import kinds, mails, retention, tokens
from hubkit.intake.models import Event, State, Submission
from hubkit.intake.transitions import TransitionError, move


@transaction.atomic
def confirm(submission: Submission) -> bool:
    """Put a submission into the queue; False where it was confirmed before. Idempotent.

    Tells the sender that it waits for review, and the kind. Raises TransitionError where it is
    neither waiting for this nor confirmed: expired, withdrawn or quarantined.
    """
    try:
        move(submission, Event.CONFIRM, email_confirmed_at=timezone.now())
    except TransitionError:
        if submission.email_confirmed_at:
            return False
        raise
    enter_queue(submission)
    return True


def enter_queue(submission: Submission) -> None:
    """Tell the kind; and the sender that staff will look at it, where nothing is done at once."""
    if kind := kinds.registered().get(submission.kind):  # its plug-in may be gone
        kind.on_confirmed(submission)
        submission.refresh_from_db()
    if submission.state == State.QUEUED:
        mails.tell(submission, "queued")


@transaction.atomic
def open_gate(submission: Submission) -> None:
    """What follows for one that is UNCONFIRMED: a mail with the link, or nothing to wait for."""
    kind = kinds.registered().get(submission.kind)
    asks = (kind is None or kind.needs_confirmation) and submission.email
    if asks and not submission.email_confirmed_at:
        mails.ask_to_confirm(submission)
        return
    move(submission, Event.CONFIRM)
    enter_queue(submission)


@transaction.atomic
def send_link(submission: Submission) -> bool:
    """Mail a new link; the former ones go on working. False where none is waited for."""
    submission.refresh_from_db()
    if submission.state != State.UNCONFIRMED:
        return False
    return mails.ask_to_confirm(submission)


@transaction.atomic
def correct_address(submission: Submission, email: str) -> bool:
    """Take another address and mail it a link; the links sent before are void.

    False where the address was confirmed meanwhile, or the submission is over.
    """
    changed = Submission.objects.filter(pk=submission.pk, state=State.UNCONFIRMED).update(
        email=email, nonce=tokens.new_nonce(), updated_at=timezone.now()
    )
    submission.refresh_from_db()
    return bool(changed) and mails.ask_to_confirm(submission)


@transaction.atomic
def remind(submission: Submission) -> None:
    """Mail the link once more, and count it."""
    if mails.ask_to_confirm(submission, "reminder"):
        submission.reminders += 1
        submission.save(update_fields=["reminders"])


@transaction.atomic
def expire(submission: Submission) -> None:
    """Give up waiting: the content goes at once, the page of the receipt says so."""
    move(submission, Event.EXPIRE)
    retention.reduce(submission)
