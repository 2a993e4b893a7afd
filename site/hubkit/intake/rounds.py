"""One round of what time brings: reminders, expiry, the queue's order, what is left on the disk."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from hubkit.intake import confirmation, limits, loading, resubmission, review, waiting
from hubkit.intake.models import State, Submission
from hubkit.intake.transitions import TransitionError

logger = logging.getLogger(__name__)

REMINDERS = (timedelta(hours=24), timedelta(days=5))
EXPIRES = timedelta(days=7)
ASKED_AGAIN = (timedelta(days=10), timedelta(days=23))
# Publishing is a matter of seconds: what has been at it for so long was interrupted.
STUCK = timedelta(hours=1)


def run() -> Counter[str]:
    """Do all that is due, each thing in its own transaction; returns how much of what.

    Twice in a row changes nothing. What fails is logged and does not keep the rest.
    """
    done: Counter[str] = Counter()
    done["loaded"] = loading.load_spool()["loaded"]
    for name, found, act in due():
        done[name] += each_of(found, act)
    done["escalated"] = sum(waiting.escalate().values())
    done["forgotten"] = limits.forget()
    return done


def due() -> list[tuple[str, Iterable[Submission], Callable[[Submission], object]]]:
    asked, unconfirmed = since(State.NEEDS_CHANGES), since(State.UNCONFIRMED)
    return [
        ("expired", unconfirmed(EXPIRES), confirmation.expire),
        ("reminded", reminders(unconfirmed, REMINDERS), confirmation.remind),
        ("lapsed", asked(resubmission.OPEN_FOR), resubmission.lapse),
        ("asked again", reminders(asked, ASKED_AGAIN), resubmission.remind),
        ("released", idle(), release),
        ("restored", since(State.APPLYING)(STUCK), restore),
    ]


def since(state: State) -> Callable[[timedelta], Iterable[Submission]]:
    """Return a finder of what has been in a state for a time."""

    def find(age: timedelta) -> Iterable[Submission]:
        before = timezone.now() - age
        return Submission.objects.filter(state=state, state_at__lte=before)

    return find


def reminders(
    find: Callable[[timedelta], Iterable[Submission]], ages: tuple[timedelta, ...]
) -> Iterable[Submission]:
    """Yield what is due for its next mail; one at a time, also after a long pause."""
    for number, age in enumerate(ages):
        for submission in find(age):
            if submission.reminders == number:
                yield submission


def idle() -> Iterable[Submission]:
    before = timezone.now() - review.IDLE
    return Submission.objects.filter(state=State.IN_REVIEW, taken_at__lte=before)


def release(submission: Submission) -> None:
    review.release(submission, by=None)


def restore(submission: Submission) -> None:
    review.fail(submission, by=None)


def each_of(found: Iterable[Submission], act: Callable[[Submission], object]) -> int:
    done = 0
    for submission in list(found):
        try:
            act(submission)
            done += 1
        except TransitionError:
            continue  # somebody was quicker
        except (InterfaceError, OperationalError):
            raise
        except Exception:
            logger.exception("Submission %s could not be brought on.", submission.pk)
    return done
