"""Lines as the screen shows them: in words, with what is new marked, languages side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from directory.moderation import signs
from directory.moderation.comparing import is_empty, same
from directory.moderation.forms import DecisionForm, Sheet
from directory.moderation.proposals import LOGO, Line
from directory.profile import FIELDS, Group
from directory.profile.kinds import Field
from hubkit.bilingual.desk.diff import word_diff

LANGUAGES = ("sl", "it")
PROSE = 40  # characters
ALIKE = 0.4
# The forms ask their sender; here somebody else reads of the sender.
HEADINGS = {
    Group.WHO: pgettext_lazy("heading for staff", "Name and numbers"),
    Group.WHAT: pgettext_lazy("heading for staff", "What it does"),
    Group.WHERE: pgettext_lazy("heading for staff", "Address, hours and access"),
    Group.CONTACT: pgettext_lazy("heading for staff", "Contacts"),
    Group.STAFF: Group.STAFF.label,
}


def language_of(name: str) -> str:
    """Return the language that a value is written in, or nothing for a fact."""
    tail = name.rpartition("_")[2]
    return tail if tail in LANGUAGES else ""


def text_of(field: Field, value: Any) -> str:
    return "" if is_empty(value) and value is not False else signs.visible(field.show(value))


def is_reworked(before: Any, after: Any) -> bool:
    """Whether both are prose and enough of the words is the same for marking those that are not."""
    if not all(isinstance(text, str) and len(text) > PROSE for text in (before, after)):
        return False
    return SequenceMatcher(None, before.split(), after.split()).ratio() > ALIKE


class Card:
    """One line with its form; every text is plain and is escaped by whoever shows it."""

    def __init__(self, line: Line, form: DecisionForm | None = None, *, is_news: bool = False):
        self.line, self.form, self.is_news = line, form, is_news
        self.name, self.label = line.name, line.field.label
        self.language = language_of(line.name)
        self.is_logo = line.name == LOGO
        self.warnings = [] if self.is_logo else signs.warnings(line.proposed)

    @property
    def live(self) -> str:
        return text_of(self.line.field, self.line.live)

    @property
    def proposed(self) -> str:
        return text_of(self.line.field, self.line.proposed)

    @property
    def change(self) -> SafeString:
        """The proposed text; with its new words marked where it is prose that was reworked."""
        if not is_reworked(self.line.live, self.line.proposed):
            return escape(self.proposed)
        return word_diff(escape(self.live), escape(self.proposed))

    @property
    def base(self) -> str | None:
        """What the sender saw, where that was something else than what is there now."""
        line = self.line
        if not line.overlaps or same(line.base, line.live):
            return None
        return text_of(line.field, line.base)

    @property
    def draft(self) -> str | None:
        """What staff have prepared instead, where they have."""
        line = self.line
        return None if same(line.draft, line.live) else text_of(line.field, line.draft)


@dataclass(frozen=True)
class Neighbour:
    """The same in the other language, where nothing is proposed for it."""

    label: str
    text: str
    language: str


@dataclass(frozen=True)
class Section:
    """Cards under one heading, in rows of one or two."""

    heading: str
    rows: list[list[Any]]


def sections(sheet: Sheet) -> list[Section]:
    cards = {
        form.line.name: Card(form.line, form, is_news=form.line.name in sheet.news)
        for form in sheet.decisions
    }
    live = sheet.proposal.subject.live
    groups = groupby(cards, key=lambda name: FIELDS[name].group)
    return [
        Section(str(HEADINGS[group]), list(rows_of(list(names), cards, live)))
        for group, names in groups
    ]


def rows_of(names: list[str], cards: dict[str, Card], live: dict[str, Any]) -> Iterator[list]:
    for _stem, group in groupby(names, key=stem):
        members = list(group)
        if not language_of(members[0]):
            yield from ([cards[name]] for name in members)
            continue
        yield [each for code in LANGUAGES if (each := side(members[0], code, cards, live))]


def stem(name: str) -> str:
    return name.removesuffix(f"_{language_of(name)}") if language_of(name) else name


def side(name: str, code: str, cards: dict[str, Card], live: dict[str, Any]):
    name = f"{stem(name)}_{code}"
    if name in cards:
        return cards[name]
    text = text_of(FIELDS[name], live.get(name))
    return Neighbour(str(FIELDS[name].label), text, code) if text else None
