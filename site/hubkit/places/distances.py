"""How far two points are from each other."""

from math import asin, cos, radians, sin, sqrt

# Mean radius of the Earth in kilometres (IUGG).
RADIUS = 6371.0088


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance of two points in degrees WGS84, by the haversine formula.

    The Earth is taken as a ball: at most half a per cent off, some 200 m across the region.
    """
    phi, other_phi = radians(lat), radians(other_lat)
    half = sin((other_phi - phi) / 2) ** 2
    half += cos(phi) * cos(other_phi) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * RADIUS * asin(sqrt(min(1.0, half)))
