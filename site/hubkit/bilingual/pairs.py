"""What happens to a pair of language versions; each function is one step, told by its name.

Readers see the live versions, so a pair's state is always told of these. A draft changes nothing
until it is published.
"""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.models import Locale, Page, Revision, TranslatableMixin
from wagtail_localize.models import TranslationSource

from hubkit.bilingual.aliases import is_peer_alias
from hubkit.bilingual.fingerprints import (
    Fingerprint,
    changed,
    fields_of_words,
    fingerprint,
    marks_of,
    new_words,
    words,
)
from hubkit.bilingual.models import PairState
from hubkit.bilingual.models.pairs import Step
from hubkit.bilingual.records import is_record


def pairs_of(instance: TranslatableMixin) -> list[PairState]:
    """Return the pairs of a version, locked where the database can; made where they are missing.

    A source has one for each other language, a target the one with its source, a record none. All
    pairs of the
    object are locked, in one order: else those who publish two of its versions wait for each other.
    """
    if is_record(type(instance)):
        return []
    pairs = PairState.objects.filter(translation_key=instance.translation_key).order_by("pk")
    locked = pairs.annotate(lacks=Exists(unpaired_locales())).select_for_update(of=("self",))
    known = list(locked.all())
    if not known or known[0].lacks:
        make_pairs(instance, known)
        known = list(locked.all())
    return [each for each in known if instance.locale_id in locales_of(each)]


def locales_of(pair: PairState) -> tuple[int, int]:
    return pair.source_locale_id, pair.target_locale_id


def unpaired_locales() -> models.QuerySet[Locale]:
    """Return the languages in which no pair knows a version of the outer query's object."""
    pairs = PairState.objects.filter(translation_key=OuterRef(OuterRef("translation_key")))
    own = Q(source_locale=OuterRef("pk")) | Q(target_locale=OuterRef("pk"))
    return Locale.objects.filter(~Exists(pairs.filter(own)))


def make_pairs(instance: TranslatableMixin, known: Sequence[PairState]) -> None:
    """Make the pairs of an object that are not known yet, from whichever version it began with."""
    source_locale = known[0].source_locale_id if known else locale_of_source(instance)
    if source_locale is None:
        return
    paired = {source_locale, *(locale for each in known for locale in locales_of(each))}
    content_type = ContentType.objects.get_for_model(type(instance))
    PairState.objects.bulk_create(
        [
            PairState(
                translation_key=instance.translation_key,
                content_type=content_type,
                source_locale_id=source_locale,
                target_locale=locale,
            )
            for locale in Locale.objects.exclude(pk__in=paired)
        ],
        ignore_conflicts=True,
    )


def locale_of_source(instance: TranslatableMixin) -> int | None:
    """Return the locale an object began in: its translation's source's, else the eldest's."""
    versions = type(instance)._base_manager.filter(translation_key=instance.translation_key)
    source = TranslationSource.objects.filter(
        object_id=instance.translation_key,
        locale__in=versions.values("locale"),
        translations__enabled=True,
    ).first()
    if source:
        return source.locale_id
    if isinstance(instance, Page):
        versions = versions.filter(alias_of=None)
    return versions.order_by("pk").values_list("locale", flat=True).first()


def stands_alone(instance: TranslatableMixin | None) -> bool:
    """Whether readers have, or had, a version in its own words: no alias, no first draft."""
    if instance is None or (isinstance(instance, Page) and is_peer_alias(instance)):
        return False
    return bool(getattr(instance, "live", True) or instance.first_published_at)


def is_live(version: models.Model) -> bool:
    return getattr(version, "live", True)


def lock(pair: PairState) -> None:
    """Keep others from the pair until the transaction ends, and read it anew.

    Publishing locks the pair first, too, then the versions.
    """
    pair.refresh_from_db(from_queryset=PairState.objects.select_for_update())


@transaction.atomic
def refresh(pair: PairState, *, versions: tuple | None = None) -> PairState:
    """Compare the live versions with what they were matched against, and save the state.

    `versions` are source and target where they have just been read.
    """
    source, target = versions or (pair.source, pair.target)
    if source is None:
        return pair
    before = pair.step
    if not stands_alone(target) or (is_live(source) and not is_live(target)):
        pair.step, pair.changes = Step.UNTRANSLATED, {}
    else:
        live = {"source": Reading(source), "target": Reading(target)}
        promote(pair, live["source"].marks, live["target"].marks)
        pair.changes = changes_between(pair, live)
        agree = pair.matched and not pair.changes
        pair.step = Step.IN_STEP if agree else Step.CHANGED
    if pair.step != before:
        pair.since = timezone.now()
    if pair.step == Step.IN_STEP:
        pair.due, pair.reason, pair.excused_by, pair.held_revision = None, "", None, None
        if not pair.proposed:
            pair.sent_at, pair.sent_by, pair.sent_name, pair.comment = None, None, "", ""
    pair.save()
    return pair


def promote(pair: PairState, source: Fingerprint, target: Fingerprint) -> None:
    """Take over from the proposed match each field that is now live on both sides as proposed."""
    proposed = pair.proposed
    if not proposed:
        return
    live = {"source": source, "target": target}
    pair.matched = pair.matched or {"source": {}, "target": {}}
    waiting = False
    for field in {**source, **target}:
        if all(proposed[side].get(field, []) == live[side].get(field, []) for side in live):
            for side in live:
                pair.matched[side][field] = live[side].get(field, [])
        else:
            waiting = True
    if not waiting:
        pair.proposed = {}


class Reading:
    """The words of a version, read once, and their fingerprint."""

    def __init__(self, version: models.Model):
        self.words = words(version)
        self.marks = marks_of(version, self.words)

    def changed_since(self, before: Fingerprint) -> dict[str, list[str]]:
        """Return the fields that are no longer as they were, with their new sentences."""
        return {
            field: new_words(before.get(field, []), self.words.get(field, []))
            for field in changed(before, self.marks)
        }


def changes_between(pair: PairState, live: dict[str, Reading]) -> dict[str, dict[str, list[str]]]:
    """Return for each side the fields that changed since the match, with their new sentences."""
    if not pair.matched:
        return {}
    found = {side: reading.changed_since(pair.matched[side]) for side, reading in live.items()}
    return {side: fields for side, fields in found.items() if fields}


def note_pending(version: models.Model) -> None:
    """Note what a version on its way changes, for those who are asked to translate it."""
    for pair in PairState.objects.of(version):
        if pair.matched:
            side = pair.side_of(version)
            pair.pending = {side: Reading(version).changed_since(pair.matched[side])}
            pair.save(update_fields=["pending"])


@transaction.atomic
def match(
    pair: PairState,
    *,
    source: models.Model,
    target: models.Model,
    user=None,
    name: str = "",
    source_revision: Revision | None = None,
    target_revision: Revision | None = None,
) -> PairState:
    """Record that these two versions say the same, and who saw it; live ones are in step at once.

    Drafts become the match when both are published. `name` is that of a person without an account.
    """
    pair.proposed = {"source": fingerprint(source), "target": fingerprint(target)}
    pair.source_revision = source_revision or getattr(source, "latest_revision", None)
    pair.target_revision = target_revision or getattr(target, "latest_revision", None)
    pair.checked_by, pair.checked_name, pair.checked_at = user, name, timezone.now()
    pair.pending = {}
    return refresh(pair)


IDENTITY = {"id", "translation_key", "content_type", "source_locale", "target_locale"}


def reset(pair: PairState) -> None:
    """Begin anew, where the target has lost its words: nothing is matched, sent or promised.

    A version of the source that waits for the other language goes on waiting.
    """
    kept = {*IDENTITY, "held_revision"}
    since = pair.since if pair.step == Step.UNTRANSLATED else timezone.now()
    for field in PairState._meta.concrete_fields:
        if field.name not in kept:
            setattr(pair, field.attname, field.get_default())
    pair.since = since
    pair.save()


def match_all_existing() -> int:
    """Match every pair that nobody has compared, as its live versions stand; return how many.

    For a site that has translations from before it had pairs; run it once, by hand.
    """
    count = 0
    for pair in PairState.objects.filter(matched={}).exclude(step=Step.IN_STEP):
        source, target = pair.source, pair.target
        if stands_alone(source) and stands_alone(target):
            match(pair, source=source, target=target)
            count += 1
    return count


def swap(pair: PairState) -> None:
    """Let the pair run the other way, in memory; its state stays."""
    pair.source_locale, pair.target_locale = pair.target_locale, pair.source_locale
    pair.source_revision, pair.target_revision = pair.target_revision, pair.source_revision
    pair.matched, pair.proposed = swapped(pair.matched), swapped(pair.proposed)
    pair.changes = swapped(pair.changes)


def swapped(sides: dict) -> dict:
    """Return what is kept by side with the sides' names exchanged."""
    other = {"source": "target", "target": "source"}
    return {other[side]: value for side, value in sides.items()}


def forgive(pair: PairState, side: str, before: Fingerprint, after: Fingerprint) -> None:
    """Let a minor edit of one side pass: fields that agreed before it agree after it.

    A field that had really changed before stays changed.
    """
    for agreed in (pair.matched, pair.proposed):
        for field in changed(before, after):
            if agreed and agreed[side].get(field, []) == before.get(field, []):
                agreed[side][field] = after.get(field, [])


def says_the_same(pair: PairState, source: Fingerprint, target: Fingerprint) -> list[str]:
    """Return the fields in which these two, live or drafts, agree by no match."""
    fields = fields_of_words(pair.model)
    given = {"source": source, "target": target}

    def agrees(field: str) -> bool:
        return any(
            agreed
            and all(agreed[side].get(field, []) == given[side].get(field, []) for side in given)
            for agreed in (pair.matched, pair.proposed)
        )

    return [field for field in fields if not agrees(field)]
