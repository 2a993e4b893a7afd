"""The list as its filters narrow it, for feeds and embeds: the same parameters as the page's."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from directory.api.editions import Edition
from directory.models import Entry
from directory.queries import Matching, concealed
from directory.reading.question import Question
from directory.reading.vocabulary import Vocabulary


@dataclass
class Narrowed:
    """What matches the query of a request. Unknown parameters and values count for nothing."""

    edition: Edition

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(self.edition.language)

    @cached_property
    def question(self) -> Question:
        asked = Question.read(self.edition.request.GET, self.vocabulary)
        return Question(words=asked.words, chosen=asked.chosen)

    @property
    def query(self) -> str:
        """The question as a query, in one order: `?topic=kultura`; empty for the whole list."""
        return self.question.address if self.question.is_narrowed else ""

    @cached_property
    def entries(self) -> QuerySet[Entry]:
        return Matching(self.question.words, self.question.chosen, concealed()).entries()

    @property
    def page(self) -> str:
        """The address of the same list in the directory; empty where there is no directory."""
        return self.edition.directory and f"{self.edition.directory}{self.query}"

    @property
    def title(self) -> str:
        """What the list is called: “Directory of NGOs: Koper, culture”."""
        chosen = self.question.chosen.items()
        names = [
            str(self.vocabulary.name(group, value)) for group, all_ in chosen for value in all_
        ]
        if self.question.words:
            names.insert(0, f"“{self.question.words}”")
        title = _("NGO directory")
        return f"{title}: {', '.join(names)}" if names else title
