"""HSDS 3.1 as its authors publish it, where it is at hand: outside of this repository."""

import json
import os
from functools import cache
from pathlib import Path

import jsonschema_rs
import pytest

from directory.api.hsds.profile import patch

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ISKRA_SHARED", ROOT.parent / "shared"))
SCHEMAS = SHARED / "data" / "hsds31" / "schema"

needs_hsds = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="the schemas of HSDS 3.1 are not at hand (ISKRA_SHARED)"
)


@cache
def schemas(*, with_profile: bool) -> dict:
    """Return the HSDS schemas by name, the profile's patches applied where asked for."""
    found = {path.stem: json.loads(path.read_text()) for path in sorted(SCHEMAS.glob("*.json"))}
    del found["openapi"]
    if with_profile:
        for name in patch("profile")["patches"]:
            found[name] = merged(found[name], patch(name))
    return found


def merged(target, change):
    """Return the target with a JSON Merge Patch applied (RFC 7396)."""
    if not isinstance(change, dict):
        return change
    found = dict(target) if isinstance(target, dict) else {}
    for name, value in change.items():
        if value is None:
            found.pop(name, None)
        else:
            found[name] = merged(found.get(name), value)
    return found


@cache
def validator(name: str, *, with_profile: bool = True) -> jsonschema_rs.Draft202012Validator:
    resources = [
        (f"hsds:///{each}.json", schema)
        for each, schema in schemas(with_profile=with_profile).items()
    ]
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"hsds:///{name}.json"},
        registry=jsonschema_rs.Registry(resources),
        validate_formats=True,
    )


def faults(name: str, document: dict) -> list[str]:
    """Return what is wrong with a document, after HSDS and after HSDS with our profile."""
    plain = json.loads(json.dumps(document, default=str))
    return [
        f"{'/'.join(map(str, error.instance_path))}: {error.message}"
        for with_profile in (False, True)
        for error in validator(name, with_profile=with_profile).iter_errors(plain)
    ]
