"""The translation memory: what the same or nearly the same sentence was translated as before.

wagtail-localize reuses a translation only in the same place of the same object; here every
translation of the site counts, in both directions.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Length
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import String, StringTranslation

from hubkit.bilingual.fingerprints import ADDRESS
from hubkit.bilingual.likeness import Likeness, plain

# The newest translations that are compared word by word, for each direction.
COMPARED = 2000

_LINK_ID = re.compile(r'<a\b[^>]*\bid="([^"]*)"', re.IGNORECASE)
_LINK_TAG = re.compile(r"</?a\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Suggestion:
    """One offer for a segment; `text` is HTML that wagtail-localize takes as its translation.

    `source` is the sentence that it once belonged to, `percent` how near that is (75 to 100; 100
    only for the same words and signs). `reviewed`: it was checked and is still as it was then.
    `machine`: nobody has changed it since a machine made it. `without_links`: it had links that
    are not this segment's, and has lost them.
    """

    text: str
    source: str
    percent: int
    reviewed: bool
    machine: bool
    at: dt.datetime
    without_links: bool = False

    @property
    def rank(self) -> tuple:
        """The nearest first; then reviewed before others, machines last, new before old."""
        doubtful = self.machine and not self.reviewed
        return (-self.percent, not self.reviewed, doubtful, -self.at.timestamp())


def suggestions(
    segments: Sequence[str],
    *,
    source_locale: Locale,
    target_locale: Locale,
    limit: int = 3,
    user=None,
) -> list[list[Suggestion]]:
    """Return for each segment, the HTML of a `String`, the best `limit` offers of different text.

    A segment's own translation is among them. The same sentence is offered from anywhere, one that
    is merely like it from pages that `user` may edit, if one is given, and from snippets. Four
    queries, however many segments.
    """
    if not segments:
        return []
    forward = _usable().filter(translation_of__locale=source_locale, locale=target_locale)
    reverse = _usable().filter(translation_of__locale=target_locale, locale=source_locale)
    hashes = [String._get_data_hash(text) for text in set(segments)]
    known = {
        *_memories(forward.filter(translation_of__data_hash__in=hashes)),
        *_memories(reverse.filter(data__in=set(segments)), reverse=True),
        *_memories(_of_like_length(_open_to(user, forward), "translation_of__data", segments)),
        *_memories(_of_like_length(_open_to(user, reverse), "data", segments), reverse=True),
    }
    memory = Memory(known)
    return [memory.offers(text)[:limit] for text in segments]


class Memory:
    """Translations by their sentence."""

    def __init__(self, known: Iterable[Suggestion]):
        self.known = list(known)
        self.likeness = Likeness([memory.source for memory in self.known])
        self.by_text: dict[str, list[Suggestion]] = {}
        for memory in self.known:
            self.by_text.setdefault(plain(memory.source), []).append(memory)

    def offers(self, segment: str) -> list[Suggestion]:
        """Return what is near the segment, the best first, each text once."""
        same = self.by_text.get(plain(segment), [])
        near = (
            replace(self.known[place], percent=min(99, round(ratio * 100)))
            for ratio, place in self.likeness.nearest(segment)
            if self.known[place] not in same
        )
        fitted = (_with_fitting_links(memory, segment) for memory in (*same, *near))
        best: dict[str, Suggestion] = {}
        for memory in sorted(fitted, key=lambda memory: memory.rank):
            best.setdefault(memory.text, memory)
        return list(best.values())


def _with_fitting_links(memory: Suggestion, segment: str) -> Suggestion:
    if set(_LINK_ID.findall(memory.text)) == set(_LINK_ID.findall(segment)):
        return memory
    text = _LINK_TAG.sub("", memory.text)
    return replace(memory, text=text, without_links=text != memory.text)


def _usable() -> QuerySet[StringTranslation]:
    """Return the translations that are words; an address is nobody's sentence."""
    return (
        StringTranslation.objects.filter(has_error=False)
        .exclude(data="")
        .exclude(context__path=ADDRESS)
    )


def _open_to(user, translations: QuerySet[StringTranslation]) -> QuerySet[StringTranslation]:
    """Leave out what stands on pages that `user` may not edit: it may be in a draft only."""
    if user is None:
        return translations
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    of_object = {"translation_key": OuterRef("context__object_id")}
    mine, any_page = pages.filter(**of_object), Page.objects.filter(**of_object)
    return translations.filter(Exists(mine) | ~Exists(any_page))


def _of_like_length(
    translations: QuerySet[StringTranslation], sentence: str, segments: Sequence[str]
) -> QuerySet[StringTranslation]:
    """Narrow down to the newest whose sentence is between half and twice as long as any segment."""
    lengths = [len(text) for text in segments]
    within = {"length__gte": min(lengths) // 2, "length__lte": max(lengths) * 2}
    return (
        translations.alias(length=Length(sentence))
        .filter(**within)
        .order_by("-updated_at")[:COMPARED]
    )


def _memories(
    translations: QuerySet[StringTranslation], *, reverse: bool = False
) -> Iterator[Suggestion]:
    rows = translations.values_list(
        "translation_of__data",
        "data",
        "translation_type",
        "updated_at",
        "segment_check__text",
    )
    for source, target, kind, at, checked in rows:
        yield Suggestion(
            text=source if reverse else target,
            source=target if reverse else source,
            percent=100,
            reviewed=checked == target,
            machine=kind == StringTranslation.TRANSLATION_TYPE_MACHINE,
            at=at,
        )
