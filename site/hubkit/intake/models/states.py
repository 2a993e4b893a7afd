"""The life of a submission as data: its states, and which event leads from one to another."""

from enum import StrEnum

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a submission is; the words are those of staff."""

    QUARANTINED = "quarantined", pgettext_lazy("submission", "Quarantined")
    UNCONFIRMED = "unconfirmed", pgettext_lazy("submission", "Address not confirmed")
    EXPIRED = "expired", pgettext_lazy("submission", "Expired unconfirmed")
    QUEUED = "queued", pgettext_lazy("submission", "Waiting for review")
    IN_REVIEW = "in_review", pgettext_lazy("submission", "In review")
    NEEDS_CHANGES = "needs_changes", pgettext_lazy("submission", "Waiting for the sender")
    LAPSED = "lapsed", pgettext_lazy("submission", "Lapsed without an answer")
    REJECTED = "rejected", pgettext_lazy("submission", "Rejected")
    MERGED = "merged", pgettext_lazy("submission", "Merged")
    SPAM = "spam", pgettext_lazy("submission", "Spam")
    APPLYING = "applying", pgettext_lazy("submission", "Being published")
    APPLIED = "applied", pgettext_lazy("submission", "Published")
    CONFLICT = "conflict", pgettext_lazy("submission", "Changed meanwhile")
    WITHDRAWN = "withdrawn", pgettext_lazy("submission", "Withdrawn")

    def allows(self, event: "Event") -> bool:
        return (self, event) in TRANSITIONS

    @property
    def is_over(self) -> bool:
        """Whether nothing but the clock happens to it any more."""
        return not any(state == self for state, _event in TRANSITIONS)

    @property
    def waits_for_staff(self) -> bool:
        return self in {State.QUEUED, State.IN_REVIEW, State.CONFLICT}

    @property
    def may_be_withdrawn(self) -> bool:
        return self.allows(Event.WITHDRAW)


class Event(StrEnum):
    """What happens to a submission."""

    RECEIVE = "receive"
    CONFIRM = "confirm"
    EXPIRE = "expire"
    TAKE = "take"
    RELEASE = "release"
    ASK = "ask"
    RESUBMIT = "resubmit"
    LAPSE = "lapse"
    REJECT = "reject"
    MERGE = "merge"
    SPAM = "spam"
    NOT_SPAM = "not_spam"
    BEGIN = "begin"
    FINISH = "finish"
    FAIL = "fail"
    CLASH = "clash"
    RESOLVE = "resolve"
    WITHDRAW = "withdraw"


_MOVES = {
    Event.CONFIRM: ({State.UNCONFIRMED}, State.QUEUED),
    Event.EXPIRE: ({State.UNCONFIRMED}, State.EXPIRED),
    Event.TAKE: ({State.QUEUED}, State.IN_REVIEW),
    Event.RELEASE: ({State.IN_REVIEW, State.CONFLICT}, State.QUEUED),
    Event.ASK: ({State.IN_REVIEW}, State.NEEDS_CHANGES),
    Event.RESUBMIT: ({State.NEEDS_CHANGES, State.REJECTED}, State.QUEUED),
    Event.LAPSE: ({State.NEEDS_CHANGES}, State.LAPSED),
    Event.REJECT: ({State.IN_REVIEW}, State.REJECTED),
    Event.MERGE: ({State.IN_REVIEW}, State.MERGED),
    Event.SPAM: ({State.QUARANTINED, State.UNCONFIRMED, State.IN_REVIEW}, State.SPAM),
    Event.BEGIN: ({State.IN_REVIEW}, State.APPLYING),
    Event.FINISH: ({State.APPLYING}, State.APPLIED),
    Event.FAIL: ({State.APPLYING}, State.IN_REVIEW),
    Event.CLASH: ({State.APPLYING}, State.CONFLICT),
    Event.RESOLVE: ({State.CONFLICT}, State.IN_REVIEW),
    Event.WITHDRAW: (
        set(State) - {State.EXPIRED, State.MERGED, State.APPLIED, State.WITHDRAWN},
        State.WITHDRAWN,
    ),
}

# (state, event) -> state: everything that may happen, and nothing else may.
TRANSITIONS: dict[tuple[State, Event], State] = {
    (state, event): to for event, (states, to) in _MOVES.items() for state in states
} | {
    # What staff free goes on where it would have been: before the confirmation, or after it.
    (State.QUARANTINED, Event.NOT_SPAM): State.UNCONFIRMED,
    (State.SPAM, Event.NOT_SPAM): State.UNCONFIRMED,
}
