"""The map of the region: drawn by the project, or imported."""

import json
import os
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from hubkit.bilingual.paired import Wording
from hubkit.places.importing import drawing
from hubkit.places.importing.files import ImportFailed
from hubkit.places.importing.places import import_places
from hubkit.places.importing.register import Counts
from hubkit.places.importing.svg import rings_of
from hubkit.places.models import Outline
from hubkit.places.municipalities import BY_CODE, MUNICIPALITIES
from hubkit.places.region_map import HEIGHT, WIDTH, Shape, shapes
from hubkit.places.schematic import SCHEMATIC

SHARED = Path(os.environ.get("ISKRA_SHARED", Path(__file__).parents[3] / "shared"))
REGISTER = SHARED / "data" / "gurs"
CODES = [municipality.code for municipality in MUNICIPALITIES]


@dataclass
class Region:
    shape: Shape
    url: str
    label: list[Wording]
    count_text: str
    current: bool = False


def regions(language, current=""):
    return [
        Region(
            shape,
            f"?obcina={shape.code}",
            [Wording(name, code) for code, name in BY_CODE[shape.code].names(language)],
            "3 organizacije",
            shape.code == current,
        )
        for shape in shapes()
    ]


def square(code: str, left: float) -> dict:
    """A municipality of a hundredth of a degree."""
    east, north = left + 0.01, 45.61
    ring = [[left, 45.6], [east, 45.6], [east, north], [left, north], [left, 45.6]]
    return {
        "type": "Feature",
        "properties": {"OB_ID": int(code)},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


@pytest.fixture
def geojson(tmp_path):
    def write(features: list[dict]) -> Path:
        path = tmp_path / "outlines.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        return path

    return write


@pytest.fixture
def drawn(tmp_path):
    def write(paths: dict[str, str], attributes: str = "") -> Path:
        path = tmp_path / "outlines.svg"
        parts = "".join(f'<path id="{code}" d="{data}"/>' for code, data in paths.items())
        path.write_text(f'<svg viewBox="0 0 80 10"><g {attributes}>{parts}</g></svg>')
        return path

    return write


SQUARES = {
    code.lstrip("0"): f"M{place * 10} 0 {place * 10 + 10} 0 {place * 10 + 10} 10 {place * 10} 10Z"
    for place, code in enumerate(CODES)
}


def edges(path: str) -> set[frozenset]:
    (ring,) = rings_of(path)
    return {frozenset(edge) for edge in zip(ring, ring[1:] + ring[:1], strict=True)}


def test_the_drawing_has_the_eight_and_their_neighbours():
    drawn_edges = {code: edges(path) for code, path, _x, _y in SCHEMATIC}
    assert list(drawn_edges) == CODES
    neighbours = {
        frozenset((BY_CODE[one].sl, BY_CODE[other].sl))
        for one, ours in drawn_edges.items()
        for other, theirs in drawn_edges.items()
        if one != other and ours & theirs
    }
    assert neighbours == {
        frozenset(pair)
        for pair in [
            ("Ankaran", "Koper"),
            ("Izola", "Koper"),
            ("Izola", "Piran"),
            ("Koper", "Piran"),
            ("Koper", "Hrpelje - Kozina"),
            ("Divača", "Hrpelje - Kozina"),
            ("Hrpelje - Kozina", "Sežana"),
            ("Divača", "Sežana"),
            ("Komen", "Sežana"),
        ]
    }


def test_no_two_labels_of_the_drawing_meet():
    points = {code: (x, y) for code, _path, x, y in SCHEMATIC}
    assert drawing.apart(points) == points


def test_a_drawing_until_all_eight_outlines_are_there(db, geojson, django_assert_num_queries):
    Outline.objects.all().delete()
    Outline.objects.create(municipality="050", path="M0 0", label_x=1, label_y=1)
    with django_assert_num_queries(1):
        assert shapes() == [Shape(*row) for row in SCHEMATIC]
    import_places({"outlines": geojson([square(code, 13.6) for code in CODES])})
    with django_assert_num_queries(1):
        found = shapes()
    assert [shape.code for shape in found] == CODES
    assert found != [Shape(*row) for row in SCHEMATIC]


def test_imported_outlines_fill_the_frame_and_keep_their_shape(db, geojson):
    features = [square(code, 13.6 + place / 100) for place, code in enumerate(CODES)]
    path = geojson(features)
    assert import_places({"outlines": path})["outlines"].unchanged == 0
    assert import_places({"outlines": path}) == {"outlines": Counts(0, 0, 0, 8)}
    points = [point for shape in shapes() for ring in rings_of(shape.path) for point in ring]
    across, down = [x for x, _ in points], [y for _, y in points]
    assert (min(across), max(across)) == (drawing.MARGIN, WIDTH - drawing.MARGIN)
    assert min(down) + max(down) == pytest.approx(HEIGHT, abs=0.2)
    # A degree of longitude is shorter than one of latitude: 8 × cos 45.66° widths to a height.
    assert (max(across) - min(across)) / (max(down) - min(down)) == pytest.approx(5.59, abs=0.02)


def test_outlines_of_an_svg(db, drawn):
    import_places({"outlines": drawn(SQUARES)})
    first = shapes()[0]
    assert (first.code, first.path) == ("213", "M8 391L106 391L106 489L8 489Z")
    # The nearest to the middle, 57, of the points looked at.
    assert first.label_x == 55


def test_relative_and_absolute_lines_are_the_same():
    absolute = rings_of("M1 1 3 1L3 3Z M5 5 6 5 6 6Z")
    assert absolute == [[(1, 1), (3, 1), (3, 3)], [(5, 5), (6, 5), (6, 6)]]
    assert rings_of("m1,1 2,0l0,2z m4,4 1,0 0 1 z") == absolute
    assert rings_of("M1e1-1.5.5 2Z") == [[(10, -1.5), (0.5, 2)]]


@pytest.mark.parametrize(
    ("paths", "attributes", "problem"),
    [
        (
            {**SQUARES, "50": "M0 0C1 1 2 2 3 3Z"},
            "",
            "only straight lines can be read, not C1 1 2 2 3 3",
        ),
        ({**SQUARES, "50": "L0 0 1 1Z"}, "", "only straight lines can be read, not L0 0 1 1"),
        ({**SQUARES, "50": "MZ"}, "", "a line that goes nowhere"),
        ({**SQUARES, "50": "M0 0 1 1Z"}, "", "050 is no area"),
        ({**SQUARES, "50": ""}, "", "050 is no area"),
        ({**SQUARES, "61": SQUARES["50"]}, "", "no municipality has the number 061"),
        (SQUARES, 'transform="scale(2)"', "<g> has a transform; draw without"),
    ],
)
def test_an_svg_that_cannot_be_taken(db, drawn, paths, attributes, problem):
    Outline.objects.all().delete()
    with pytest.raises(ImportFailed) as raised:
        import_places({"outlines": drawn(paths, attributes)})
    assert raised.value.problems == [f"outlines.svg: {problem}"]
    assert Outline.objects.count() == 0


def test_outlines_that_cannot_be_taken(db, geojson, tmp_path):
    def problems(path):
        with pytest.raises(ImportFailed) as raised:
            import_places({"outlines": path})
        return raised.value.problems

    point = {"properties": {"OB_ID": 50}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    assert problems(geojson([square(code, 13.6) for code in CODES[1:]])) == [
        "outlines.geojson: no outline of Ankaran (213)"
    ]
    assert problems(geojson([point])) == [
        "outlines.geojson: no GeoJSON of polygons with OB_ID (ValueError: cannot draw a Point)"
    ]
    assert problems(geojson([{}])) == [
        "outlines.geojson: no GeoJSON of polygons with OB_ID (KeyError: 'properties')"
    ]
    assert problems(tmp_path / "outlines.shp") == [
        "outlines.shp: outlines come as .geojson or .svg"
    ]


def test_a_label_lies_inside_even_where_the_middle_is_outside():
    hook = [(0, 0), (90, 0), (90, 90), (80, 90), (80, 10), (0, 10)]
    x, y = drawing.label_point(hook)
    assert x > 80 or y < 10


def test_labels_move_until_none_lies_on_another():
    points = drawing.apart({"a": (100, 400), "b": (110, 420), "c": (120, 430), "d": (700, 410)})
    heights = sorted(points[code][1] for code in "abc")
    assert [round(lower - upper) for upper, lower in pairwise(heights)] == [
        drawing.LABEL_HEIGHT,
        drawing.LABEL_HEIGHT,
    ]
    assert points["d"] == (700, 410)


@pytest.mark.skipif(not REGISTER.exists(), reason="the register's data is not beside the project")
@pytest.mark.parametrize(
    "name", [f"iskra-ob-{n}.{kind}" for n in (2, 5) for kind in ("svg", "geojson")]
)
def test_the_register_s_outlines_come_from_either_kind_of_file(db, name):
    import_places({"outlines": REGISTER / name})
    found = {BY_CODE[shape.code].sl: shape for shape in shapes()}
    assert found["Komen"].label_y < found["Koper"].label_y
    assert found["Piran"].label_x < found["Izola"].label_x < found["Koper"].label_x
    points = {code: (shape.label_x, shape.label_y) for code, shape in found.items()}
    moved = drawing.apart(points)
    assert all(moved[code] == pytest.approx(points[code], abs=2) for code in points)


def test_the_map_is_links_with_names_in_their_languages(db):
    Outline.objects.all().delete()
    with override("it"):
        html = render_to_string("places/map.html", {"regions": regions("it", current="050")})
    links = re.findall(r"<a\b.*?</a>", html, re.DOTALL)
    assert re.findall(r'href="([^"]*)"', html) == [f"?obcina={code}" for code in CODES]
    texts = [" ".join(re.sub(r"<[^>]*>", " ", link).split()) for link in links]
    assert texts[0] == "Ancarano Ankaran 3 organizacije"
    assert texts[-1] == "Sežana 3 organizacije"
    marked = re.findall(r'<tspan[^>]*lang="sl"[^>]*>\s*([^<]*?)\s*<', links[0] + links[-1])
    assert marked == ["Ankaran", "Sežana"]
    assert [link.count('aria-current="true"') for link in links] == [0, 0, 0, 0, 0, 1, 0, 0]
    assert html.count('<nav class="region-map" aria-label="Mappa dei comuni">') == 1


def test_numbers_in_the_drawing_are_not_written_in_the_reader_s_way(db):
    shape = Shape("050", "M0 0", 1234.5, 0.5)
    with override("sl"):
        html = render_to_string(
            "places/map.html", {"regions": [Region(shape, "#", [Wording("Koper", "sl")], "")]}
        )
    assert html.count('x="1234.5"') == 3
    assert html.count('y="0.5"') == 1


@pytest.mark.parametrize("count", [1, 3])
def test_rendering_asks_nothing_of_the_database(db, django_assert_num_queries, count):
    shown = regions("sl")[:count]
    with django_assert_num_queries(0):
        html = render_to_string("places/map.html", {"regions": shown})
    assert html.count("<a") == count
