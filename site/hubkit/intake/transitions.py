"""The one door between two states: each move is one conditional UPDATE and leaves a trace."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone

from hubkit.intake import retention
from hubkit.intake.models import TRANSITIONS, Event, Passage, State, Submission


class TransitionError(Exception):
    """Raised for what may not happen now; `submission` is as the database has it."""

    def __init__(self, submission: Submission, event: Event):
        super().__init__(f"{submission.pk}: no {event} in {submission.state}")
        self.submission = submission
        self.event = event


class NotYoursError(TransitionError):
    """Raised where somebody else has taken the submission meanwhile."""


@transaction.atomic
def move(
    submission: Submission,
    event: Event,
    *,
    by: AbstractUser | None = None,
    held: bool = False,
    **values: Any,
) -> Submission:
    """Let an event happen and return the submission as it is afterwards (the same object).

    `values` are set with it. With `held` it must be assigned to `by` (to nobody where None).
    Of two that want the same at once only one succeeds. Raises TransitionError, NotYoursError.
    """
    now = timezone.now()
    state = next(to for (_state, each), to in TRANSITIONS.items() if each == event)
    rows = Submission.objects.filter(
        pk=submission.pk, state__in=[old for old, each in TRANSITIONS if each == event]
    )
    if held:
        rows = rows.filter(assigned_to_id=by.pk if by else None)
    moved = rows.update(
        state=state,
        state_at=now,
        updated_at=now,
        reminders=0,
        purge_after=retention.due(state, now),
        **values,
    )
    submission.refresh_from_db()
    if not moved:
        allowed = State(submission.state).allows(event)
        raise (NotYoursError if allowed else TransitionError)(submission, event)
    Passage.objects.create(
        submission=submission, event=event, state=state, by_id=by.pk if by else None, at=now
    )
    return submission
