"""The map of the region: a shape and a label's place for each municipality."""

from dataclasses import dataclass

from hubkit.places.models import Outline
from hubkit.places.municipalities import BY_CODE, MUNICIPALITIES
from hubkit.places.schematic import SCHEMATIC

WIDTH, HEIGHT = 800, 880
VIEWBOX = f"0 0 {WIDTH} {HEIGHT}"


@dataclass(frozen=True)
class Shape:
    """`path` is SVG path data, the label's middle a point, both in `VIEWBOX`."""

    code: str
    path: str
    label_x: float
    label_y: float


def shapes() -> list[Shape]:
    """Return the eight shapes, in the order of MUNICIPALITIES. One query.

    They are the imported outlines if all eight are there, else the project's own schematic:
    shapes of two drawings do not fit together.
    """
    imported = {each.municipality: each for each in Outline.objects.all()}
    if imported.keys() >= BY_CODE.keys():
        return [_imported(imported[each.code]) for each in MUNICIPALITIES]
    return [Shape(*row) for row in SCHEMATIC]


def _imported(outline: Outline) -> Shape:
    return Shape(outline.municipality, outline.path, outline.label_x, outline.label_y)
