"""Where an organisation lies on the drawing of the region, which need not be to scale."""

import re
from itertools import pairwise

from hubkit.places.region_map import Shape

Point = tuple[float, float]
# South, north, west and east end of each municipality in degrees (WGS 84), of the outlines in the
# register of spatial units of the Surveying and Mapping Authority (GURS).
EXTENTS = {
    "019": (45.600, 45.773, 13.933, 14.100),
    "035": (45.481, 45.644, 13.869, 14.131),
    "040": (45.473, 45.548, 13.615, 13.694),
    "049": (45.775, 45.864, 13.596, 13.908),
    "050": (45.426, 45.609, 13.670, 14.002),
    "090": (45.446, 45.540, 13.565, 13.712),
    "111": (45.641, 45.812, 13.708, 14.000),
    "213": (45.557, 45.596, 13.703, 13.771),
}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
STEPS = 24


def spot(shape: Shape, lat: float, lon: float) -> Point:
    """Return where a point in degrees lies on the drawing: as far across its municipality as on
    the ground, moved towards the label until it is inside the shape."""
    rings = rings_of(shape.path)
    south, north, west, east = EXTENTS[shape.code]
    across, down = (lon - west) / (east - west), (north - lat) / (north - south)
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    x, y = min(xs) + across * (max(xs) - min(xs)), min(ys) + down * (max(ys) - min(ys))
    way = [
        (x + (shape.label_x - x) * step / STEPS, y + (shape.label_y - y) * step / STEPS)
        for step in range(STEPS + 1)
    ]
    return next((each for each in way if is_inside(rings, *each)), way[-1])


def rings_of(path: str) -> list[list[Point]]:
    """Return the closed rings of path data that has only absolute M, L and Z."""
    numbers = (map(float, NUMBER.findall(ring)) for ring in path.split("M")[1:])
    return [list(zip(ring, ring, strict=True)) for ring in numbers]


def is_inside(rings: list[list[Point]], x: float, y: float) -> bool:
    """Whether a line to the right from the point crosses the rings an odd number of times."""
    edges = (edge for ring in rings for edge in pairwise([*ring, ring[0]]))
    crossings = [
        ax + (y - ay) / (by - ay) * (bx - ax) > x
        for (ax, ay), (bx, by) in edges
        if (ay > y) != (by > y)
    ]
    return sum(crossings) % 2 == 1
