"""Asking owners whether their entry is still right: on the day, 30 days and 60 days later."""

import datetime as dt
import logging
from collections import Counter
from datetime import timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from directory.life import mails
from directory.models.entries import Entry, EntryState
from directory.models.freshness import OVERDUE, SECOND_MAIL
from directory.models.owners import OwnerState

logger = logging.getLogger(__name__)

PAUSES = (timedelta(0), SECOND_MAIL, OVERDUE)  # after the due day: when each mail goes


def mails_due(day: dt.date, due: dt.date) -> int:
    """Return how many mails should have gone by `day` for an entry due on `due`: 0 to 3."""
    return sum(day >= due + pause for pause in PAUSES)


def remind(day: dt.date | None = None) -> Counter[str]:
    """Mail the owners of entries that are due; returns how many entries and mails.

    Idempotent: a mail that was due in nights without a run goes once, and what nobody looks after
    is only counted on, since staff have it in their list from the first day. An entry that cannot
    be mailed about is logged and does not keep the rest.
    """
    day = day or timezone.localdate()
    waiting = Q()
    for number, pause in enumerate(PAUSES, start=1):
        waiting |= Q(reminded__lt=number, due_on__lte=day - pause)
    entries = Entry.objects.filter(waiting, state=EntryState.OPEN, listed=True)
    done: Counter[str] = Counter()
    for pk in list(entries.values_list("pk", flat=True)):
        try:
            done += remind_of(pk, day)
        except (InterfaceError, OperationalError):
            raise
        except Exception:
            logger.exception("The owners of entry %s could not be reminded.", pk)
    return done


@transaction.atomic
def remind_of(pk: int, day: dt.date) -> Counter[str]:
    """Mail the owners of one entry, unless another run or a confirmation was quicker."""
    entry = Entry.objects.select_for_update(of=("self",)).select_related("page").get(pk=pk)
    number = mails_due(day, entry.due_on)
    if not entry.listed or entry.reminded >= number:
        return Counter()
    owners = list(entry.owners.filter(state=OwnerState.ACTIVE))
    for owner in owners:
        owner.entry = entry
        mails.ask(owner, number)
    entry.reminded = number
    entry.save(update_fields=["reminded"])
    return Counter(entries=1, mails=len(owners))
