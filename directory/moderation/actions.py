"""What staff can do with a submission; each tells in words what it did."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name

from directory.moderation import answering
from directory.moderation.applying import Decided, apply
from directory.moderation.deciding import refusals
from directory.moderation.endings import EndForm
from directory.moderation.forms import Sheet
from directory.moderation.matters import CHANGE, Matter
from directory.moderation.rights import is_mine
from hubkit.intake import review
from hubkit.intake.models import Event, State, Submission
from hubkit.intake.transitions import NotYoursError


@dataclass
class Case:
    """A submission on the screen of somebody, with what they typed."""

    submission: Submission
    sheet: Sheet
    end: EndForm
    user: AbstractUser
    data: dict
    # Set where the person is led to another submission afterwards.
    successor: Submission | None = None

    @property
    def message(self) -> str:
        """The words to the sender; with the refused fields and their reasons below them."""
        language = self.submission.language
        parts = [self.sheet.message.text, refusals(self.sheet.refused(), language)]
        return "\n\n".join(filter(None, parts))

    def required_message(self) -> str:
        if not self.message:
            raise ValidationError(_("Give a reason; the sender reads it."))
        return self.message


class Action(StrEnum):
    """An action by the value of its button."""

    TAKE = "take"
    TAKE_OVER = "take-over"
    RELEASE = "release"
    NOTE = "note"
    PUBLISH = "publish"
    ASK = "ask"
    REJECT = "reject"
    SPAM = "spam"
    NOT_SPAM = "not-spam"
    MERGE = "merge"
    ACCEPT_CLAIM = "accept-claim"
    REFUSE_CLAIM = "refuse-claim"
    CONFIRM = "confirm"
    ANSWER = "answer"
    HIDE_PEOPLE = "hide-people"
    REMOVE = "remove"

    @property
    def judges(self) -> bool:
        """Whether it says that what is on the screen is right, and so must be what was seen."""
        return self not in UNSEEING

    def run(self, case: Case) -> str:
        """Do it and return the message. Raises as the use case does."""
        return RUN[self](case)


UNSEEING = {Action.TAKE, Action.TAKE_OVER, Action.RELEASE, Action.NOTE}
OF_MATTER = {
    Matter.FIELDS: {Action.PUBLISH, Action.ASK, Action.REJECT, Action.MERGE},
    Matter.CLAIM: {Action.ACCEPT_CLAIM, Action.REFUSE_CLAIM, Action.ASK},
    Matter.ASSURE: {Action.CONFIRM, Action.REJECT},
    Matter.REPORT: {Action.ANSWER},
    Matter.REMOVE: {Action.REMOVE, Action.HIDE_PEOPLE, Action.ASK, Action.REJECT},
}


def offered(submission: Submission, user: AbstractUser) -> set[Action]:
    """Return what `user` may do with it just now."""
    found = {Action.NOTE}
    if submission.allows(Event.TAKE):
        found |= {Action.TAKE}
    if is_mine(submission, user):
        found |= {Action.RELEASE, *OF_MATTER[Matter.of(submission)]}
        found |= {Action.SPAM} if submission.allows(Event.SPAM) else set()
        # A conflict is compared first; what was compared is published or goes back.
        found -= set() if submission.state == State.IN_REVIEW else NOT_IN_CONFLICT
    elif submission.allows(Event.RELEASE):
        found |= {Action.TAKE_OVER}
    elif submission.allows(Event.SPAM):
        found |= {Action.SPAM}
    if submission.allows(Event.NOT_SPAM):
        found |= {Action.NOT_SPAM}
    return found


NOT_IN_CONFLICT = {Action.SPAM, Action.MERGE}


def take(case: Case) -> str:
    holder = review.take(case.submission, by=case.user)
    if holder == case.user:
        return _("You are reviewing this now.")
    raise ValidationError(held_by(case.submission))


@transaction.atomic
def take_over(case: Case) -> str:
    review.release(case.submission, by=case.user)
    return take(case)


def held_by(submission: Submission) -> str:
    """Return who has it, or what has become of it."""
    if submission.assigned_to is not None and State(submission.state).waits_for_staff:
        name = get_user_display_name(submission.assigned_to)
        return _("%(name)s is reviewing this.") % {"name": name}
    return _("This has been decided or changed meanwhile. It stands at: %(state)s.") % {
        "state": submission.get_state_display()
    }


def release(case: Case) -> str:
    review.release(case.submission, by=case.user)
    return _("Back in the queue for somebody else.")


def note(case: Case) -> str:
    review.note(case.submission, case.data.get("note", "").strip())
    return _("The note is kept.")


def publish(case: Case) -> str:
    decided = Decided(
        mark=case.data.get("mark", ""),
        decisions=case.sheet.decided(),
        revive=case.data.get("revive") == "yes",
        anew=case.sheet.proposal.anew,
    )
    page = apply(case.submission, decided, by=case.user)
    return _("“%(title)s” is published in both languages, and the sender has been told.") % {
        "title": page.title
    }


@transaction.atomic
def ask(case: Case) -> str:
    settle_conflict(case)
    review.ask_for_changes(case.submission, by=case.user, message=case.required_message())
    return _("The sender has been asked by mail to change it.")


@transaction.atomic
def reject(case: Case) -> str:
    message = case.required_message()
    settle_conflict(case)
    review.reject(case.submission, by=case.user, message=message)
    return _("Refused; the sender has been told the reason by mail.")


def settle_conflict(case: Case) -> None:
    """What changed meanwhile does not matter where nothing is published."""
    if case.submission.state == State.CONFLICT:
        review.resolve(case.submission, by=case.user, base=case.sheet.proposal.present)


def mark_spam(case: Case) -> str:
    submission = case.submission
    if submission.state == State.IN_REVIEW and not is_mine(submission, case.user):
        raise NotYoursError(submission, Event.SPAM)
    review.mark_spam(submission, by=case.user)
    return _("Put aside as spam. Nobody was written to.")


def not_spam(case: Case) -> str:
    review.not_spam(case.submission, by=case.user)
    return _("Freed: it goes on as if nothing had been suspected.")


def merge(case: Case) -> str:
    uid = UUID(case.data.get("same", ""))
    case.successor = review.merge(case.submission, by=case.user, kind=CHANGE, target_uid=uid)
    return _("It is now a change of the entry that is there already.")


def accept_claim(case: Case) -> str:
    answering.accept_claim(case.submission, by=case.user)
    return _("The sender looks after the entry from now on and has got a link.")


def refuse_claim(case: Case) -> str:
    answering.refuse_claim(case.submission, by=case.user, message=case.required_message())
    return _("Refused; the sender has been told the reason by mail.")


def confirm(case: Case) -> str:
    answering.confirm(case.submission, by=case.user)
    return _("The entry counts as confirmed from today.")


def answer(case: Case) -> str:
    answering.answer(case.submission, by=case.user, message=case.sheet.message.text)
    return _("Done; whoever reported it has been told, if they left an address.")


def hide_people(case: Case) -> str:
    answering.hide_people(case.submission, by=case.user)
    return _("The contact persons have been erased, in earlier versions too.")


def remove(case: Case) -> str:
    if not case.end.is_valid():
        raise ValidationError(_("Choose what becomes of the entry."))
    answering.remove(case.submission, case.end.value(case.message), by=case.user)
    return _("Done; the sender has been told.")


RUN: dict[Action, Callable[[Case], str]] = {
    Action.TAKE: take,
    Action.TAKE_OVER: take_over,
    Action.RELEASE: release,
    Action.NOTE: note,
    Action.PUBLISH: publish,
    Action.ASK: ask,
    Action.REJECT: reject,
    Action.SPAM: mark_spam,
    Action.NOT_SPAM: not_spam,
    Action.MERGE: merge,
    Action.ACCEPT_CLAIM: accept_claim,
    Action.REFUSE_CLAIM: refuse_claim,
    Action.CONFIRM: confirm,
    Action.ANSWER: answer,
    Action.HIDE_PEOPLE: hide_people,
    Action.REMOVE: remove,
}
