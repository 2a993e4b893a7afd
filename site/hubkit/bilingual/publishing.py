"""Publishing a version keeps its pair right, in the same transaction, whichever way it is done.

Every way (the editor, bulk actions, workflows, schedules, code) ends in Wagtail's
`PublishRevisionAction.execute`; here it is told what a pair is. Code that names no user is trusted
and passes the gate.
"""

import datetime as dt

from django.db import models, transaction
from django.utils import timezone
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, RevisionMixin, TranslatableMixin

from hubkit.bilingual.aliases import is_peer_alias
from hubkit.bilingual.facts import sync_facts
from hubkit.bilingual.fingerprints import fingerprint
from hubkit.bilingual.gate import (
    PairIncomplete,
    gap,
    in_own_workflow,
    publishes_draft_of,
    refusal_of,
    words_before,
)
from hubkit.bilingual.models import LanguagePolicy, PairState
from hubkit.bilingual.models.policy import Policy
from hubkit.bilingual.pairs import forgive, pairs_of, refresh, stands_alone

stock_execute = PublishRevisionAction.execute


def execute(self: PublishRevisionAction, skip_permission_checks: bool = False):
    """Publish or schedule a revision, and its pair with it. Raises PairIncomplete for a person."""
    if not isinstance(self.object, TranslatableMixin):
        return stock_execute(self, skip_permission_checks)
    with transaction.atomic():
        return publish(self, skip_permission_checks)


def publish(action: PublishRevisionAction, skip_permission_checks: bool):
    instance = action.object
    if already_public(action):
        return None
    pairs = pairs_of(instance)
    if action.user and not getattr(action, "has_passed", False):
        check_gate(action, pairs)
    twins = [twin_to_publish(pair, action) for pair in pairs]
    forgiving = [pair for pair in pairs if pair.minor_revision_id == action.revision.pk]
    before = words_before(instance) if forgiving else {}
    if isinstance(instance, Page) and is_peer_alias(instance):
        instance.alias_of = None
    result = stock_execute(action, skip_permission_checks)
    is_live = instance.live_revision_id == action.revision.pk
    for pair in forgiving if is_live else ():
        forgive(pair, pair.side_of(instance), before, fingerprint(instance))
        pair.minor_revision = None
        pair.save()
    for twin in twins:
        if twin is not None:
            publish_twin(twin, action)
    if is_live:
        settle(pairs)
    return result


def already_public(action: PublishRevisionAction) -> bool:
    """Whether a schedule comes to a version that its pair has already taken along."""
    if not is_scheduled(action):
        return False
    row = type(action.object)._base_manager.get(pk=action.object.pk)
    return row.live and row.live_revision_id == action.revision.pk


def is_scheduled(action: PublishRevisionAction) -> bool:
    """Whether the hour of a version has come, not somebody to publish it."""
    return action.log_action == "wagtail.publish.scheduled"


def check_gate(action: PublishRevisionAction, pairs: list[PairState]) -> None:
    found = [
        gap(
            pair,
            action.object,
            user=action.user,
            minor=pair.minor_revision_id == action.revision.pk,
        )
        for pair in pairs
    ]
    gaps = [each for each in found if each]
    if gaps:
        raise PairIncomplete(gaps)


def twin_to_publish(pair: PairState, action: PublishRevisionAction) -> models.Model | None:
    """Return the other version, where its draft says the same as what is published now.

    Only new words take it along, and only by a person who may publish both; a draft that is in a
    review of its own waits for that, and a schedule takes what was scheduled with it.
    """
    twin = pair.twin_of(action.object)
    if not isinstance(twin, DraftStateMixin) or not new_words(action):
        return None
    if twin.live and twin.latest_revision_id == twin.live_revision_id:
        return None
    if in_own_workflow(twin) or refusal_of(twin, action.user):
        return None
    if is_scheduled(action) and not getattr(twin.latest_revision, "approved_go_live_at", None):
        return None
    if waits_already(twin, action.object.go_live_at):
        return None
    return twin if publishes_draft_of(pair, action.object, twin) else None


def new_words(action: PublishRevisionAction) -> bool:
    """Whether readers will see other words than before, or any at all."""
    row = type(action.object)._base_manager.get(pk=action.object.pk)
    return not row.live or fingerprint(row) != fingerprint(action.object)


def waits_already(twin: RevisionMixin, go_live_at: dt.datetime | None) -> bool:
    """Whether the twin's draft is scheduled for the same future second."""
    if go_live_at is None or go_live_at <= timezone.now() or twin.latest_revision is None:
        return False
    return twin.latest_revision.approved_go_live_at == go_live_at


def publish_twin(twin: RevisionMixin, action: PublishRevisionAction) -> None:
    """Publish the twin's draft as its pair's other half, which has passed the gate with it.

    Now, or at the same second.
    """
    revision = twin.latest_revision or twin.save_revision(user=action.user)
    for name in ("go_live_at", "expire_at"):
        value = getattr(action.object, name)
        revision.content[name] = value.isoformat() if value else None
    revision.save(update_fields=["content"])
    half = type(action)(revision, user=action.user, log_action=action.log_action)
    half.has_passed = True
    half.execute(skip_permission_checks=True)


def settle(pairs: list[PairState]) -> None:
    """Bring facts in step after a publish, and tell the new states."""
    policy = LanguagePolicy.load()
    for pair in pairs:
        pair.refresh_from_db()
        pair.pending = {}
        source, target = pair.source, pair.target
        if source is not None and target is not None and getattr(source, "live", True):
            bring_facts(source, target)
            bring_expiry(source, target)
        keep_draft_of_alias(target)
        refresh(pair, versions=(source, target))
        soft = policy.of(pair.model) == Policy.SOFT
        if soft and pair.step != "in_step" and pair.due is None:
            pair.due = policy.due()
            pair.save(update_fields=["due"])


def bring_expiry(source: DraftStateMixin, target: models.Model) -> None:
    """Let both go out of the public together, also where only the hour has changed."""
    if not isinstance(target, DraftStateMixin) or target.expire_at == source.expire_at:
        return
    type(target)._base_manager.filter(pk=target.pk).update(expire_at=source.expire_at)
    target.expire_at = source.expire_at


def bring_facts(source: models.Model, target: models.Model) -> None:
    changed = sync_facts(source, target)
    if changed:
        log(instance=target, action="hubkit_bilingual.facts", data={"fields": changed})


def keep_draft_of_alias(target: TranslatableMixin | None) -> None:
    """Wagtail takes an alias that follows its source to have no draft; ours may have one."""
    if target is None or stands_alone(target) or not isinstance(target, Page):
        return
    if target.latest_revision_id:
        Page.objects.filter(pk=target.pk).update(has_unpublished_changes=True)


PublishRevisionAction.execute = execute
