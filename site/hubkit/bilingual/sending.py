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
from hubkit.bilingual.models.tasks import LanguageReview, PairPublication
from hubkit.bilingual.notices import tell_of_sending_back
from hubkit.bilingual.pairs import lock, match
from hubkit.bilingual.rights import lock_message, may_publish, require


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


@transaction.atomic
def send(pair: PairState, *, user=None, name: str = "") -> None:
    """Save the finished translation as a draft, match it with its source and ask for review.

    Raises NotReadyError where segments are open or the version is locked, ValidationError where the
    model refuses the words.
    """
    lock(pair)
    was_sent_back = bool(pair.comment)
    finish(pair, user=user, name=name)
    pair.sent_at, pair.sent_by, pair.sent_name, pair.comment = timezone.now(), user, name, ""
    pair.save()
    ask_for_review(pair, user, was_sent_back=was_sent_back)


@transaction.atomic
def finish(pair: PairState, *, user=None, name: str = "") -> Translation:
    """Save the draft and record that it says the same as the version it was made from.

    What knows no drafts keeps its words in the translation until they are published.
    """
    lock(pair)
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


def ask_for_review(pair: PairState, user, *, was_sent_back: bool) -> None:
    """Pass on the source's workflow; only where it has none, start the target's.

    A pair has one review: two would wait for each other.
    """
    source, target = running_state(pair.source), running_state(pair.target)
    if source:
        if target:
            target.cancel(user=user)
        pass_on(source, pair, user, was_sent_back=was_sent_back)
    elif target and target.status == WorkflowState.STATUS_NEEDS_CHANGES:
        target.resume(user=user)
    elif target is None and isinstance(pair.target, WorkflowMixin) and pair.target.get_workflow():
        pair.target.get_workflow().start(pair.target, user)


def pass_on(state: WorkflowState, pair: PairState, user, *, was_sent_back: bool) -> None:
    """Take the source's workflow a step on, where it was the translation that it waited for.

    The last step publishes: that is left to somebody who may.
    """
    step = state.current_task_state
    task = step.task.specific
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        if was_sent_back or isinstance(task, (LanguageReview, PairPublication)):
            state.resume(user=user)
        return
    may_go_on = not is_last(step) or (user and may_publish_both(user, pair))
    if may_go_on and isinstance(task, LanguageReview):
        step.specific.approve(user=user, comment=pair.sent_name)


def is_last(step: TaskState) -> bool:
    """Whether approving this step ends its workflow."""
    return step.task == step.workflow_state.workflow.tasks.filter(active=True).last()


def may_publish_both(user, pair: PairState) -> bool:
    return all(may_publish(user, version) for version in (pair.source, pair.target) if version)


def running_state(instance: models.Model | None) -> WorkflowState | None:
    return instance.current_workflow_state if isinstance(instance, WorkflowMixin) else None


def task_for(pair: PairState, user) -> TaskState | None:
    """Return the step of a running workflow of either version that `user` may decide on.

    The step that waits for the translation is decided by sending it; if it is the last, by somebody
    who may publish what was sent.
    """
    for version in (pair.target, pair.source):
        state = running_state(version)
        task_state = state.current_task_state if state else None
        if task_state is None or task_state.status != TaskState.STATUS_IN_PROGRESS:
            continue
        waits = isinstance(task_state.task.specific, LanguageReview)
        if waits and not (pair.sent_at and may_publish_both(user, pair)):
            continue
        if {each[0] for each in task_state.task.specific.get_actions(version, user)}:
            return task_state.specific
    return None


@transaction.atomic
def approve(pair: PairState, *, user, comment: str = "", step: int | None = None) -> None:
    """Approve the step that waits for `user`; the last one publishes.

    `step` is the key of the TaskState that they have read. Raises PermissionDenied, also where it
    is over: a second click approves nothing further.
    """
    lock(pair)
    task_state = task_for(pair, user)
    if task_state is None or step not in (None, task_state.pk):
        raise PermissionDenied
    version = task_state.workflow_state.content_object
    task = task_state.task.specific
    require("approve" in {each[0] for each in task.get_actions(version, user)})
    task.on_action(task_state, user, "approve", comment=comment)


@transaction.atomic
def send_back(pair: PairState, *, user, comment: str, step: int | None = None) -> None:
    """Ask for changes, with a comment that is also mailed to whoever sent the translation.

    Raises PermissionDenied where nothing waits for `user`.
    """
    lock(pair)
    task_state = task_for(pair, user)
    if task_state is None:
        require(pair.sent_at is not None and may_publish(user, pair.target or pair.source))
    else:
        require(step in (None, task_state.pk))
        task_state.task.specific.on_action(task_state, user, "reject", comment=comment)
    pair.refresh_from_db()
    tell_of_sending_back(pair, by=user, comment=comment)
    pair.comment, pair.sent_at, pair.proposed = comment, None, {}
    pair.save(update_fields=["comment", "sent_at", "proposed"])


@transaction.atomic
def publish(pair: PairState, *, user) -> None:
    """Publish the finished translation at once, by somebody who may; never past a workflow.

    A source that waits for it is published, and takes it along. Raises NotReadyError,
    ValidationError, PermissionDenied, or PairIncomplete where the source's own words are not public
    yet.
    """
    lock(pair)
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
