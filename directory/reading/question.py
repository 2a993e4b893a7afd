"""What a reader asks of the list, as it stands in the address: the same words in each language."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict

from directory.models.entries import Facet
from directory.queries import Sort
from directory.reading.vocabulary import Vocabulary

LONGEST = 200  # of what is searched for


@dataclass(frozen=True)
class Question:
    """`chosen` has the values of each group that has any; `sort` is None until it is chosen."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort | None = None
    near: str = ""
    page: int = 1

    @classmethod
    def read(cls, parameters: QueryDict, vocabulary: Vocabulary) -> "Question":
        """Read what is asked, leaving out whatever is unknown; never raises."""
        return cls(
            words=cleaned(parameters.get("q", "")),
            chosen=chosen_in(parameters, vocabulary),
            sort=next((each for each in Sort if each == parameters.get("sort")), None),
            near=parameters.get("near", "") if parameters.get("near", "").isdecimal() else "",
            page=page_number(parameters.get("page", "")),
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.chosen)

    @property
    def is_plain(self) -> bool:
        """Whether this is the list as everybody finds it, for search engines too."""
        return self == Question()

    @property
    def address(self) -> str:
        """The query that asks this, such as `?q=zbor&topic=kultura&page=2`; "?" for nothing."""
        query = QueryDict(mutable=True)
        if self.words:
            query["q"] = self.words
        for group in Facet.values:
            if values := self.chosen.get(group):
                query.setlist(group, list(values))
        if self.near:
            query["near"] = self.near
        if self.sort:
            query["sort"] = self.sort.value
        if self.page > 1:
            query["page"] = str(self.page)
        return f"?{query.urlencode()}"

    def but(self, **changes) -> "Question":
        """Return the question with something else about it, from its first page on."""
        return replace(self, **({"page": 1} | changes))

    def having(self, group: str, values: tuple[str, ...]) -> "Question":
        """Return the question with `values` chosen in a group, and no others there."""
        others = {key: kept for key, kept in self.chosen.items() if key != group}
        return self.but(chosen=others | ({group: values} if values else {}))

    def without(self, group: str, value: str) -> "Question":
        kept = tuple(each for each in self.chosen.get(group, ()) if each != value)
        return self.having(group, kept)

    def has(self, group: str, value: str) -> bool:
        return value in self.chosen.get(group, ())


def cleaned(text: str) -> str:
    """Return words without control signs, single spaces between, no longer than LONGEST."""
    signs = (char if char.isprintable() else " " for char in text[: LONGEST * 5])
    return " ".join("".join(signs).split())[:LONGEST].strip()


def chosen_in(parameters: QueryDict, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    found = {}
    for group in Facet.values:
        values = (vocabulary.current(group, value) for value in parameters.getlist(group))
        if kept := tuple(dict.fromkeys(filter(None, values))):
            found[group] = kept
    return found


def page_number(text: str) -> int:
    """Return the page asked for, the first where that is no page."""
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 10 else 1
