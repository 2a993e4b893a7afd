"""Filling what is missing of a translation by machine, as drafts for a person to read."""

import re
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from hubkit.bilingual.glossary import entries
from hubkit.bilingual.likeness import plain
from hubkit.bilingual.machine.addresses import hidden, restored
from hubkit.bilingual.machine.configuration import configured_provider
from hubkit.bilingual.machine.markup import fitting
from hubkit.bilingual.machine.provider import Provider, ProviderError

# More than a segment ever holds; what is longer could be refused, and with it the whole batch.
LONGEST = 20_000

# What is an address only where it stands alone; the others are hidden wherever they stand.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S+|[/#]\S*", re.IGNORECASE)


@dataclass(frozen=True)
class Result:
    """What a machine did: how many segments it filled, and how many of them lost their tags.

    `skipped` were not sent (slugs, addresses, figures), or came back empty or without an address
    that stood in them. `problem` is a message for the user, or ""; what is still missing then can
    be asked for again.
    """

    count: int = 0
    skipped: int = 0
    without_tags: int = 0
    problem: str = ""


@dataclass(frozen=True)
class Draft:
    text: str
    stripped: bool


def machine_drafts(
    translation: Translation, *, user: AbstractUser | None, provider: Provider | None = None
) -> Result:
    """Fill the missing segments of a translation by the provider of the settings, or a given one.

    Writes `StringTranslation`s of type "machine", and touches none that is there, even one that
    comes to be while the machine works. Publishes nothing. A provider that fails is told of in the
    result; what it did before is kept. Takes 30 seconds at most: no place for a transaction.
    """
    provider = provider or configured_provider()
    if provider is None:
        return Result(problem=_("No machine translation is set up on this site."))
    missing = list(missing_segments(translation))
    wanted = [segment for segment in missing if is_for_machines(segment)]
    drafts, problem = _drafts(provider, translation, [segment.string.data for segment in wanted])
    answered = [
        (segment, drafts[segment.string.data])
        for segment in wanted
        if segment.string.data in drafts
    ]
    filled = [(segment, draft) for segment, draft in answered if draft.text]
    with transaction.atomic():
        made = [
            draft
            for segment, draft in filled
            if _store(segment, draft, translation=translation, user=user, tool=provider.name)
        ]
    return Result(
        count=len(made),
        skipped=len(missing) - len(wanted) + len(answered) - len(filled),
        without_tags=sum(draft.stripped for draft in made),
        problem=problem,
    )


def missing_segments(translation: Translation) -> QuerySet[StringSegment]:
    """Return the segments that have no translation at all, not even one with an error."""
    present = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=translation.target_locale,
    )
    segments = StringSegment.objects.filter(~Exists(present), source=translation.source)
    return segments.select_related("string", "context").order_by("order")


def is_for_machines(segment: StringSegment) -> bool:
    """Whether a segment holds words to translate: no slug, no address, no mere figures."""
    words = plain(hidden(segment.string.data)[0])
    return (
        segment.context.path.split(".")[-1] != "slug"
        and any(char.isalpha() for char in words)
        and not _ADDRESS.fullmatch(words)
        and len(segment.string.data) <= LONGEST
    )


def _drafts(
    provider: Provider, translation: Translation, segments: list[str]
) -> tuple[dict[str, Draft], str]:
    """Return what the provider made of each text, and its problem."""
    texts = {text: hidden(text) for text in segments}
    sent = [text for text, _addresses in texts.values()]
    languages = {
        "source": translation.source.locale.language_code,
        "target": translation.target_locale.language_code,
    }
    problem = ""
    try:
        answers = (
            provider.translate(sent, **languages, glossary=entries(**languages)) if sent else []
        )
    except ProviderError as error:
        answers, problem = error.done, str(error)
    drafts = {
        text: Draft(*fitting(text, restored(answer, addresses)))
        for (text, (_sent, addresses)), answer in zip(texts.items(), answers, strict=False)
    }
    return drafts, problem


def _store(
    segment: StringSegment,
    draft: Draft,
    *,
    translation: Translation,
    user: AbstractUser | None,
    tool: str,
) -> bool:
    """Store one draft; return whether the place was still free."""
    _stored, made = StringTranslation.objects.get_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        defaults={
            "data": draft.text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
            "tool_name": tool,
            "last_translated_by": user,
        },
    )
    return made
