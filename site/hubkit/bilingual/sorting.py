"""Alphabetical order as a plain string that any database sorts by itself.

`sort_key("Čiče", "sl")` is a text whose code points, compared one by one, give the order of the
Slovenian alphabet. Python compares `str` so, and so do SQLite's BINARY and PostgreSQL's "C"
collation (UTF-8 keeps the order of code points). Any other collation would sort the keys by its own
rules, and SQLite knows no "C"; a BinaryField with the key's UTF-8 bytes is in order in both.

The construction is that of the Unicode Collation Algorithm (UTS 10): levels joined by a space,
which is lower than anything inside the first three.

1. letters and digits: a place in the language's alphabet each, digits first; a gap between words
   comes before every letter, so that "Dom upokojencev" stands before "Domačija". Punctuation,
   symbols and leading quotes leave no trace.
2. diacritics that make no letter of their own: è after e, and č after c in Italian.
3. case: small before capital.
4. the text itself, so that two keys are equal only when the texts are (in NFC).

Slovenian puts č and ć after c, đ after d, š after s, ž after z (Slovenski pravopis 2001; CLDR 48);
q, w, x and y stand where they do in Latin. Italian, and any other language, has the 26 letters.
Letters of other scripts follow in the order of Unicode. Numbers sort digit by digit, "10" before
"2".

A key depends on this file and on Python's Unicode tables: refill stored keys when either changes.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

_DIGITS = "0123456789"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS = {"sl": "abcčćdđefghijklmnopqrsštuvwxyzž"}

# Letters that Unicode does not take apart into a base and a mark, with a mark to tell them by.
_STROKES = str.maketrans(
    {
        "đ": "d\u0335",
        "ð": "d\u0335",
        "ħ": "h\u0335",
        "ı": "i\u0335",
        "ł": "l\u0335",
        "ø": "o\u0335",
        "æ": "ae\u0335",
        "œ": "oe\u0335",
    }
)

_LEVEL = " "
_GAP = "!"
_PLAIN = "0"
_CAPITAL = "1"


def sort_key(text: str, language: str) -> str:
    """Make the key of `text` in the alphabet of `language` (`sl`, `it`; a region is ignored).

    Never raises; holds no NUL and no lone surrogate, so every database takes it. It is little
    longer than twice the text, some four times in accented capitals, more where rare ligatures
    unfold: store it in a column without a maximum length.
    """
    code = language.lower().replace("_", "-").split("-")[0]
    weights = _weights(_ALPHABETS.get(code, _LETTERS))
    first: list[str] = []
    second: list[str] = []
    third: list[str] = []
    for char in unicodedata.normalize("NFKC", text):
        for part in _parts(char, weights):
            if part in weights or part.isalnum():
                first.append(weights.get(part, part))
                second.append(_PLAIN)
                third.append(_PLAIN if char == char.lower() else _CAPITAL)
            elif unicodedata.category(part).startswith("M"):
                second.append(part)
            elif part.isspace() and first and first[-1] != _GAP:
                first.append(_GAP)
    levels = (
        "".join(first).rstrip(_GAP),
        "".join(second).rstrip(_PLAIN),
        "".join(third).rstrip(_PLAIN),
        _storable(text),
    )
    return _LEVEL.join(levels)


def _parts(char: str, weights: dict[str, str]) -> Iterator[str]:
    """Take a character apart in small letters, but for the letters of the alphabet."""
    for small in unicodedata.normalize("NFKC", char.casefold()):
        if small in weights:
            yield small
        else:
            yield from unicodedata.normalize("NFKD", small).translate(_STROKES)


def _storable(text: str) -> str:
    whole = text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", whole)


@cache
def _weights(alphabet: str) -> dict[str, str]:
    """Each letter's place in the alphabet, as one code point of ASCII."""
    return {letter: chr(ord("0") + place) for place, letter in enumerate(_DIGITS + alphabet)}
