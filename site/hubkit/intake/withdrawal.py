"""The sender takes it back: always possible until it is published."""

from django.db import transaction
from django.utils import timezone

from hubkit.intake import kinds, mails, retention
from hubkit.intake.models import Consent, Event, Submission
from hubkit.intake.transitions import move


@transaction.atomic
def withdraw(submission: Submission) -> Submission:
    """Remove the content and the files, end the consents, tell the sender and the kind.

    Raises TransitionError where it is over already. What is being published at this moment is
    not: that transaction finds it withdrawn and undoes itself.
    """
    move(submission, Event.WITHDRAW, assigned_to=None)
    retention.forget_content(submission)
    submission.message = ""
    submission.save()
    submission.consents.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    mails.tell(submission, "withdrawn")
    if kind := kinds.registered().get(submission.kind):
        kind.on_withdrawn(submission)
    return submission


def end_consent(consent: Consent) -> bool:
    """End one consent and keep the row as proof of both days; False where it had ended."""
    ended = Consent.objects.filter(pk=consent.pk, withdrawn_at=None)
    return bool(ended.update(withdrawn_at=timezone.now()))
