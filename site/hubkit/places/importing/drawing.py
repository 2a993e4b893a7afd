"""From rings of points to shapes in the map's frame: fitted, as path data, with a label's place.

A ring is a list of (x, y) points, y downwards; a shape is the rings of one municipality, whose
first holds the label.
"""

from itertools import permutations
from math import hypot, inf

from hubkit.places.region_map import HEIGHT, WIDTH

Point = tuple[float, float]
Ring = list[Point]

MARGIN = 8
# Points looked at along each side for the label's place.
FINENESS = 24
# The room that a label needs: two names and a count, in letters legible on a phone.
LABEL_WIDTH, LABEL_HEIGHT = 160, 118


def fitted(shapes: dict[str, list[Ring]]) -> dict[str, list[Ring]]:
    """Return the shapes moved and scaled, all alike, to lie in the middle of the map's frame."""
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width, height = max(x for x, _ in points) - left, max(y for _, y in points) - top
    scale = min((WIDTH - 2 * MARGIN) / width, (HEIGHT - 2 * MARGIN) / height)
    right, down = (WIDTH - width * scale) / 2, (HEIGHT - height * scale) / 2
    return {
        code: [
            [((x - left) * scale + right, (y - top) * scale + down) for x, y in ring]
            for ring in rings
        ]
        for code, rings in shapes.items()
    }


def path_data(rings: list[Ring]) -> str:
    """Return the rings as SVG path data, to a tenth of a unit."""
    return "".join(
        "M" + "L".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in ring) + "Z" for ring in rings
    )


def label_point(ring: Ring) -> Point:
    """Return the point inside the ring with most room around it for a label, wider than high."""
    left, right = min(x for x, _ in ring), max(x for x, _ in ring)
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    steps = [(step + 0.5) / FINENESS for step in range(FINENESS)]
    points = [
        (left + (right - left) * across, top + (bottom - top) * down)
        for across in steps
        for down in steps
    ]
    inside = [point for point in points if _holds(ring, point)]
    return max(inside or points, key=lambda point: _room(ring, point))


def apart(points: dict[str, Point]) -> dict[str, Point]:
    """Return the labels' points moved up and down until no label lies on another one's.

    On the coast the municipalities are smaller than their labels.
    """
    points = dict(points)
    for _round in range(30):
        for upper, lower in permutations(points, 2):
            (x, y), (other_x, other_y) = points[upper], points[lower]
            overlap = LABEL_HEIGHT - (other_y - y)
            if y <= other_y and overlap > 0 and abs(other_x - x) < LABEL_WIDTH:
                points[upper] = (x, max(LABEL_HEIGHT / 2, y - overlap / 2))
                points[lower] = (other_x, min(HEIGHT - LABEL_HEIGHT / 2, other_y + overlap / 2))
    return points


def area(ring: Ring) -> float:
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in _edges(ring))) / 2


def _edges(ring: Ring) -> list[tuple[Point, Point]]:
    return list(zip(ring, ring[1:] + ring[:1], strict=True))


def _holds(ring: Ring, point: Point) -> bool:
    """Whether a line to the right from the point crosses the ring an odd number of times."""
    x, y = point
    crossed = [
        (from_x, from_y, to_x, to_y)
        for (from_x, from_y), (to_x, to_y) in _edges(ring)
        if (from_y > y) != (to_y > y)
    ]
    beyond = [
        from_x + (y - from_y) / (to_y - from_y) * (to_x - from_x) > x
        for from_x, from_y, to_x, to_y in crossed
    ]
    return sum(beyond) % 2 == 1


def _room(ring: Ring, point: Point) -> float:
    """The distance to the nearest edge, where a unit across counts for half of one down."""
    return min((_distance(point, *edge) for edge in _edges(ring)), default=inf)


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (start_x, start_y), (end_x, end_y) = ((x / 2, y) for x, y in (point, start, end))
    along_x, along_y = end_x - start_x, end_y - start_y
    length = along_x**2 + along_y**2
    share = ((x - start_x) * along_x + (y - start_y) * along_y) / length if length else 0
    share = max(0, min(1, share))
    return hypot(x - start_x - share * along_x, y - start_y - share * along_y)
