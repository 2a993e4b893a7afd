"""What stands between a page and its publishing: the other language, as strictly as its policy."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, WorkflowMixin

from hubkit.bilingual.fingerprints import Fingerprint, changed, fields_of_words, fingerprint
from hubkit.bilingual.models import LanguagePolicy, PairState
from hubkit.bilingual.models.policy import Policy
from hubkit.bilingual.pairs import says_the_same, stands_alone
from hubkit.bilingual.rights import lock_message, may_publish

SUMMARY = ("title", "lead", "introduction", "intro", "summary", "search_description")


class PairIncomplete(PermissionDenied):
    """Raised where publishing one language would leave the other behind; tells which pair."""

    def __init__(self, gaps: "list[Gap]"):
        self.gaps = gaps
        super().__init__(_("The other language is not ready to be published."))


@dataclass(frozen=True)
class Gap:
    """What one pair still lacks: fields to bring in step, else what keeps back the other draft.

    That is a review that is not over, or a `refusal`: why this user may not publish it.
    """

    pair: PairState
    fields: tuple[str, ...] = ()
    untranslated: bool = False
    in_review: bool = False
    refusal: str = ""

    def labels(self) -> list[str]:
        """Return the fields as the editor's forms call them, in the active language."""
        return [label_of(self.pair.model, name) for name in self.fields]


def label_of(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    if isinstance(field, models.ForeignObjectRel):
        return str(field.related_model._meta.verbose_name_plural)
    return str(field.verbose_name)


def gap(pair: PairState, instance: models.Model, *, user=None, minor: bool = False) -> Gap | None:
    """Return what the pair lacks before this version may be published, or None.

    `instance` is the version with the words to be published. A minor edit leaves the other
    language's words right, so it asks that they are there and that nobody else has changed more.
    """
    policy = LanguagePolicy.load().of(type(instance))
    if policy == Policy.SINGLE or excused(pair):
        return None
    twin = pair.twin_of(instance)
    if not stands_alone(twin) and not has_draft(pair, twin):
        return Gap(pair, asked_fields(policy, type(instance)), untranslated=True)
    fields = lacking(pair, instance, twin)
    if minor:
        others = changed_by_others(instance)
        fields = [name for name in fields if name in others]
    missing = tuple(name for name in asked_fields(policy, type(instance)) if name in fields)
    if missing:
        return Gap(pair, missing)
    if minor or not publishes_draft_of(pair, instance, twin):
        return None
    if in_own_workflow(twin):
        return Gap(pair, in_review=True)
    refusal = refusal_of(twin, user)
    return Gap(pair, refusal=refusal) if refusal else None


def refusal_of(version: models.Model, user) -> str:
    """Return why `user` may not publish this version, or an empty text; code without one may."""
    if user is None:
        return ""
    if not may_publish(user, version):
        return _("You may not publish the version in the other language.")
    return lock_message(version, user)


def words_before(instance: DraftStateMixin) -> Fingerprint:
    """Return the words that whoever wrote this revision began with: another's draft, or live."""
    row = type(instance)._base_manager.get(pk=instance.pk)
    last = instance.latest_revision
    if last is None or row.live_revision_id is None:
        return fingerprint(row)
    drafts = row.revisions.filter(pk__gt=row.live_revision_id, pk__lt=last.pk)
    other = drafts.exclude(user=last.user_id).order_by("-pk").first()
    return fingerprint(other.as_object() if other else row)


def changed_by_others(instance: DraftStateMixin) -> list[str]:
    """Return the fields in which another person's draft, published along, differs from live."""
    row = type(instance)._base_manager.get(pk=instance.pk)
    return changed(fingerprint(row), words_before(instance))


def excused(pair: PairState) -> bool:
    """Whether somebody has said why one language goes out alone, and the day has not passed."""
    return bool(pair.reason and pair.due and pair.due >= timezone.localdate())


def asked_fields(policy: Policy, model: type[models.Model]) -> tuple[str, ...]:
    """Return the fields that must agree at once."""
    fields = fields_of_words(model)
    if policy == Policy.SOFT:
        summary = getattr(model, "language_summary_fields", SUMMARY)
        fields = [name for name in fields if name in summary]
    return tuple(fields)


def has_draft(pair: PairState, twin) -> bool:
    """Whether a version that is not public yet has a draft that was matched."""
    return bool(pair.proposed and twin is not None and getattr(twin, "latest_revision_id", None))


def lacking(pair: PairState, instance, twin) -> list[str]:
    """Return the fields that agree neither with the twin's live words nor with its draft's."""
    return min((disagreeing(pair, instance, words) for words in words_of(twin)), key=len)


def disagreeing(pair: PairState, instance, twin_words: Fingerprint) -> list[str]:
    own = fingerprint(instance)
    if pair.side_of(instance) == "source":
        return says_the_same(pair, own, twin_words)
    return says_the_same(pair, twin_words, own)


def words_of(twin) -> list[Fingerprint]:
    """Return the fingerprints of what is or may become public: the live words, the draft's."""
    found = [fingerprint(twin)] if is_public(twin) else []
    if getattr(twin, "latest_revision_id", None):
        found.append(fingerprint(twin.get_latest_revision_as_object()))
    return found or [fingerprint(twin)]


def is_public(twin) -> bool:
    """Whether readers have this version now, in its own words."""
    return stands_alone(twin) and getattr(twin, "live", True)


def publishes_draft_of(pair: PairState, instance, twin) -> bool:
    """Whether publishing `instance` must publish the twin's draft with it to be in step."""
    if not isinstance(twin, DraftStateMixin) or not (twin.latest_revision_id or stands_alone(twin)):
        return False
    if is_public(twin) and not disagreeing(pair, instance, fingerprint(twin)):
        return False
    draft = twin.get_latest_revision_as_object()
    return not disagreeing(pair, instance, fingerprint(draft))


def in_own_workflow(twin) -> bool:
    """Whether a review of the twin is not over; one that asked for changes is not."""
    return isinstance(twin, WorkflowMixin) and twin.current_workflow_state is not None
