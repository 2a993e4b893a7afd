from pathlib import Path

from hubkit.places.importing import drawing, geojson, svg
from hubkit.places.importing.drawing import Ring
from hubkit.places.importing.files import ImportFailed
from hubkit.places.importing.register import Counts
from hubkit.places.models import Outline
from hubkit.places.municipalities import BY_CODE

READERS = {".geojson": geojson.shapes_of, ".json": geojson.shapes_of, ".svg": svg.shapes_of}


def import_outlines(path: Path) -> Counts:
    """Take the shapes of all eight municipalities over: a map of some would have holes."""
    if path.suffix.lower() not in READERS:
        raise ImportFailed([f"{path.name}: outlines come as .geojson or .svg"])
    shapes = READERS[path.suffix.lower()](path)
    if problems := _problems(shapes):
        raise ImportFailed([f"{path.name}: {problem}" for problem in problems])
    return _store(_outlines(drawing.fitted(shapes)))


def _problems(shapes: dict[str, list[Ring]]) -> list[str]:
    missing = [
        f"no outline of {each.sl} ({code})" for code, each in BY_CODE.items() if code not in shapes
    ]
    unknown = [f"no municipality has the number {code}" for code in shapes if code not in BY_CODE]
    flat = [
        f"{code} is no area"
        for code, rings in shapes.items()
        if not rings or not all(drawing.area(ring) > 0 for ring in rings)
    ]
    return [*missing, *unknown, *flat]


def _outlines(shapes: dict[str, list[Ring]]) -> list[Outline]:
    points = {
        code: drawing.label_point(max(rings, key=drawing.area)) for code, rings in shapes.items()
    }
    return [
        Outline(
            municipality=code,
            path=drawing.path_data(shapes[code]),
            label_x=round(x),
            label_y=round(y),
        )
        for code, (x, y) in drawing.apart(points).items()
    ]


def _store(outlines: list[Outline]) -> Counts:
    fields = ["path", "label_x", "label_y"]
    known = {tuple(row) for row in Outline.objects.values_list("municipality", *fields)}
    codes = {code for code, *_rest in known}
    new = [each for each in outlines if _row(each) not in known]
    Outline.objects.bulk_create(
        new, update_conflicts=True, unique_fields=["municipality"], update_fields=fields
    )
    created = sum(each.municipality not in codes for each in new)
    return Counts(created, len(new) - created, 0, len(outlines) - len(new))


def _row(outline: Outline) -> tuple:
    return outline.municipality, outline.path, outline.label_x, outline.label_y
