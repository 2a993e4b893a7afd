"""The project's messages as its readers would see them, by language."""

import re
from functools import cache
from pathlib import Path

import polib

from deploy.catalogs import catalogs

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("sl", "it")
SHORT = 6  # so many letters and fewer may be a word of both languages
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|%[sd]")


def tidy(text: str) -> str:
    """Return a text as the browser shows it: without markup, each gap one space."""
    return " ".join(re.sub(r"<[^>]+>", "", text).split())


@cache
def messages(language: str) -> frozenset[str]:
    """Return every translation into `language`; "en" gives the source texts."""
    entries = [
        entry
        for catalog in catalogs(ROOT)
        if language in ("en", catalog.parts[-3])
        for entry in polib.pofile(str(catalog))
        if not entry.obsolete
    ]
    return frozenset().union(*(texts(entry, source=language == "en") for entry in entries)) - {""}


def texts(entry: polib.POEntry, *, source: bool) -> set[str]:
    if source:
        return {tidy(entry.msgid), tidy(entry.msgid_plural)}
    return {tidy(text) for text in (entry.msgstr, *entry.msgstr_plural.values())}


class Foreign:
    """The messages that a reader of `language` must not meet: those of the other languages."""

    def __init__(self, language: str) -> None:
        own = {message.casefold() for message in messages(language)}
        others = {"en", *LANGUAGES} - {language}
        foreign = {message for other in others for message in messages(other)}
        foreign = {m for m in foreign if len(m) > SHORT and m.casefold() not in own}
        self.plain = {message for message in foreign if not PLACEHOLDER.search(message)}
        self.patterns = [pattern(message) for message in foreign - self.plain]

    def __contains__(self, text: str) -> bool:
        return text in self.plain or any(pattern.fullmatch(text) for pattern in self.patterns)


def pattern(message: str) -> re.Pattern[str]:
    """Return what a message with placeholders looks like when they are filled.

    One that is nothing but placeholders and a few letters would be found everywhere.
    """
    words = PLACEHOLDER.split(message)
    if len("".join(words)) <= SHORT:
        return re.compile(r"(?!)")
    return re.compile(".+".join(map(re.escape, words)))
