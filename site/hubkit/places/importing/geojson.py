"""Reading outlines from GeoJSON (RFC 7946): a feature a municipality, `OB_ID` its property."""

import json
from math import cos, radians
from pathlib import Path

from hubkit.places.importing.drawing import Ring
from hubkit.places.importing.files import ImportFailed, text_of


def shapes_of(path: Path) -> dict[str, list[Ring]]:
    """Return the rings of each municipality by its code, flattened onto a plane.

    Raise ImportFailed where it is no GeoJSON of polygons in degrees with `OB_ID`.
    """
    try:
        features = json.loads(text_of(path))["features"]
        return {_code(feature): _rings(feature["geometry"]) for feature in features}
    except (ValueError, KeyError, TypeError) as error:
        problem = f"no GeoJSON of polygons with OB_ID ({type(error).__name__}: {error})"
        raise ImportFailed([f"{path.name}: {problem}"]) from error


def _code(feature: dict) -> str:
    return str(feature["properties"]["OB_ID"]).zfill(3)


def _rings(geometry: dict) -> list[Ring]:
    if geometry["type"] not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"cannot draw a {geometry['type']}")
    single = geometry["type"] == "Polygon"
    polygons = [geometry["coordinates"]] if single else geometry["coordinates"]
    return [[_flat(*point[:2]) for point in ring] for polygon in polygons for ring in polygon]


def _flat(lon: float, lat: float) -> tuple[float, float]:
    """Equirectangular about the region's middle: over its 50 km nobody sees the difference."""
    return lon * cos(radians(45.66)), -lat
