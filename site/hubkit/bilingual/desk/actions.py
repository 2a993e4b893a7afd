"""What can be done with a translation from the screen; each tells in words what it did."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubkit.bilingual.desk.sheet import Sheet
from hubkit.bilingual.desk.turning import turn
from hubkit.bilingual.drafts import content_of, translated
from hubkit.bilingual.machine.configuration import setting
from hubkit.bilingual.machine.drafts import machine_drafts
from hubkit.bilingual.models import Step
from hubkit.bilingual.pairs import match, stands_alone
from hubkit.bilingual.rights import lock_message, may_edit, may_publish, require
from hubkit.bilingual.sending import (
    NotReadyError,
    approve,
    finish,
    publish,
    running_state,
    send,
    send_back,
    task_for,
)


@dataclass(frozen=True)
class Said:
    """What a moderator says: a comment, and the step of the workflow that was on the screen."""

    comment: str = ""
    step: int | None = None


class Action(StrEnum):
    """An action by the value of its button."""

    SAVE = "save"
    SEND = "send"
    APPROVE = "approve"
    SEND_BACK = "send-back"
    PUBLISH = "publish"
    MATCH = "match"
    TURN = "turn"
    MACHINE = "machine"

    def run(self, sheet: Sheet, *, user, said: Said | None = None) -> str:
        """Do it and return the message. Raises as the use case does."""
        return RUN[self](sheet, user, said or Said())


def offered(sheet: Sheet, user) -> set[Action]:
    """Return what `user` may do with this pair just now."""
    pair, target = sheet.pair, sheet.target
    running = any(running_state(version) for version in (pair.source, target))
    found = set() if sheet.lock else {Action.SAVE, Action.SEND}
    task = task_for(pair, user)
    if task:
        found |= {Action.SEND_BACK}
        found |= {Action.APPROVE} if may_approve(task, user) else set()
    publishes = may_publish(user, target or pair.source)
    if publishes and pair.sent_at and not running:
        found |= {Action.SEND_BACK}
    if publishes and not running and not sheet.lock:
        found |= {Action.PUBLISH}
    if stands_alone(target) and not running and not sheet.lock:
        found |= {Action.TURN}
        found |= {Action.MATCH} if pair.step != Step.IN_STEP else set()
    if setting() and not sheet.lock and not sheet.is_complete:
        found |= {Action.MACHINE}
    return found


def may_approve(task_state, user) -> bool:
    version = task_state.workflow_state.content_object
    return "approve" in {each[0] for each in task_state.task.specific.get_actions(version, user)}


def save(sheet, user, said) -> str:
    return _("Saved. The public page stays as it is until the translation is published.")


def send_to_review(sheet, user, said) -> str:
    send(sheet.pair, user=user)
    return _("Sent to review. The public page stays as it is until it is approved.")


def approve_step(sheet, user, said) -> str:
    """Approve what is on the screen: a moderator's own corrections go into the draft first."""
    require(task_for(sheet.pair, user) is not None)
    if is_behind(sheet):
        finish(sheet.pair, user=user)
    approve(sheet.pair, user=user, comment=said.comment, step=said.step)
    return _("Approved.")


def is_behind(sheet: Sheet) -> bool:
    """Whether the draft that was sent shows something else than the screen."""
    target = sheet.target
    if not sheet.pair.proposed or not getattr(target, "latest_revision_id", None):
        return False
    draft = target.get_latest_revision_as_object()
    return content_of(draft) != content_of(translated(sheet.translation))


def reject(sheet, user, said) -> str:
    if not said.comment.strip():
        raise NotReadyError(_("Say in the comment what should be changed."))
    send_back(sheet.pair, user=user, comment=said.comment.strip(), step=said.step)
    return _("Sent back with your comment.")


def publish_now(sheet, user, said) -> str:
    publish(sheet.pair, user=user)
    return _("Published. Both languages are in step.")


def match_as_they_stand(sheet, user, said) -> str:
    pair = sheet.pair
    source, target = pair.source, pair.target
    require(may_edit(user, source) and stands_alone(target) and may_edit(user, target))
    # A reason why one language went out alone is a moderator's, and so is its end.
    require(not pair.reason or may_publish(user, target))
    if message := lock_message(target, user):
        raise NotReadyError(message)
    if any(running_state(version) for version in (source, target)):
        raise NotReadyError(_("A workflow is running; approve it or cancel it first."))
    match(pair, source=source, target=target, user=user)
    return _("Recorded: both versions say the same as they stand.")


def turn_round(sheet, user, said) -> str:
    pair = sheet.pair
    for version in (pair.source, pair.target):
        require(version is not None and may_edit(user, version))
        if message := lock_message(version, user):
            raise NotReadyError(message)
    turn(pair)
    return _("From now on this is translated the other way round.")


def translate_by_machine(sheet, user, said) -> str:
    if sheet.lock:
        raise NotReadyError(sheet.lock)
    result = machine_drafts(sheet.translation, user=user)
    told = ngettext(
        "The machine has drafted %(number)d sentence. Read and check it.",
        "The machine has drafted %(number)d sentences. Read and check them.",
        result.count,
    ) % {"number": result.count}
    if result.problem:
        raise NotReadyError([told, result.problem] if result.count else result.problem)
    if result.without_tags:
        lost = _("Without bold, italic and links: %(number)d.") % {"number": result.without_tags}
        return f"{told} {lost}"
    return told


RUN: dict[Action, Callable[..., str]] = {
    Action.SAVE: save,
    Action.SEND: send_to_review,
    Action.APPROVE: approve_step,
    Action.SEND_BACK: reject,
    Action.PUBLISH: publish_now,
    Action.MATCH: match_as_they_stand,
    Action.TURN: turn_round,
    Action.MACHINE: translate_by_machine,
}
