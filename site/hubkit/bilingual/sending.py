"""A finished translation on its way: sent to review, approved, sent back, published.

Each use case is one transaction and leaves the public versions alone until somebody who may has
approved. Locks are respected, and no running workflow is ever cancelled.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Revision,
    TaskState,
    WorkflowMixin,
    WorkflowState,
)
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from hubkit.bilingual.drafts import (
    ensure_target,
    revision_of,
    save_draft,
    translated,
    translation_of,
)
from hubkit.bilingual.models import PairState
from hubkit.bilingual.models.tasks import LanguageReview
from hubkit.bilingual.notices import tell_of_sending_back
from hubkit.bilingual.pairs import match
from hubkit.bilingual.rights import may_publish, require


class NotReadyError(ValidationError):
    """Raised with a message for the translator where a translation cannot go on its way yet."""


def unfinished(translation: Translation) -> list[StringSegment]:
    """Return the segments that lack a translation, or whose machine's draft nobody has checked."""
    done = StringTranslation.objects.filter(
        translation_of=models.OuterRef("string"),
        context=models.OuterRef("context"),
        locale=translation.target_locale,
        has_error=False,
    ).filter(
        ~models.Q(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
        | models.Q(segment_check__text=models.F("data"))
    )
    segments = translation.source.stringsegment_set.exclude(context__path="slug")
    return list(segments.filter(~models.Exists(done)).select_related("string", "context"))


def lock_message(target: models.Model | None, user) -> str:
    """Return why `user` may not change this version now, or an empty text.

    A person without an account is `None`, and is kept out by every lock.
    """
    if not isinstance(target, LockableMixin):
        return ""
    lock = target.get_lock()
    if lock is None or (user is not None and not lock.for_user(user)):
        return ""
    return str(lock.get_message(user)) if user else _("This page is locked just now.")


@transaction.atomic
def send(pair: PairState, *, user=None, name: str = "") -> None:
    """Save the finished translation as a draft, match it with its source and ask for review.

    Raises NotReadyError where segments are open or the version is locked, ValidationError where the
    model refuses the words.
    """
    finish(pair, user=user, name=name)
    pair.sent_at, pair.sent_by, pair.sent_name, pair.comment = timezone.now(), user, name, ""
    pair.save()
    ask_for_review(pair, user)


def finish(pair: PairState, *, user=None, name: str = "") -> Translation:
    """Save the draft and record that it says the same as the version it was made from.

    What knows no drafts keeps its words in the translation until they are published.
    """
    translation = translation_of(pair)
    message = lock_message(pair.target, user)
    if message:
        raise NotReadyError(message)
    if unfinished(translation):
        raise NotReadyError(_("Some sentences are not translated or checked yet."))
    if keeps_drafts(pair):
        ensure_target(translation)
        revision = save_draft(translation, user=user)
        record_match(pair, translation, revision, user=user, name=name)
    return translation


def record_match(
    pair: PairState, translation: Translation, revision: Revision | None, *, user=None, name=""
) -> None:
    """Record that the translation, as this draft or as it is public, says what its source says."""
    source = translation.source.as_instance()
    match(
        pair,
        source=source,
        target=revision.as_object() if revision else pair.target,
        user=user,
        name=name,
        source_revision=revision_of(source),
        target_revision=revision,
    )


def keeps_drafts(pair: PairState) -> bool:
    return issubclass(pair.model, DraftStateMixin)


def ask_for_review(pair: PairState, user) -> None:
    """Pass on the source's workflow where it waits for this, else start the target's."""
    waiting = running_state(pair.source)
    if waiting and waiting.status == WorkflowState.STATUS_NEEDS_CHANGES:
        waiting.resume(user=user)
        return
    if waiting and isinstance(waiting.current_task_state.task.specific, LanguageReview):
        task_state = waiting.current_task_state.specific
        task_state.approve(user=user, comment=pair.sent_name)
        return
    target = pair.target
    state = running_state(target)
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=user)
    elif state is None and isinstance(target, WorkflowMixin) and target.get_workflow():
        target.get_workflow().start(target, user)


def running_state(instance: models.Model | None) -> WorkflowState | None:
    return instance.current_workflow_state if isinstance(instance, WorkflowMixin) else None


def task_for(pair: PairState, user) -> TaskState | None:
    """Return the step of a running workflow of either version that `user` may decide on.

    The step that waits for the translation is decided by sending it.
    """
    for version in (pair.target, pair.source):
        state = running_state(version)
        task_state = state.current_task_state if state else None
        if task_state is None or task_state.status != TaskState.STATUS_IN_PROGRESS:
            continue
        if isinstance(task_state.task.specific, LanguageReview):
            continue
        if {each[0] for each in task_state.task.specific.get_actions(version, user)}:
            return task_state.specific
    return None


@transaction.atomic
def approve(pair: PairState, *, user, comment: str = "") -> None:
    """Approve the step that waits for `user`; the last one publishes. Raises PermissionDenied."""
    task_state = task_for(pair, user)
    if task_state is None:
        raise PermissionDenied
    version = task_state.workflow_state.content_object
    task = task_state.task.specific
    require("approve" in {each[0] for each in task.get_actions(version, user)})
    task.on_action(task_state, user, "approve", comment=comment)


@transaction.atomic
def send_back(pair: PairState, *, user, comment: str) -> None:
    """Ask for changes, with a comment that is also mailed to whoever sent the translation.

    Raises PermissionDenied where nothing waits for `user`.
    """
    task_state = task_for(pair, user)
    if task_state is None:
        require(pair.sent_at is not None and may_publish(user, pair.target or pair.source))
    else:
        task_state.task.specific.on_action(task_state, user, "reject", comment=comment)
    pair.refresh_from_db()
    tell_of_sending_back(pair, by=user, comment=comment)
    pair.comment, pair.sent_at = comment, None
    pair.save(update_fields=["comment", "sent_at"])


@transaction.atomic
def publish(pair: PairState, *, user) -> None:
    """Publish the finished translation at once, by somebody who may; never past a workflow.

    A source that waits for it is published, and takes it along. Raises NotReadyError,
    ValidationError, PermissionDenied, or PairIncomplete where the source's own words are not public
    yet.
    """
    require(may_publish(user, pair.target or pair.source))
    held = pair.is_held
    for version in (pair.source, pair.target):
        if running_state(version):
            raise NotReadyError(_("A workflow is running; approve it or cancel it first."))
    translation = finish(pair, user=user)
    if keeps_drafts(pair):
        version = pair.source if held else pair.target
        version.get_latest_revision().publish(user=user)
        return
    ensure_target(translation)
    words = translated(translation)
    words.full_clean()
    words.save()
    record_match(pair, translation, None, user=user)
