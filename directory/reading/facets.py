"""The filters beside the list: groups of values with how many entries each would give."""

from dataclasses import dataclass

from directory.models.entries import Facet
from directory.reading.question import Question
from directory.reading.vocabulary import Vocabulary
from hubkit.bilingual.paired import Wording

UNFOLDED = 6  # values of a group that are seen at once; those that are chosen always are
SPARED = 2  # that many more are not worth a fold

Counts = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Option:
    value: str
    name: Wording | str
    count: int
    chosen: bool
    note: str = ""


@dataclass(frozen=True)
class Group:
    """One group: values in one are joined by "or", groups by "and"."""

    facet: Facet
    options: list[Option]

    @property
    def seen(self) -> list[Option]:
        """The options that are seen at once, in order."""
        if len(self.options) <= UNFOLDED + SPARED:
            return self.options
        free = max(0, UNFOLDED - sum(option.chosen for option in self.options))
        first = [option for option in self.options if not option.chosen][:free]
        return [option for option in self.options if option.chosen or option in first]

    @property
    def folded(self) -> list[Option]:
        seen = self.seen
        return [option for option in self.options if option not in seen]


def groups(question: Question, vocabulary: Vocabulary, counts: Counts) -> list[Group]:
    """Return the groups that offer anything; a value that gives nothing is no offer."""
    found = []
    for facet in Facet:
        options = [
            Option(
                value,
                name,
                counts.get((facet.value, value), 0),
                question.has(facet, value),
                vocabulary.note(facet, value),
            )
            for value, name in vocabulary.names[facet].items()
        ]
        if offered := [option for option in options if option.count or option.chosen]:
            found.append(Group(facet, offered))
    return found
