"""Which terms of the base occur in a sentence, and what they are called in the other language.

Words are compared by their stems. Measured with the hub's 397 terms on 350 aligned texts of its
pages and catalogs, where a hit is sure when the other side's text has the other side of the term:
320 hits from Slovenian, 275 of them sure (words as written: 154), 336 and 294 from Italian (263).
Read one by one, the rest on the pages is the term after all in all but 5 of 362 hits: `deli` (the
button) finds "delu", `osebno` "osebnih", `salva` "salvo". A common beginning of the words instead
finds 14 and 26 more sure ones, but also "leggere" for `legge`, "sociali" for `socia`, "kraj" for
`Kras`.
"""

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import Count, Max
from django.utils.translation import get_language

from hubkit.bilingual.models import Term
from hubkit.bilingual.stems import fold, stems

LANGUAGES = ("sl", "it", "en")

_LINE_END = re.compile(r"<(?:br|/p|/li|/h\d)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]+")
_PARENTHESIS = re.compile(r"\s*\(([^)]*)\)")
_SLASH = re.compile(r"\s+/\s+")


@dataclass(frozen=True)
class Hint:
    """A term found in a text. `term` and `translation` are the columns as written in the base.

    `found` is the words of the text that it was found by, without what stands between them.
    """

    pk: int
    term: str
    translation: str
    note_sl: str
    note_it: str
    found: str = ""

    @property
    def note(self) -> str:
        """The note in the language of the interface; "" where the base has none in it."""
        return getattr(self, f"note_{_column(get_language() or '')}", "")


@dataclass(frozen=True)
class Pattern:
    """One variant of a row: its folded words, and the stems of each."""

    words: tuple[str, ...]
    stems: tuple[frozenset[str], ...]
    hint: Hint

    def fits(self, words: list[str], language: str) -> bool:
        """Whether `words` begin with this pattern."""
        return len(words) >= len(self.words) and all(
            not own.isdisjoint(stems(word, language))
            for own, word in zip(self.stems, words, strict=False)
        )

    def closeness(self, words: list[str]) -> tuple[int, int]:
        """Rank by length, then by how many words are written exactly so."""
        same = sum(own == word for own, word in zip(self.words, words, strict=False))
        return len(self.words), same


Index = dict[str, list[Pattern]]


def hints(text: str, *, source: str, target: str) -> list[Hint]:
    """Return the terms of one text, see `hints_for`."""
    return hints_for([text], source=source, target=target)[0]


def hints_for(texts: Iterable[str], *, source: str, target: str) -> list[list[Hint]]:
    """Return for each text, which may hold HTML, its terms in the order in which they occur.

    Where terms overlap the longest counts; a term with several rows gives them all, each once.
    Languages are codes (a region is ignored); one that the base has no column for gives no hints.
    One query, and one more after the base has changed.
    """
    columns = _column(source), _column(target)
    if not set(columns) <= set(LANGUAGES):
        return [[] for _text in texts]
    index = _index(_version(), *columns)
    return [list(_occurrences(text, index, columns[0])) for text in texts]


def entries(*, source: str, target: str) -> dict[str, str]:
    """Return the base as plain pairs, for a machine: each variant with its fellow.

    What two rows translate differently is left out: the machine could not know which is meant.
    """
    columns = _column(source), _column(target)
    if not set(columns) <= set(LANGUAGES):
        return {}
    pairs = defaultdict(set)
    for ours, theirs in Term.objects.values_list(*columns):
        fellows = names(theirs)
        for place, name in enumerate(names(ours) if fellows else ()):
            pairs[name].add(fellows[min(place, len(fellows) - 1)])
        for short, fellow in zip(shorts(ours), shorts(theirs), strict=False):
            pairs[short].add(fellow)
    return {term: found.pop() for term, found in pairs.items() if len(found) == 1}


def names(text: str) -> list[str]:
    """Return the variants that a column of the base gives, without what is in parentheses.

    "a / b" are two; the shorter of them borrows the longer one's other words, so that
    "prejšnja / naslednja stran" gives "prejšnja stran".
    """
    parts = [part.split() for part in _SLASH.split(_PARENTHESIS.sub("", text).strip()) if part]
    return [" ".join(_completed(part, parts)) for part in parts]


def shorts(text: str) -> list[str]:
    """Return what stands in parentheses and abbreviates the rest: "krajevna skupnost (KS)".

    Anything else in parentheses is a hint at the meaning and no word of the term.
    """
    plain = _PARENTHESIS.sub("", text)
    return [short for short in _PARENTHESIS.findall(text) if _abbreviates(short, plain)]


def _completed(part: list[str], parts: list[list[str]]) -> list[str]:
    first, last = parts[0], parts[-1]
    if len(last) > len(part):
        return part + last[len(part) :]
    return first[: max(0, len(first) - len(part))] + part


def _abbreviates(short: str, text: str) -> bool:
    """Whether `short` has capitals, and its letters stand in the text in their order."""
    letters, rest = [c for c in fold(short) if c.isalpha()], iter(fold(text))
    capitals = sum(c.isupper() for c in short)
    same_start = fold(text)[:1] == "".join(letters[:1])
    return capitals > 1 and same_start and all(c in rest for c in letters)


def _occurrences(text: str, index: Index, language: str) -> Iterator[Hint]:
    written = _WORD.findall(_plain(text))
    words = [fold(word) for word in written]
    place, seen = 0, set()
    while place < len(words):
        best = _longest(words[place:], index, language)
        length = len(best[0].words) if best else 1
        for pattern in best:
            if pattern.hint.pk not in seen:
                seen.add(pattern.hint.pk)
                yield _as_found(pattern.hint, written[place : place + length])
        place += length


def _longest(words: list[str], index: Index, language: str) -> list[Pattern]:
    """Return the patterns that the words begin with: the closest one, or several as close."""
    candidates = {
        pattern
        for stem in stems(words[0], language)
        for pattern in index.get(stem, ())
        if pattern.fits(words, language)
    }
    closest = max((pattern.closeness(words) for pattern in candidates), default=None)
    return sorted(
        (pattern for pattern in candidates if pattern.closeness(words) == closest),
        key=lambda pattern: pattern.hint.pk,
    )


def _as_found(hint: Hint, written: list[str]) -> Hint:
    return replace(hint, found=" ".join(written))


def _plain(text: str) -> str:
    """Return the text without tags; a line's end parts words, a tag inside a word does not."""
    return html.unescape(_TAG.sub("", _LINE_END.sub(" \n", text)))


def _column(language: str) -> str:
    return language.lower().replace("_", "-").split("-")[0]


def _version() -> tuple:
    """Return what changes when a term is added, changed or deleted."""
    return tuple(Term.objects.aggregate(n=Count("pk"), at=Max("updated_at")).values())


@lru_cache(maxsize=4)
def _index(version: tuple, source: str, target: str) -> Index:
    """Return the patterns by the stems of their first words, as the base is in this version."""
    index: Index = defaultdict(list)
    columns = ("pk", "note_sl", "note_it", source, target)
    for row in Term.objects.exclude(**{target: ""}).values(*columns):
        hint = Hint(row["pk"], row[source], row[target], row["note_sl"], row["note_it"])
        for variant in names(row[source]) + shorts(row[source]):
            words = tuple(fold(word) for word in _WORD.findall(variant))
            pattern = Pattern(words, tuple(stems(word, source) for word in words), hint)
            for stem in pattern.stems[0] if words else ():
                index[stem].append(pattern)
    return dict(index)
