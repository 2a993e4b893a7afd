"""Where an entry's dot lies on the drawing of the region."""

import pytest

from directory.reading.spot import EXTENTS, is_inside, rings_of, spot
from hubkit.places.municipalities import BY_CODE
from hubkit.places.region_map import Shape
from hubkit.places.schematic import SCHEMATIC

SHAPES = {row[0]: Shape(*row) for row in SCHEMATIC}
SQUARE = Shape("050", "M0,0 100,0 100,100 0,100Z", 50, 50)


def test_every_municipality_has_an_extent_that_goes_north_and_east():
    assert EXTENTS.keys() == BY_CODE.keys()
    for south, north, west, east in EXTENTS.values():
        assert south < north
        assert west < east


def test_a_point_lies_as_far_across_the_shape_as_on_the_ground():
    south, north, west, east = EXTENTS["050"]
    middle = spot(SQUARE, (south + north) / 2, (west + east) / 2)
    assert [round(each) for each in middle] == [50, 50]
    north_west = spot(SQUARE, north - 0.018, west + 0.033)
    assert [round(each) for each in north_west] == [10, 10]


@pytest.mark.parametrize("code", SHAPES)
@pytest.mark.parametrize("corner", [(0, 2), (0, 3), (1, 2), (1, 3)])
def test_a_dot_is_inside_its_municipality_wherever_the_place_is(code, corner):
    lat, lon = (EXTENTS[code][index] for index in corner)
    shape = SHAPES[code]
    assert is_inside(rings_of(shape.path), *spot(shape, lat, lon))


def test_both_ways_of_writing_a_path_are_read():
    drawn = [[(0.0, 0.5), (10.0, 0.0), (10.0, 10.0)], [(2.0, 2.0), (3.0, 2.0), (3.0, 3.0)]]
    assert rings_of("M0,0.5 10,0 10,10ZM2,2 3,2 3,3Z") == drawn
    assert rings_of("M0 0.5L10 0L10 10ZM2 2L3 2L3 3Z") == drawn


def test_an_island_of_another_municipality_is_outside():
    rings = rings_of("M0,0 9,0 9,9 0,9ZM3,3 6,3 6,6 3,6Z")
    assert (is_inside(rings, 1, 1), is_inside(rings, 4, 4)) == (True, False)
