"""The entries that need a call, and why: nobody answers, nobody looks after them, staff decide."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from directory.models.entries import Assurance, Entry, EntryState
from directory.models.freshness import DECIDE, DORMANT, OVERDUE
from directory.models.owners import Owner, OwnerState
from directory.models.parts import Phone


class Why(models.TextChoices):
    """Why somebody should call. The order is that of urgency."""

    CLAIM = "claim", pgettext_lazy("to call", "somebody asks to look after it")
    NEW_CONTACT = "contact", pgettext_lazy("to call", "mail comes back: find a new contact")
    DECIDE = "decide", pgettext_lazy("to call", "unconfirmed for two years: decide")
    DORMANT = "dormant", pgettext_lazy("to call", "dormant")
    OVERDUE = "overdue", pgettext_lazy("to call", "overdue, no answer to three mails")
    NO_OWNER = "no-owner", pgettext_lazy("to call", "to be confirmed, and nobody looks after it")

    def condition(self, day: dt.date) -> Q:
        """Return which entries annotated by `with_owners` have this reason on a day."""
        return {
            Why.CLAIM: Q(has_invited=True),
            Why.NEW_CONTACT: Q(has_suspended=True, has_active=False),
            Why.DECIDE: Q(due_on__lte=day - DECIDE),
            Why.DORMANT: Q(due_on__lte=day - DORMANT, due_on__gt=day - DECIDE),
            Why.OVERDUE: Q(due_on__lte=day - OVERDUE, due_on__gt=day - DORMANT),
            Why.NO_OWNER: Q(due_on__lte=day, has_active=False),
        }[self]


def to_call(why: Why | None = None, day: dt.date | None = None) -> QuerySet[Entry]:
    """Return the entries that need a call, for one reason or any, those waiting longest first.

    Each is annotated with the reasons that hold, as `is_claim`, `is_overdue` and so on.
    """
    day = day or timezone.localdate()
    reasons = {
        f"is_{each.name.lower()}": ExpressionWrapper(each.condition(day), BooleanField())
        for each in Why
    }
    wanted = [f"is_{why.name.lower()}"] if why else list(reasons)
    entries = with_owners().annotate(**reasons)
    return entries.filter(reduce(or_, (Q(**{name: True}) for name in wanted))).order_by(
        "due_on", "pk"
    )


def with_owners() -> QuerySet[Entry]:
    """Return the entries that are in the directory, with what owners there are."""

    def has(state: OwnerState) -> Exists:
        return Exists(Owner.objects.filter(entry=OuterRef("pk"), state=state))

    return Entry.objects.filter(state=EntryState.OPEN, listed=True).annotate(
        has_active=has(OwnerState.ACTIVE),
        has_invited=has(OwnerState.INVITED),
        has_suspended=has(OwnerState.SUSPENDED),
    )


@dataclass
class Call:
    """One line of the list: the entry, why, whom to call, who confirmed it last."""

    entry: Entry
    reasons: list[Why]
    phones: list[Phone] = field(default_factory=list)
    owners: list[Owner] = field(default_factory=list)
    last: Assurance | None = None


def calls_of(entries: list[Entry]) -> list[Call]:
    """Return the lines of entries as `to_call` gives them, in three queries however many."""
    phones = grouped(Phone.objects.filter(page__in=[e.page_id for e in entries]), "page_id")
    owners = grouped(Owner.objects.filter(entry__in=entries), "entry_id")
    ledger = Assurance.objects.filter(entry__in=entries).order_by("at", "pk")
    last = {row.entry_id: row for row in ledger}
    return [
        Call(e, reasons_of(e), phones[e.page_id], owners[e.pk], last.get(e.pk)) for e in entries
    ]


def reasons_of(entry: Entry) -> list[Why]:
    return [why for why in Why if getattr(entry, f"is_{why.name.lower()}")]


def grouped(rows: QuerySet, key: str) -> defaultdict[int | None, list]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found
