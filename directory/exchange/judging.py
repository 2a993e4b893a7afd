"""What a row of a file is to the directory: new, changed, unchanged or in error. Nothing is saved.

Written are only fields that a column was given to and whose cell has something in it.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.exchange.lexicon import Lexicon
from directory.exchange.matching import Index
from directory.exchange.sameness import settled
from directory.exchange.soundness import problems_of
from directory.exchange.values import value_of
from directory.models import OrganisationPage, Outcome
from directory.profile import FIELDS, read, write

Problem = tuple[str, str]  # the name of a field, or "" for the row, and a sentence


@dataclass
class Verdict:
    """`page` has the row's values, unsaved; `changes` are ``(name, old, new)`` values."""

    number: int
    title: str = ""
    page: OrganisationPage | None = None
    is_new: bool = False
    changes: list[tuple[str, Any, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        if self.problems:
            return Outcome.ERROR
        if self.is_new:
            return Outcome.NEW
        return Outcome.CHANGED if self.changes else Outcome.UNCHANGED


class Judge:
    """Judges the rows of one file, in order; `publish` says that new ones go out at once."""

    def __init__(self, mapping: list[str], *, publish: bool):
        self.columns = {name: place for place, name in enumerate(mapping) if name}
        self.publish = publish
        self.lexicon, self.index = Lexicon(), Index()

    def judge(self, number: int, texts: list[str]) -> Verdict:
        verdict = Verdict(number, title=self.text(texts, "official_name")[:300])
        values, verdict.problems = self.values(texts)
        if verdict.problems:
            return verdict
        try:
            found = self.index.find(values, self.lexicon)
            self.index.claim(found, values, number)
        except ValidationError as error:
            verdict.problems = [("", sentence) for sentence in error.messages]
            return verdict
        if found:
            self.judge_change(verdict, found, values)
        else:
            self.judge_new(verdict, values)
        return verdict

    def text(self, texts: list[str], name: str) -> str:
        return texts[self.columns[name]] if name in self.columns else ""

    def values(self, texts: list[str]) -> tuple[dict[str, Any], list[Problem]]:
        """Return the values of the cells that have any, in the registry's order, and what is wrong.

        The municipality is read first: a settlement is looked for in it.
        """
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for name in sorted(FIELDS, key=lambda each: each != "municipality"):
            if text := self.text(texts, name):
                try:
                    values[name] = value_of(name, text, self.lexicon, values)
                except ValidationError as error:
                    problems += [(name, sentence) for sentence in error.messages]
        return values, problems

    def judge_new(self, verdict: Verdict, values: dict[str, Any]) -> None:
        verdict.is_new = True
        verdict.page = page = OrganisationPage(title=values["official_name"], live=False)
        before = read(page)
        write(page, values)
        verdict.problems = problems_of(page, before, values, public=self.publish)
        after = read(page)
        verdict.changes = [
            (name, before[name], after[name]) for name in FIELDS if after[name] != before[name]
        ]

    def judge_change(self, verdict: Verdict, found: int, values: dict[str, Any]) -> None:
        stored = OrganisationPage.objects.get(pk=found)
        page = stored if stored.live else draft_of(stored)
        before = read(page)
        verdict.page, verdict.title = page, page.title
        wanted = {name: settled(name, value, before[name]) for name, value in values.items()}
        wanted = {name: value for name, value in wanted.items() if value != before[name]}
        if not wanted:
            return
        write(page, wanted)
        verdict.problems = problems_of(page, before, wanted, public=page.live)
        after = read(page)
        verdict.changes = [
            (name, before[name], after[name]) for name in FIELDS if before[name] != after[name]
        ]
        if verdict.changes and (why := why_untouchable(stored, before)):
            verdict.problems.append(("", why))


def draft_of(page: OrganisationPage) -> OrganisationPage:
    return page.get_latest_revision_as_object() if page.latest_revision_id else page


def why_untouchable(stored: OrganisationPage, shown: dict[str, Any]) -> str:
    """Return why an organisation must not be changed now, or an empty text.

    `shown` are the values that staff see in the editor: of a page that was never public they are
    those of the database, as an import leaves them, unless somebody has worked on it since.
    """
    if stored.get_lock():
        return _("The page is locked or in a workflow. Try again afterwards.")
    drafted = stored.has_unpublished_changes if stored.live else read(stored) != shown
    if drafted:
        return _("Somebody is working on this page: it has a draft that is not published.")
    return ""
