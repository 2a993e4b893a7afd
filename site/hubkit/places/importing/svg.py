"""Reading outlines from SVG: a `<path>` a municipality, its register number as the `id`."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from hubkit.places.importing.drawing import Point, Ring
from hubkit.places.importing.files import ImportFailed, text_of

_STEP = re.compile(r"([A-DF-Za-df-z])([^A-DF-Za-df-z]*)")  # an e is part of a number
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


class _Paths(HTMLParser):
    """Unlike an XML parser, it resolves nothing that a prepared file could make expensive."""

    def __init__(self):
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if "transform" in values:
            raise ValueError(f"<{tag}> has a transform; draw without")
        if tag == "path":
            self.found[(values.get("id") or "").zfill(3)] = values.get("d") or ""


def shapes_of(path: Path) -> dict[str, list[Ring]]:
    """Return the rings of each municipality by its code, in the drawing's own units.

    Raise ImportFailed where a path has curves: only M, L and Z, absolute or relative, are read.
    """
    paths = _Paths()
    try:
        paths.feed(text_of(path))
        return {code: rings_of(data) for code, data in paths.found.items()}
    except ValueError as error:
        raise ImportFailed([f"{path.name}: {error}"]) from error


def rings_of(data: str) -> list[Ring]:
    """Return the rings of SVG path data; ValueError for anything but straight lines."""
    rings: list[Ring] = []
    here = (0.0, 0.0)
    for command, numbers in _STEP.findall(data):
        if command in "Mm":
            rings.append([])
        elif command not in "LlZz" or not rings:
            raise ValueError(f"only straight lines can be read, not {command}{numbers}".strip())
        if command in "Zz":
            here = rings[-1][0]
        else:
            rings[-1] += _points(numbers, here, relative=command.islower())
            here = rings[-1][-1]
    return rings


def _points(numbers: str, here: Point, *, relative: bool) -> Iterator[Point]:
    values = [float(number) for number in _NUMBER.findall(numbers)]
    if not values:
        raise ValueError("a line that goes nowhere")
    for x, y in zip(values[::2], values[1::2], strict=True):
        here = (here[0] + x, here[1] + y) if relative else (x, y)
        yield here
