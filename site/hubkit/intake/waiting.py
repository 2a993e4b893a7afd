"""When a submission has waited too long for staff: who is told, and what its sender reads."""

import datetime as dt
from collections import Counter, defaultdict

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from hubkit.intake import kinds, mails
from hubkit.intake.conf import setting
from hubkit.intake.models import Event, State, Submission, SubmissionQuerySet
from hubkit.outbox import mail

MODERATORS_AFTER = 3  # working days, Monday to Friday
OWNER_AFTER = 7
ENTERED = (Event.CONFIRM, Event.RESUBMIT, Event.MERGE)


def waiting() -> SubmissionQuerySet:
    """What nobody has taken, with `since`: when it came into the queue, whoever held it since."""
    since = Max("passages__at", filter=Q(passages__event__in=ENTERED))
    return Submission.objects.filter(state=State.QUEUED).annotate(since=since)


@transaction.atomic
def escalate() -> Counter[str]:
    """Tell the moderators after three working days, the site's owner after seven, each once.

    With the moderators the sender is told, once, that it still waits.
    """
    told: Counter[str] = Counter()
    late = [each for each in waiting().filter(escalated=0) if is_late(each, MODERATORS_AFTER)]
    by_moderator: dict[AbstractUser, list[Submission]] = defaultdict(list)
    for submission in late:
        kind = kinds.registered().get(submission.kind)
        for user in kind.moderators(submission) if kind else ():
            by_moderator[user].append(submission)
        mails.tell(submission, "waiting")
    for user, submissions in by_moderator.items():
        told["moderators"] += mails.tell_staff(
            user, "staff_waiting", rows=rows_of(submissions), count=len(submissions)
        )
    raise_to(1, late)
    told["senders"] = len(late)
    told["owner"] = tell_owner()
    return told


def tell_owner() -> int:
    late = [each for each in waiting().filter(escalated=1) if is_late(each, OWNER_AFTER)]
    if not late or not setting("ADDRESS"):
        return 0
    mail.send(
        template="hubkit_intake/mail/owner_waiting",
        to=setting("ADDRESS"),
        language=settings.LANGUAGE_CODE,
        context={"count": len(late), "rows": rows_of(late), "days": OWNER_AFTER},
    )
    raise_to(2, late)
    return 1


def raise_to(level: int, submissions: list[Submission]) -> None:
    keys = [each.pk for each in submissions]
    if keys:
        Submission.objects.filter(pk__in=keys).update(escalated=level)


def rows_of(submissions: list[Submission]) -> list[dict]:
    """Return what a mail lists: the kind's name, the day it came, the path to review it."""
    registered = kinds.registered()
    return [
        {
            "kind": registered[each.kind].name if each.kind in registered else each.kind,
            "since": since_of(each),
            "path": registered[each.kind].staff_path(each) if each.kind in registered else "",
        }
        for each in submissions
    ]


def is_late(submission: Submission, days: int) -> bool:
    return working_days(timezone.localdate(since_of(submission)), timezone.localdate()) >= days


def since_of(submission: Submission) -> dt.datetime:
    return getattr(submission, "since", None) or submission.state_at


def working_days(start: dt.date, end: dt.date) -> int:
    """Return the days from Monday to Friday after `start`, `end` included."""
    days = (end - start).days
    return sum((start + dt.timedelta(days=n)).weekday() < 5 for n in range(1, days + 1))
