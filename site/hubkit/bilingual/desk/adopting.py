"""A version written by hand becomes the translation that it is, as far as its words line up."""

from collections.abc import Iterator

from django.db import models, transaction
from wagtail.models import DraftStateMixin
from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext
from wagtail_localize.strings import StringValue

from hubkit.bilingual.desk.live import Words, words_by_path
from hubkit.bilingual.drafts import version_to_translate
from hubkit.bilingual.models import PairState
from hubkit.bilingual.pairs import stands_alone

Line = tuple[str, str, str]


@transaction.atomic
def adopt(pair: PairState, translation: Translation, *, anew: bool = False) -> int:
    """Take the target's present words for the translations of fields that have none yet.

    They are entered against the words that both were last matched with, so that what has changed
    since shows as changed; where nothing was matched, against the present ones. `anew` takes them
    also where there are translations. Returns how many were entered.
    """
    target = pair.target
    if not stands_alone(target):
        return 0
    known = set() if anew else fields_with_translations(translation)
    fields = set(translation.source.stringsegment_set.values_list("context__path", flat=True))
    if {field_of(path) for path in fields} <= known:
        return 0
    ours, theirs = words_by_path(matched_source(pair)), words_by_path(words_of(target))
    return sum(
        enter(translation, path, text, words, anew=anew)
        for path, text, words in lines(ours, theirs)
        if field_of(path) not in known
    )


def field_of(path: str) -> str:
    return path.split(".", 1)[0]


def fields_with_translations(translation: Translation) -> set[str]:
    paths = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale_id=translation.target_locale_id,
        translation_of__locale_id=translation.source.locale_id,
    ).values_list("context__path", flat=True)
    return {field_of(path) for path in paths}


def words_of(target: models.Model) -> models.Model:
    """Return the version of the target that has its present words: live, or else its draft."""
    if isinstance(target, DraftStateMixin) and not target.live and target.latest_revision_id:
        return target.get_latest_revision_as_object()
    return target


def matched_source(pair: PairState) -> models.Model:
    if pair.matched and pair.source_revision:
        return pair.source_revision.as_object()
    return version_to_translate(pair)


def lines(ours: Words, theirs: Words) -> Iterator[Line]:
    """Yield ``(path, source text, target text)`` for what lines up.

    Same path and as many segments: in order. What then remains of a field, if it is as many on
    both sides: in order, too, since a part written anew has another path.
    """
    same = {path for path in ours if len(ours[path]) == len(theirs.get(path, []))}
    for path in same:
        yield from ((path, *both) for both in zip(ours[path], theirs[path], strict=True))
    other = remaining(theirs, same)
    for field, texts in remaining(ours, same).items():
        if len(texts) == len(other.get(field, [])):
            for (path, text), (_path, words) in zip(texts, other[field], strict=True):
                yield path, text, words


def remaining(words: Words, taken: set[str]) -> dict[str, list[tuple[str, str]]]:
    left: dict[str, list[tuple[str, str]]] = {}
    for path, texts in words.items():
        if path not in taken:
            left.setdefault(field_of(path), []).extend((path, text) for text in texts)
    return left


def enter(translation: Translation, path: str, text: str, words: str, *, anew: bool) -> bool:
    """Enter one translation; return whether it is new."""
    context, _ = TranslationContext.objects.get_or_create(
        object_id=translation.source.object_id, path=path
    )
    place = {
        "translation_of": String.from_value(translation.source.locale_id, StringValue(text)),
        "context": context,
        "locale_id": translation.target_locale_id,
    }
    manual = {"data": words, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL}
    entered = StringTranslation.objects.filter(**place).first()
    if entered is None:
        StringTranslation.objects.create(**place, **manual)
    elif anew and entered.data != words:
        entered.data, entered.has_error, entered.translation_type = words, False, "manual"
        entered.save()
    return entered is None
