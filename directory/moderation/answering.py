"""What staff decide on claims, confirmations, reports and wishes to be removed.

Each is one transaction and raises TransitionError or NotYoursError as hubkit.intake.review does.
"""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.utils.translation import gettext_lazy, pgettext_lazy

from directory.life import erasure, owners
from directory.life.assurance import assure
from directory.models import AssuredBy, Entry, EntryState, Owner, OwnerState
from directory.moderation import mails
from hubkit.intake import review
from hubkit.intake.models import Event, Submission
from hubkit.intake.transitions import move


class Ending(models.TextChoices):
    """What becomes of an entry that is to be removed."""

    HIDDEN = "hidden", gettext_lazy("Take the page from the web; it can be published again")
    DISSOLVED = "dissolved", gettext_lazy("The organisation does not exist any more")
    MERGED = "merged", gettext_lazy("It is part of another entry; its addresses lead there")
    GONE = "gone", pgettext_lazy("entry", "Delete it for good; its address says that it is gone")


@dataclass(frozen=True)
class End:
    """How an entry ends; `message` is for the sender, in their language."""

    ending: Ending
    merged_into: Entry | None = None
    do_not_list: bool = False
    message: str = ""


@transaction.atomic
def accept_claim(submission: Submission, *, by: AbstractUser) -> Owner:
    """Let the sender look after the entry; the mail with their link is the one they get."""
    review.begin(submission, by=by)
    owner = claimant(submission) or owners.claim(
        entry_of(submission),
        email=submission.email,
        name="",
        language=submission.language,
        submission=submission,
    )
    if owner.state != OwnerState.ACTIVE:
        owners.accept(owner, by)
    move(submission, Event.FINISH, by=by)
    return owner


@transaction.atomic
def refuse_claim(submission: Submission, *, by: AbstractUser, message: str) -> None:
    """Do not let the sender look after the entry; the reason is mailed."""
    review.reject(submission, by=by, message=message)
    owner = claimant(submission)
    if owner is not None and owner.state == OwnerState.INVITED:
        owners.set_state(owner, OwnerState.REVOKED, by=by)


def claimant(submission: Submission) -> Owner | None:
    if submission.target_uid is None:
        return None
    email = owners.plain(submission.email)
    return Owner.objects.filter(entry__uid=submission.target_uid, email=email).first()


@transaction.atomic
def confirm(submission: Submission, *, by: AbstractUser) -> None:
    """Take the sender's word that all is right: the entry's clock begins anew."""
    review.begin(submission, by=by)
    kind = AssuredBy.OWNER if submission.email_confirmed_at else AssuredBy.STAFF
    entry = entry_of(submission)
    assure(entry, kind=kind, user=by, submission=submission.pk)
    move(submission, Event.FINISH, by=by)
    mails.tell(submission, "confirmed", **mails.links_of(entry, submission.language))


@transaction.atomic
def answer(submission: Submission, *, by: AbstractUser, message: str) -> None:
    """Say that a report has been dealt with."""
    review.begin(submission, by=by)
    move(submission, Event.FINISH, by=by)
    mails.tell(submission, "answered", message=message, **links_if_any(submission))


def hide_people(submission: Submission, *, by: AbstractUser) -> list[str]:
    """Erase the contact persons of the entry at once, whatever is decided on the rest."""
    review.touch(submission)
    return erasure.erase_people(entry_of(submission), by=by)


@transaction.atomic
def remove(submission: Submission, end: End, *, by: AbstractUser) -> None:
    """End the entry as decided and tell the sender. Raises ValueError as `erasure.end_entry`."""
    review.begin(submission, by=by)
    entry = entry_of(submission)
    title = entry.title
    if end.ending == Ending.HIDDEN:
        hide(entry, by)
    else:
        erasure.end_entry(
            entry,
            state=EntryState(end.ending.value),
            by=by,
            merged_into=end.merged_into,
            do_not_list=end.do_not_list,
        )
    move(submission, Event.FINISH, by=by)
    context = {"title": title, "ending": end.ending.value, "heir": end.merged_into}
    mails.tell(submission, "removed", **context, message=end.message)


def hide(entry: Entry, by: AbstractUser) -> None:
    erasure.erase_people(entry, by=by)
    if entry.page is not None and entry.page.live:
        entry.page.unpublish(user=by)


def entry_of(submission: Submission) -> Entry:
    """Return the entry a submission is about. Raises Entry.DoesNotExist."""
    return Entry.objects.select_related("page").get(  # type: ignore[misc]
        uid=submission.target_uid  # that of None does not exist
    )


def links_if_any(submission: Submission) -> dict:
    uid = submission.target_uid
    entry = Entry.objects.filter(uid=uid).first() if uid else None
    return mails.links_of(entry, submission.language) if entry else {}
