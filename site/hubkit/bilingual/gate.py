"""What stands between a page and its publishing: the other language, as strictly as its policy."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import WorkflowMixin

from hubkit.bilingual.fingerprints import Fingerprint, fields_of_words, fingerprint
from hubkit.bilingual.models import LanguagePolicy, PairState
from hubkit.bilingual.models.policy import Policy
from hubkit.bilingual.pairs import says_the_same, stands_alone

SUMMARY = ("title", "lead", "introduction", "intro", "summary", "search_description")


class PairIncomplete(PermissionDenied):
    """Raised where publishing one language would leave the other behind; tells which pair."""

    def __init__(self, gaps: "list[Gap]"):
        self.gaps = gaps
        super().__init__(_("The other language is not ready to be published."))


@dataclass(frozen=True)
class Gap:
    """What one pair still lacks: the fields to bring in step, or a review that is not over."""

    pair: PairState
    fields: tuple[str, ...] = ()
    untranslated: bool = False
    in_review: bool = False

    def labels(self) -> list[str]:
        """Return the fields as the editor's forms call them, in the active language."""
        return [label_of(self.pair.model, name) for name in self.fields]


def label_of(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    if isinstance(field, models.ForeignObjectRel):
        return str(field.related_model._meta.verbose_name_plural)
    return str(field.verbose_name)


def gap(pair: PairState, instance: models.Model, *, minor: bool = False) -> Gap | None:
    """Return what the pair lacks before this version may be published, or None.

    `instance` is the version with the words to be published. A minor edit leaves the other
    language's words right, so it only asks that they are there.
    """
    policy = LanguagePolicy.load().of(type(instance))
    if policy == Policy.SINGLE or excused(pair):
        return None
    twin = pair.twin_of(instance)
    if not stands_alone(twin) and not has_draft(pair, twin):
        return Gap(pair, asked_fields(policy, type(instance)), untranslated=True)
    if minor:
        return None
    fields = lacking(pair, instance, twin)
    missing = tuple(name for name in asked_fields(policy, type(instance)) if name in fields)
    if missing:
        return Gap(pair, missing)
    if publishes_draft_of(pair, instance, twin) and in_own_workflow(twin):
        return Gap(pair, in_review=True)
    return None


def excused(pair: PairState) -> bool:
    return pair.due is not None and pair.due >= timezone.localdate()


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
    found = [fingerprint(twin)] if stands_alone(twin) else []
    if getattr(twin, "latest_revision_id", None):
        found.append(fingerprint(twin.get_latest_revision_as_object()))
    return found


def publishes_draft_of(pair: PairState, instance, twin) -> bool:
    """Whether publishing `instance` must publish the twin's draft with it to be in step."""
    if twin is None or not getattr(twin, "latest_revision_id", None):
        return False
    if stands_alone(twin) and not disagreeing(pair, instance, fingerprint(twin)):
        return False
    draft = twin.get_latest_revision_as_object()
    return not disagreeing(pair, instance, fingerprint(draft))


def in_own_workflow(twin) -> bool:
    return isinstance(twin, WorkflowMixin) and twin.workflow_in_progress
