"""The published profile: what the directory adds to HSDS, as JSON Merge Patches (RFC 7396)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "content" / "profile"


@cache
def read(name: str) -> str:
    return (FOLDER / f"{name}.json").read_text(encoding="utf-8")


def patch(name: str) -> dict[str, Any]:
    """Return the patch on the schema `name`; "profile" is the profile's own description."""
    return json.loads(read(name))


def additions(name: str) -> dict[str, Any]:
    """Return the JSON schema of each property that the profile adds to the schema `name`."""
    return patch(name)["properties"] if name in patch("profile")["patches"] else {}
