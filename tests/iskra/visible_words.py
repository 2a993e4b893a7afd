"""What a person reads on a screen, and which of its words are of a language that it is not in."""

import re
from functools import cache
from html import unescape

from django.utils.translation.trans_real import translation

UNSEEN = re.compile(r"<(script|style|svg|template)\b.*?</\1>|<!--.*?-->|<code>.*?</code>", re.S)
SPOKEN = re.compile(
    r"\s(?:title|placeholder|alt|aria-(?:label|description)|label)="
    r"(?:\"([^\"]*)\"|'([^']*)')"
)
TAG = re.compile(r"<(?:\"[^\"]*\"|'[^']*'|[^'\">])*>")
ADDRESS = re.compile(r"\w+://\S+|\S+@\S+|\b\w+\.\w+\b")
WORD = re.compile(r"[^\W\d_]{3,}")


def texts(html: str) -> set[str]:
    """Return the runs of text between tags, and the attributes that are shown or read out."""
    seen = UNSEEN.sub(" ", html)
    spoken = [found[1] or found[2] or "" for found in SPOKEN.finditer(seen)]
    runs = (" ".join(unescape(text).split()) for text in (*TAG.split(seen), *spoken))
    return {text for text in runs if text}


def words(text: str) -> set[str]:
    """Return the words of three letters and more, small; what stands in an address is none."""
    return {word.lower() for word in WORD.findall(ADDRESS.sub(" ", text))}


@cache
def foreign(language: str) -> frozenset[str]:
    """Return the words of the English messages that are in no translation into `language`.

    A message whose translation is the same word for word says nothing about its words.
    """
    english, native = set(), set()
    for key, text in translation(language)._catalog.items():
        message = (key[0] if isinstance(key, tuple) else key).split("\x04")[-1]
        english |= words(message)
        native |= words(text) if text != message else set()
    return frozenset(english - native)
