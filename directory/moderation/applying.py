"""Accepted fields become public: page, twin, ledger, owner and mail in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils.translation import gettext as _

from directory.life import owners
from directory.life.assurance import assure
from directory.models import AssuredBy, Entry, OrganisationPage
from directory.moderation import deciding, mails, pictures, publishing
from directory.moderation.deciding import Decision
from directory.moderation.proposals import LOGO, Proposal
from directory.moderation.subjects import Standing, Subject
from hubkit.intake import review
from hubkit.intake.models import Event, State, Submission, SubmissionFile
from hubkit.intake.transitions import move


class StaleError(Exception):
    """Raised where what would be overwritten is not what was shown."""


class ObstacleError(Exception):
    """Raised with a sentence for staff where the page may not be published now."""


@dataclass(frozen=True)
class Decided:
    """What a person decided on what was shown to them as `mark`.

    `revive` publishes a page that is not public any more; `anew` makes a new one whatever was
    there: see Proposal.
    """

    mark: str
    decisions: Sequence[Decision]
    revive: bool = False
    anew: bool = False

    @property
    def values(self) -> dict[str, Any]:
        """What is to be published, by name; the logo comes by itself."""
        return {
            each.line.name: each.becomes()
            for each in self.decisions
            if not each.is_refused and each.line.name != LOGO
        }


def apply(submission: Submission, decided: Decided, *, by: AbstractUser) -> OrganisationPage:
    """Publish what was accepted and tell the sender; return the page.

    One transaction: after any error nothing has happened and the submission is in review. Raises
    StaleError (the submission is then a conflict, for the page changed), ObstacleError,
    ValidationError by names of the profile, TransitionError, NotYoursError.
    """
    try:
        with pictures.kept_if_all_goes_well() as made, transaction.atomic():
            return apply_now(submission, decided, by=by, made=made)
    except StaleError:
        mark_conflict(submission, by=by)
        raise


def apply_now(submission: Submission, decided: Decided, *, by, made: list) -> OrganisationPage:
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    publishing.lock(submission)
    proposal = Proposal(submission, anew=decided.anew)
    subject, is_stale = proposal.subject, proposal.mark != decided.mark
    if submission.state == State.CONFLICT:
        review.resolve(submission, by=by, base=proposal.present)
    review.begin(submission, by=by)
    # Only now is it certain that nobody else decides.
    if is_stale:
        raise StaleError
    if reason := obstacle(subject, decided, by):
        raise ObstacleError(reason)
    values = decided.values
    page = page_for(submission, subject, values)
    if accepts_logo(decided) and proposal.logo is not None:
        made.append(logo_for(proposal.logo, values, page, by))
        values = values | {LOGO: made[0].pk}
    publishing.publish(page, values, user=by)
    publishing.keep_draft(subject, values, user=by)
    deciding.record(submission, decided.decisions)
    before = subject.live if subject.page else None
    settle(submission, Entry.objects.get(uid=page.uid), decided, before, by)
    return OrganisationPage.objects.get(pk=page.pk)


def obstacle(subject: Subject, decided: Decided, by: AbstractUser) -> str:
    if subject.standing is Standing.GONE:
        return _("The page is not there any more: make a new one of this, or refuse it.")
    if subject.standing is Standing.HIDDEN and not decided.revive:
        return _("The page is not public any more: say that it is to be published again.")
    return publishing.obstacle(subject, by)


def page_for(submission: Submission, subject: Subject, values: dict[str, Any]) -> OrganisationPage:
    if subject.page is None:
        return publishing.create(submission, values)
    if subject.standing is Standing.HIDDEN:
        publishing.reopen(subject)
    return subject.page


def accepts_logo(decided: Decided) -> bool:
    return any(each.line.name == LOGO and not each.is_refused for each in decided.decisions)


def logo_for(logo: SubmissionFile, values: dict[str, Any], page: OrganisationPage, by):
    alts = [values.get(f"logo_alt_{code}") or "" for code in ("sl", "it")]
    alt = " / ".join(filter(None, alts))
    return pictures.adopt(logo, title=page.title, alt=alt, user=by)


def settle(submission: Submission, entry: Entry, decided: Decided, before, by) -> None:
    """Record what follows for the entry and its sender, and mail; `before` it said those values."""
    if submission.email_confirmed_at is not None:
        assure(entry, kind=AssuredBy.OWNER, submission=submission.pk)
    owners.settle(submission, entry, before=before)
    submission.target_uid = entry.uid
    submission.save(update_fields=["target_uid"])
    context = deciding.told(decided.decisions, submission.language)
    move(submission, Event.FINISH, by=by)
    mails.tell(submission, "applied", **context, **mails.links_of(entry, submission.language))


@transaction.atomic
def mark_conflict(submission: Submission, *, by: AbstractUser) -> None:
    """Say that it has to be compared anew, where it is not said already."""
    submission.refresh_from_db()
    if submission.state == State.IN_REVIEW:
        review.begin(submission, by=by)
        review.clash(submission, by=by)
