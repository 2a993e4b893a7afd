"""The words of addresses in each language: every route takes all of them, links use the reader's.

A word is a dict by language code, such as ``{"sl": "oddaja", "it": "invio"}``.
"""

import re
from collections.abc import Iterable, Mapping

from hubkit.intake import kinds

Word = Mapping[str, str]

STATUS = {"sl": "oddaja", "it": "invio"}
CONFIRM = {"sl": "potrditev", "it": "conferma"}
WITHDRAW = {"sl": "umik", "it": "ritiro"}
RESEND = {"sl": "nova-povezava", "it": "nuovo-link"}
ADDRESS = {"sl": "naslov", "it": "indirizzo"}
REVISE = {"sl": "popravek", "it": "correzione"}
SUMMARY = {"sl": "pregled", "it": "riepilogo"}
LATER = {"sl": "pozneje", "it": "piu-tardi"}
SHARED = (STATUS, CONFIRM, WITHDRAW, RESEND, ADDRESS, REVISE, SUMMARY, LATER)


def say(word: Word, language: str) -> str:
    """Return the word in a language; one without a word of its own reads the first."""
    return word.get(language) or next(iter(word.values()))


def path(language: str, *parts: Word | str | int) -> str:
    """Join words and values to a path below a page, with the slash at its end."""
    said = (say(part, language) if isinstance(part, Mapping) else str(part) for part in parts)
    return "".join(f"{part}/" for part in said)


def pattern(words: Iterable[Word]) -> str:
    """Return a regular expression for any of the words in any language."""
    every = sorted({each for word in words for each in word.values()}, key=len, reverse=True)
    return "|".join(re.escape(each) for each in every)


def subpath_in(language: str, subpath: str) -> str:
    """Say a path below a page with intake routes in another language.

    ``subpath_in("it", "novo/<token>/pregled/") == "nuova/<token>/riepilogo/"``. What is no word
    of ours stays; the token in it opens the same draft on the page's other language.
    """
    known = {said: word for word in every_word() for said in word.values()}
    parts = subpath.strip("/").split("/")
    said = [say(known[part], language) if part in known else part for part in parts if part]
    return path(language, *said)


def every_word() -> list[Word]:
    return [*SHARED, *(kind.words for kind in kinds.registered().values())]
