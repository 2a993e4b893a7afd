"""The submissions of the directory as staff find them."""

import datetime as dt

from django.db.models import Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from directory.models import Entry
from directory.moderation.matters import KINDS
from hubkit.intake.models import Submission, SubmissionQuerySet
from hubkit.intake.receipts import normal
from hubkit.intake.waiting import ENTERED, MODERATORS_AFTER, working_days


def submissions() -> SubmissionQuerySet:
    """Return those of the directory with `since`, when they came into the queue or were sent, and
    `entry_title`, that of the entry they are about."""
    entered = Max("passages__at", filter=Q(passages__event__in=ENTERED))
    about = Entry.objects.filter(uid=OuterRef("target_uid"))
    return (
        Submission.objects.filter(kind__startswith=KINDS)
        .annotate(
            since=Coalesce(entered, "created_at"), entry_title=Subquery(about.values("title")[:1])
        )
        .select_related("assigned_to")
    )


def named(text: str) -> Q:
    """Return the condition that a submission is of a name, or has a receipt code of this kind."""
    found = Q(entry_title__icontains=text)
    for values in ("payload", "edited"):
        for name in ("official_name", "name_sl", "name_it", "short_name"):
            found |= Q(**{f"{values}__{name}__icontains": text})
    code = normal(text)
    return found | Q(receipt_code__startswith=code) if code else found


def in_municipality(code: str) -> Q:
    """Return the condition that its address is in a municipality, or that of its entry."""
    entries = Entry.objects.filter(municipality=code).values("uid")
    return (
        Q(edited__municipality=code)
        | Q(edited={}, payload__municipality=code)
        | Q(target_uid__in=entries)
    )


def is_late(since: dt.datetime) -> bool:
    """Whether staff have let somebody wait for more than three working days."""
    today = timezone.localdate()
    return working_days(timezone.localdate(since), today) > MODERATORS_AFTER
