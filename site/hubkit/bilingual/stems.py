"""Whether two words of Slovenian or Italian are forms of one word, as far as endings tell.

A word has as its stems whatever remains when an ending of its language is taken off; words that
share a stem count as forms of one word. That knows nothing of changes inside a word (uomo, uomini)
but for the fleeting e of Slovenian: obrazec, obrazca; društvo, društev.
"""

import unicodedata
from functools import lru_cache

SHORTEST = 3

_STROKES = str.maketrans({"đ": "d", "ł": "l", "ø": "o"})

_ENDINGS = {
    # Nouns and adjectives; j belongs to the ending after r (sektor, sektorja).
    "sl": (
        "a e i o u em om am ah ih eh ov ev im mi ma ami ama imi ima oma ema ega emu "
        "ij ja je ji jo ju jem jev jih jema"
    ),
    "it": "a e i o he hi ia ie",
    "en": "s es",
}


def fold(word: str) -> str:
    """Return the word in small letters, without diacritics."""
    plain = unicodedata.normalize("NFD", word.casefold().translate(_STROKES))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=20_000)
def stems(word: str, language: str) -> frozenset[str]:
    """Return the stems of a folded word, itself among them; none else is under three letters."""
    found = {word}
    for ending in _ENDINGS.get(language, "").split():
        if word.endswith(ending):
            found.add(word.removesuffix(ending))
    if language == "sl" and word[-2:-1] == "e":
        found.add(word[:-2] + word[-1])
    return frozenset(stem for stem in found if len(stem) >= SHORTEST or stem == word)
