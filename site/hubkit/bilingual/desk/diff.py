"""Segments as safe HTML: as they are, and what became of their words."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby

from bs4 import BeautifulSoup, NavigableString
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_TOKEN = re.compile(r"\s+|[^\W_]+(?:['’-][^\W_]+)*|.", re.DOTALL)
# How a segment's tags are shown; a link leads nowhere here, but shows that it is one.
_SHOWN = {"b": "b", "strong": "b", "i": "i", "em": "i", "code": "code", "a": "u"}

# Comparing takes the product of both lengths: two thousand words each take half a second.
COMPARED = 4_000_000

Token = tuple[str, tuple[str, ...]]


def shown(text: str) -> SafeString:
    """Return a segment's HTML for showing: known tags without attributes, the rest as text."""
    return mark_safe(_html(tokens(text)))  # noqa: S308  (escaped word by word)


def word_diff(before: str, after: str) -> SafeString:
    """Return `after` with what is new in ``<ins>`` and what has gone in ``<del>``, as safe HTML.

    Texts too long to be compared word by word are told as a whole.
    """
    old, new = tokens(before), tokens(after)
    parts = []
    if len(old) * len(new) > COMPARED:
        return mark_safe(_wrapped("del", old) + _wrapped("ins", new))  # noqa: S308  (escaped)
    for same, gone, come in _changes(old, new):
        parts += [_html(same), _wrapped("del", gone), _wrapped("ins", come)]
    return mark_safe("".join(parts))  # noqa: S308  (escaped word by word)


def tokens(text: str) -> list[Token]:
    """Return the words, signs and spaces of a segment, each with the tags it stands in."""
    return list(_walk(BeautifulSoup(text, "html.parser"), ()))


def _walk(element, around: tuple[str, ...]) -> Iterator[Token]:
    for child in element.children:
        if isinstance(child, NavigableString):
            yield from ((word, around) for word in _TOKEN.findall(str(child)))
        elif child.name == "br":
            yield "\n", around
        else:
            tag = _SHOWN.get(child.name)
            yield from _walk(child, (*around, tag) if tag and tag not in around else around)


def _changes(old: list[Token], new: list[Token]) -> Iterator[tuple[list, list, list]]:
    """Yield runs of ``(same, gone, come)``; spaces between two changes belong to the change."""
    same: list[Token] = []
    gone: list[Token] = []
    come: list[Token] = []
    for kind, i, j, k, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        blank = all(word.isspace() for word, _tags in old[i:j])
        if kind == "equal" and not (blank and (gone or come)):
            if gone or come:
                yield same, gone, come
                same, gone, come = [], [], []
            same = same + old[i:j]
        else:
            gone, come = gone + old[i:j], come + new[k:end]
    yield same, gone, come


def _wrapped(tag: str, run: list[Token]) -> str:
    return f"<{tag}>{_html(run)}</{tag}>" if run else ""


def _html(run: list[Token]) -> str:
    parts = []
    for tags, words in groupby(run, key=lambda token: token[1]):
        text = escape("".join(word for word, _tags in words)).replace("\n", "<br>")
        opened = "".join(f"<{tag}>" for tag in tags)
        closed = "".join(f"</{tag}>" for tag in reversed(tags))
        parts.append(f"{opened}{text}{closed}")
    return "".join(parts)
