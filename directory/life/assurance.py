"""Somebody says that an entry is still right: a row in the ledger, and its clock begins anew."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone

from directory.models.entries import Assurance, AssuredBy, Entry
from directory.models.freshness import due_after


@transaction.atomic
def assure(
    entry: Entry,
    *,
    kind: AssuredBy,
    user=None,
    submission: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    note: str = "",
) -> Assurance:
    """Record a confirmation and set the day of the next; the page itself is not touched.

    A confirmation older than the latest one is recorded, and leaves the clock as it is.
    """
    at = at or timezone.now()
    row = Assurance.objects.create(
        entry=entry, at=at, kind=kind, user=user, submission=submission, note=note
    )
    latest = entry.assurances.order_by("-at").values_list("at", flat=True)[0]
    entry.assured_at = latest
    entry.due_on = due_after(timezone.localdate(latest), entry.interval)
    entry.reminded = 0
    entry.save(update_fields=["assured_at", "due_on", "reminded"])
    return row
