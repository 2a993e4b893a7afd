"""Storing what a person wrote in a row; the public page is never touched.

Nothing is overwritten unseen: a row carries what its translation was when it was shown, and one
that somebody else has changed since is refused as a conflict.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail_localize.models import StringTranslation, Translation

from hubkit.bilingual.desk.actors import Actor
from hubkit.bilingual.desk.places import column_at
from hubkit.bilingual.desk.segments import Piece
from hubkit.bilingual.desk.states import holds_check
from hubkit.bilingual.desk.texts import digest, require_fitting, stored
from hubkit.bilingual.models import SegmentCheck


class Outcome(Enum):
    """What became of a row that was sent."""

    SAVED = "saved"
    SAME = "same"
    CONFLICT = "conflict"
    INVALID = "invalid"


@dataclass(frozen=True)
class Entry:
    """A row as it came from a form.

    `was` is the digest of the translation it was written over, `original` that of the text as it
    was shown: an earlier translation is shown, but not taken for the person's own words. `ticked`
    is the check as it was shown, `checked` as it came back.
    """

    text: str
    plain: bool
    checked: bool
    ticked: bool
    was: str
    original: str

    @classmethod
    def of(cls, data: Mapping[str, str], key: str) -> "Entry | None":
        plain = f"text-{key}" in data
        if not plain and f"html-{key}" not in data:
            return None
        return cls(
            data[f"text-{key}" if plain else f"html-{key}"],
            plain,
            bool(data.get(f"checked-{key}")),
            bool(data.get(f"ticked-{key}")),
            data.get(f"was-{key}", ""),
            data.get(f"original-{key}", ""),
        )

    @property
    def untouched(self) -> bool:
        return digest(self.text.replace("\r\n", "\n")) == self.original

    @property
    def has_new_tick(self) -> bool:
        return self.checked != self.ticked


def save(piece: Piece, entry: Entry, *, translation: Translation, actor: Actor) -> Outcome:
    """Store one row; `piece` then has its new translation. Raises ValidationError.

    Call it inside a transaction. An emptied row loses its translation.
    """
    now = current(piece, translation)
    piece.translation = now
    if entry.untouched and not entry.has_new_tick:
        return Outcome.SAME
    own = now.data if now else ""
    stale = digest(own) != entry.was
    try:
        data = stored(entry.text, plain=entry.plain, source=piece.source)
    except ValidationError:
        # Told first: the form that comes back goes by what stands there now.
        if stale:
            return Outcome.CONFLICT
        raise
    if stale and data != own:
        return Outcome.SAME if entry.untouched and not entry.checked else Outcome.CONFLICT
    column = column_at(translation.source.specific_content_type.model_class(), piece.path)
    require_fitting(data, source=piece.source, field=column)
    if not data:
        return forget(piece)
    try:
        with transaction.atomic():
            store(piece, data, entry, translation=translation, actor=actor)
    except IntegrityError:
        # Somebody else was the first to translate this, just now.
        piece.translation = current(piece, translation)
        return Outcome.CONFLICT
    return Outcome.SAVED


def current(piece: Piece, translation: Translation) -> StringTranslation | None:
    """Return the piece's translation as it is now, locked where the database can."""
    return (
        StringTranslation.objects.select_for_update(of=("self",))
        .select_related("segment_check", "translation_of", "context")
        .filter(
            translation_of_id=piece.segment.string_id,
            context_id=piece.segment.context_id,
            locale_id=translation.target_locale_id,
        )
        .first()
    )


def forget(piece: Piece) -> Outcome:
    if piece.translation is None:
        return Outcome.SAME
    piece.translation.delete()
    piece.translation = None
    return Outcome.SAVED


def store(piece: Piece, data: str, entry: Entry, *, translation: Translation, actor: Actor) -> None:
    own = piece.translation or StringTranslation(
        translation_of=piece.segment.string,
        context=piece.segment.context,
        locale_id=translation.target_locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
    )
    is_new = own.data != data or own.has_error
    if is_new:
        own.data, own.has_error, own.field_error = data, False, ""
        own.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
        own.tool_name, own.last_translated_by = "", actor.user
        own.save()
    # A form shown earlier neither takes back nor repeats what others have said since.
    if is_new or entry.has_new_tick:
        tick(own, checked=entry.checked, actor=actor)
    piece.translation = own


def tick(own: StringTranslation, *, checked: bool, actor: Actor) -> None:
    """Record, or take back, that somebody found the translation right as it reads now."""
    if not checked:
        SegmentCheck.objects.filter(string_translation=own).delete()
        # The deleted row is remembered on the instance otherwise.
        own._state.fields_cache["segment_check"] = None
    elif not holds_check(own):
        # The stubs take AUTH_USER_MODEL for Django's own; here it is whatever the site has.
        own.segment_check, _ = SegmentCheck.objects.update_or_create(  # type: ignore[misc]
            string_translation=own,
            defaults={"text": own.data, "user": actor.user, "name": actor.name},
        )


def field_errors(error: ValidationError) -> dict[str, str]:
    """Return the messages of a model's ValidationError by field."""
    if not hasattr(error, "error_dict"):
        return {}
    return {name: " ".join(messages) for name, messages in error.message_dict.items()}
