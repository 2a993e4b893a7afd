"""Signs that deceive the eye: letters of another alphabet, signs that turn or hide the text."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

# Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX #9).
TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# What has no width: joiners, soft hyphens, byte order marks, fillers, variation selectors, tags.
UNSEEN = "\u00ad\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\u3164\ufe00-\ufe0f\ufeff"
UNSEEN += "\ufff9-\ufffb\U000e0000-\U000e007f"
HIDDEN = re.compile(f"[{TURNING}{UNSEEN}]")
WORD = re.compile(r"[^\W\d_]+")
# Ordinals, raised letters and the micro sign belong to Latin texts too.
AT_HOME = {"LATIN", "MASCULINE", "FEMININE", "MODIFIER", "MICRO"}
MOST_WORDS = 5


def warnings(value: Any) -> list[str]:
    """Return sentences for staff on what is suspicious in a value's texts; mostly none."""
    found = []
    texts = list(texts_of(value))
    if any(re.search(f"[{TURNING}]", text) for text in texts):
        found.append(_("Holds signs that turn the direction of writing."))
    if any(re.search(f"[{UNSEEN}]", text) for text in texts):
        found.append(_("Holds signs that cannot be seen."))
    foreign = dict.fromkeys(word for text in texts for word in foreign_words(text))
    if foreign:
        words = ", ".join(list(foreign)[:MOST_WORDS])
        found.append(_("Letters that are not Latin and may look so: %(words)s") % {"words": words})
    return found


def visible(text: str) -> str:
    """Return a text with each hidden sign written out as its number: ``[U+202E]``."""
    return HIDDEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def without_hidden(value: Any) -> Any:
    """Return a text without its hidden signs, and any other value as it is."""
    return HIDDEN.sub("", value) if isinstance(value, str) else value


def foreign_words(text: str) -> Iterator[str]:
    """Yield the words with a letter of another alphabet (UTS #39, confusables)."""
    for word in WORD.findall(text):
        # Full-width and mathematical letters pass for Latin ones: their names begin otherwise.
        if any(unicodedata.name(letter, "?").partition(" ")[0] not in AT_HOME for letter in word):
            yield word


def texts_of(value: Any) -> Iterator[str]:
    """Yield every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each)
