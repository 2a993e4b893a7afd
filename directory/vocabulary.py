"""Reading the taxonomies and the prepared reasons that ship with the directory."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from directory.models.decisions import Reason
from directory.models.taxonomies import Taxonomy, Term

CONTENT = Path(__file__).parent / "content"
WORDS = ("name", "description", "synonyms")


@transaction.atomic
def load(path: Path, *, reset: bool = False) -> tuple[int, int]:
    """Add what is missing and return how many terms were made and changed.

    What staff have changed stays so, unless `reset`. A term that they deleted comes back.
    """
    made = changed = 0
    for data in tomllib.loads(path.read_text(encoding="utf-8"))["taxonomy"]:
        names = {f"name_{code}": text for code, text in data["name"].items()}
        taxonomy, _new = Taxonomy.objects.get_or_create(code=data["code"], defaults=names)
        for position, term in enumerate(data["term"]):
            values = values_of(term) | {"sort_order": position}
            row, is_new = Term.objects.get_or_create(
                taxonomy=taxonomy, code=term["code"], defaults=values
            )
            made += is_new
            if reset and not is_new:
                changed += update(row, values)
    return made, changed


@transaction.atomic
def load_reasons(path: Path, *, reset: bool = False) -> tuple[int, int]:
    """Add the prepared reasons that are missing; returns as `load` does."""
    made = changed = 0
    for position, data in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["reason"]):
        values = {"sort_order": position}
        for name in ("label", "text"):
            values |= {f"{name}_{code}": text for code, text in data[name].items()}
        row, is_new = Reason.objects.get_or_create(code=data["code"], defaults=values)
        made += is_new
        if reset and not is_new:
            changed += update(row, values)
    return made, changed


def values_of(term: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {"icnp_tso_code": term.get("icnp_tso", "")}
    for name in WORDS:
        for code, text in term.get(name, {}).items():
            values[f"{name}_{code}"] = text if isinstance(text, str) else "\n".join(text)
    return values


def update(row: Reason | Term, values: dict[str, Any]) -> bool:
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return before != values
