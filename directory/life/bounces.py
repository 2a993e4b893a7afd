"""Mails to owners that a mail server refused for good; after two of them an owner is suspended.

What is known is what the server said while the mail was handed to it (RFC 5321, 5xx to RCPT). A
mail that comes back later lands in the mailbox of the site, and staff note it in the entry's page.
"""

import re
from collections import Counter

from django.db import transaction

from directory.life.owners import BOUNCES, suspend
from directory.models.owners import Owner, OwnerState
from hubkit.outbox.models import Message, State

# As smtplib tells it: SMTPRecipientsRefused: {'a@example.org': (550, b'5.1.1 no such user')}
REFUSED = re.compile(r"^SMTPRecipientsRefused: .*\(5\d\d,")


def count_bounces() -> int:
    """Write down how many mails to each active owner came back; returns how many are suspended.

    Counted anew each time from the outgoing mail, since the owner was last changed: idempotent.
    """
    refused = Message.objects.filter(last_error__startswith="SMTPRecipientsRefused").exclude(
        state=State.SENT
    )
    times: dict[str, list] = {}
    for row in refused.values("recipients", "last_error", "created_at"):
        if REFUSED.match(row["last_error"]):
            times.setdefault(row["recipients"].lower(), []).append(row["created_at"])
    owners = Owner.objects.filter(email__in=list(times), state=OwnerState.ACTIVE)
    suspended: Counter[bool] = Counter()
    for owner in owners.select_related("entry__page"):
        after = sum(at >= owner.changed_at for at in times[owner.email])
        suspended[note(owner, max(after, owner.bounces))] += 1
    return suspended[True]


@transaction.atomic
def note(owner: Owner, bounces: int) -> bool:
    """Keep the number; suspend the owner where it is too high, and return whether it was."""
    if bounces != owner.bounces:
        owner.bounces = bounces
        owner.save(update_fields=["bounces"])
    if bounces < BOUNCES:
        return False
    suspend(owner)
    return True


def came_back(owner: Owner, by) -> None:
    """Note, for staff, that mail to this address came back: for good, so they are suspended."""
    owner.bounces = max(owner.bounces + 1, BOUNCES)
    owner.save(update_fields=["bounces"])
    suspend(owner, by=by)
