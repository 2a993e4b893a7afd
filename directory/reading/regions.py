"""The map beside the list: each municipality a link that filters by it."""

from dataclasses import dataclass

from directory.models.entries import Facet
from directory.reading.facets import Counts
from directory.reading.question import Question
from hubkit.bilingual.formats import number
from hubkit.bilingual.paired import Wording
from hubkit.places.municipalities import BY_CODE
from hubkit.places.region_map import Shape, shapes


@dataclass(frozen=True)
class Region:
    """What `places/map.html` draws."""

    shape: Shape
    url: str
    label: list[Wording]
    count_text: str
    current: bool


def regions(question: Question, counts: Counts, language: str) -> list[Region]:
    """Return the eight municipalities: a click chooses one alone, or leaves off the one chosen.

    So the number on it is the number that a click gives. One query.
    """
    return [region(shape, question, counts, language) for shape in shapes()]


def region(shape: Shape, question: Question, counts: Counts, language: str) -> Region:
    code, group = shape.code, Facet.MUNICIPALITY.value
    chosen = question.has(group, code)
    after = question.without(group, code) if chosen else question.having(group, (code,))
    return Region(
        shape,
        after.address,
        [Wording(name, spoken) for spoken, name in BY_CODE[code].names(language)],
        number(counts.get((group, code), 0)),
        chosen,
    )
