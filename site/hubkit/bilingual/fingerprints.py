"""What the words of a version are, field by field, so that two moments of it can be compared.

A *fingerprint* is ``{field: [mark, …]}``: for each field of words one short hash a segment, in
order. Marks ignore what no reader would call a change: line breaks, runs of white space, soft
hyphens, the ways Unicode has to write the same letter. Facts and the address (slug) leave no mark.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from django.db.models import Model
from wagtail.fields import StreamField
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

Fingerprint = dict[str, list[str]]

ADDRESS = "slug"
_BLANKS = re.compile(r"(?:\s|<br\s*/?>|&nbsp;)+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


def normal(text: str) -> str:
    """Return the text as the fingerprint sees it: NFC, single spaces, nothing invisible."""
    visible = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return _BLANKS.sub(" ", visible).strip()


def mark(text: str) -> str:
    """Return the hash of a segment's normal form: 16 hexadecimal digits."""
    return hashlib.blake2b(normal(text).encode(), digest_size=8).hexdigest()


def words(instance: Model) -> dict[str, list[str]]:
    """Return the segments of each field of words, in order, as HTML without attributes."""
    segments = [each for each in extract_segments(instance) if isinstance(each, StringSegmentValue)]
    found = {
        field: [each.string.data for each in group]
        for field, group in groupby(segments, key=field_of)
        if field != ADDRESS
    }
    return {field: found.get(field, []) for field in fields_of_words(type(instance))}


def field_of(segment: StringSegmentValue) -> str:
    return segment.path.split(".", 1)[0]


def fields_of_words(model: type[Model]) -> list[str]:
    """Return the names of the model's fields that are translated, the address left out."""
    return [
        each.field_name
        for each in get_translatable_fields(model)
        if each.is_translated(model()) and each.field_name != ADDRESS
    ]


def fingerprint(instance: Model) -> Fingerprint:
    """Return the fingerprint of an instance as it stands in memory."""
    return marks_of(instance, words(instance))


def marks_of(instance: Model, texts: dict[str, list[str]]) -> Fingerprint:
    """Return the fingerprint of an instance whose words have been read already."""
    marks = {field: [mark(text) for text in found] for field, found in texts.items()}
    for field, parts in parts_of(instance):
        marks[field] = [*marks.get(field, []), *parts]
    return marks


def parts_of(instance: Model) -> Iterator[tuple[str, list[str]]]:
    """Return the kinds of a body's parts: a part without words that comes or goes is a change."""
    for field in type(instance)._meta.get_fields():
        if isinstance(field, StreamField):
            kinds = [part["type"] for part in getattr(instance, field.name).raw_data]
            yield field.name, [f"#{kind}" for kind in kinds]


def changed(before: Fingerprint, now: Fingerprint) -> list[str]:
    """Return the names of the fields whose marks differ; unknown before counts when filled.

    A field that the model no longer has is none of them.
    """
    return [field for field in now if before.get(field, []) != now[field]]


def new_words(before: list[str], texts: list[str]) -> list[str]:
    """Return those of the texts of a field that its marks of before do not have."""
    left = Counter(before)
    fresh = []
    for text in texts:
        if left[mark(text)]:
            left[mark(text)] -= 1
        else:
            fresh.append(text)
    return fresh
