"""Who may speak for an entry: become its owner, be checked by staff, cease to be one."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from directory.life import links, mails
from directory.life.tombstones import digest
from directory.models.entries import Entry
from directory.models.owners import Owner, OwnerState
from hubkit.intake.models import Submission

BOUNCES = 2  # permanently refused mails after which an owner is suspended

# Where many unrelated people have mailboxes and pages: the domain says nothing of who writes.
SHARED = frozenset(
    """
    alice.it amis.net aruba.it arnes.si blogspot.com facebook.com gmail.com google.com
    guest.arnes.si hotmail.com icloud.com instagram.com libero.it linktr.ee live.com outlook.com
    pec.it sites.google.com siol.net t-2.net telemach.net telemach.si tiscali.it virgilio.it
    volja.net weebly.com wordpress.com yahoo.com yahoo.it
    """.split()  # noqa: SIM905  (a list to read and to add to)
)


@transaction.atomic
def settle(
    submission: Submission, entry: Entry, *, before: Mapping[str, Any] | None = None
) -> Owner | None:
    """Let the sender of a new entry or a change that was applied look after the entry.

    A confirmed address that matches the entry as it was `before` the change (see `speaks_for`), or
    as its sender found it, is active at once, unless somebody else is; any other waits for a call
    by staff. One who was revoked stays so. Mails whom it concerns. Without a confirmed address:
    None.
    """
    if not submission.email or submission.email_confirmed_at is None:
        return None
    owner = entry.owners.filter(email=plain(submission.email)).first()
    if owner is not None and owner.state in (OwnerState.ACTIVE, OwnerState.REVOKED):
        return owner
    was_there = submission.target_uid and {"email", "website"} & set(submission.base)
    known = before if before is not None else submission.base if was_there else None
    return admit(
        entry,
        email=submission.email,
        name=name_in(submission),
        language=submission.language,
        known=known,
    )


@transaction.atomic
def claim(
    entry: Entry, *, email: str, name: str, language: str, submission: Submission | None = None
) -> Owner:
    """Take a confirmed address that asks to look after the entry, as `settle` does.

    One who was revoked is to be checked anew. `submission` says where the claim stands.
    """
    return admit(entry, email=email, name=name or name_in(submission), language=language)


def admit(
    entry: Entry, *, email: str, name: str, language: str, known: Mapping[str, Any] | None = None
) -> Owner:
    """Make or find the owner, activate or leave it to staff, and tell the owner there is already.

    `known` has the website and the mailbox to compare with, else the entry's page has.
    """
    email = plain(email)
    owner, is_new = Owner.objects.get_or_create(
        entry=entry, email=email, defaults={"name": name[:200], "language": language}
    )
    if owner.state == OwnerState.ACTIVE:
        return owner
    others = list(entry.owners.filter(state=OwnerState.ACTIVE))
    by_staff = owner.state in (OwnerState.SUSPENDED, OwnerState.REVOKED)
    if owner.state == OwnerState.SUSPENDED and owner.bounces >= BOUNCES:
        by_staff = False  # mail to it came back, and now somebody answers there
    if by_staff or others or not speaks_for(entry, email, known):
        if owner.state != OwnerState.SUSPENDED:
            set_state(owner, OwnerState.INVITED)
        for other in others if is_new else ():
            mails.tell_of_claim(other)
        return owner
    activate(owner)
    return owner


def speaks_for(entry: Entry, email: str, known: Mapping[str, Any] | None = None) -> bool:
    """Whether the address is the entry's public mailbox or of the domain of its website."""
    if known is None:
        page = entry.page
        known = {"email": page.email, "website": page.website} if page else {}
    if email == plain(known.get("email") or ""):
        return True
    host = (urlsplit(known.get("website") or "").hostname or "").removeprefix("www.")
    return bool(host) and host not in SHARED and email.rpartition("@")[2] == host


def accept(owner: Owner, by: AbstractUser) -> None:
    """Let an address look after its entry, after a call, and mail it a link."""
    activate(owner, by=by)


def refuse(owner: Owner, by: AbstractUser) -> None:
    """Do not let an address look after the entry, and tell it so."""
    end(owner, by=by, mail="refused")


def revoke(owner: Owner, by: AbstractUser | None = None) -> None:
    """Take an entry from its owner, all links at once, and tell them so."""
    end(owner, by=by, mail="ended")


@transaction.atomic
def suspend(owner: Owner, by: AbstractUser | None = None) -> None:
    """Write to an owner no more and close their links until staff have found out more."""
    links.revoke_links(owner)
    set_state(owner, OwnerState.SUSPENDED, by=by)


@transaction.atomic
def activate(owner: Owner, by: AbstractUser | None = None) -> None:
    owner.bounces = 0
    set_state(owner, OwnerState.ACTIVE, by=by)
    mails.welcome(owner)


@transaction.atomic
def end(owner: Owner, *, by: AbstractUser | None, mail: str) -> None:
    if owner.state != OwnerState.REVOKED:
        close(owner, by=by)
        mails.tell(owner, mail)


@transaction.atomic
def close(owner: Owner, by: AbstractUser | None = None) -> None:
    """Take an entry from its owner, all links at once, without a mail."""
    links.revoke_links(owner)
    set_state(owner, OwnerState.REVOKED, by=by)


def is_active(entry: Entry, email: str) -> bool:
    return entry.owners.filter(email=plain(email), state=OwnerState.ACTIVE).exists()


def set_state(owner: Owner, state: OwnerState, by: AbstractUser | None = None) -> None:
    """Save the owner in a state; the page's history keeps a hash of the address."""
    owner.state, owner.changed_at = state, timezone.now()
    owner.save()
    if page := owner.entry.page:
        data = {"state": state.value, "address": digest(owner.email)}
        log(instance=page, action="directory.owner", user=by, data=data)


def plain(email: str) -> str:
    """Return an address as owners have it: without spaces around, in small letters."""
    return email.strip().lower()


def name_in(submission: Submission | None) -> str:
    """Return the sender's name, where the form asked for it."""
    return str(submission.content.get("sender_name") or "") if submission else ""
