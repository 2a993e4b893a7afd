"""The segments of a translation with what each is translated as; two queries for all."""

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import QuerySet
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from hubkit.bilingual.desk.states import State, state_of
from hubkit.bilingual.likeness import words_of

# Below this, an obsolete sentence of the same text is not taken for an earlier wording.
LIKE_ENOUGH = 0.35


@dataclass
class Piece:
    """One sentence or field of the source, however often it stands in the same place.

    `earlier` is the translation of an earlier wording, where the present one has none.
    """

    segment: StringSegment
    translation: StringTranslation | None = None
    earlier: StringTranslation | None = None
    times: int = 1

    @property
    def key(self) -> str:
        """What names the piece in forms: the same for as long as its words stay in their place."""
        return f"{self.segment.context_id}-{self.segment.string_id}"

    @property
    def path(self) -> str:
        return self.segment.context.path

    @property
    def field(self) -> str:
        return self.path.split(".", 1)[0]

    @property
    def source(self) -> str:
        return self.segment.string.data

    @property
    def state(self) -> State:
        return state_of(self.translation, changed=self.earlier is not None)


def pieces_of(translation: Translation) -> list[Piece]:
    """Return the pieces in the order of the source."""
    pieces: dict[str, Piece] = {}
    for segment in segments_of(translation):
        piece = Piece(segment)
        if piece.key in pieces:
            pieces[piece.key].times += 1
        else:
            pieces[piece.key] = piece
    fill(list(pieces.values()), list(translations_of(translation)))
    return list(pieces.values())


def segments_of(translation: Translation) -> QuerySet[StringSegment]:
    segments = StringSegment.objects.filter(source_id=translation.source_id)
    return segments.select_related("string", "context").order_by("order", "pk")


def translations_of(translation: Translation) -> QuerySet[StringTranslation]:
    """Return all translations of the object's words, those of words that have gone included."""
    return StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale_id=translation.target_locale_id,
        translation_of__locale_id=translation.source.locale_id,
    ).select_related("translation_of", "segment_check", "last_translated_by")


def fill(pieces: list[Piece], translations: list[StringTranslation]) -> None:
    present = {(each.context_id, each.translation_of_id): each for each in translations}
    gone = defaultdict(list)
    current = {(piece.segment.context_id, piece.segment.string_id) for piece in pieces}
    for place, translation in present.items():
        if place not in current and translation.data:
            gone[translation.context_id].append(translation)
    together: dict[int, int] = defaultdict(int)
    for piece in pieces:
        together[piece.segment.context_id] += 1
    for piece in pieces:
        context = piece.segment.context_id
        piece.translation = present.get((context, piece.segment.string_id))
        if piece.translation is None and gone[context]:
            piece.earlier = nearest(piece, gone[context], alone=together[context] == 1)


def nearest(
    piece: Piece, gone: list[StringTranslation], *, alone: bool
) -> StringTranslation | None:
    """Return the translation whose source is most like the piece, or none where it is another."""
    words = words_of(piece.source)

    def likeness(translation: StringTranslation) -> float:
        before = words_of(translation.translation_of.data)
        return SequenceMatcher(None, before, words, autojunk=False).ratio()

    best = max(gone, key=lambda each: (likeness(each), each.updated_at))
    return best if alone or likeness(best) >= LIKE_ENOUGH else None
