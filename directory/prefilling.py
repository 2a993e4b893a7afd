"""What the copy of the public register knows of an organisation, as values of a form."""

from typing import Any

from directory.models.registry import RegistryRow
from directory.models.taxonomies import LEGAL_FORMS, Term
from hubkit.places.models import Settlement
from hubkit.places.names import folded
from hubkit.places.queries import match_settlement


def has_register() -> bool:
    return RegistryRow.objects.exists()


def from_register(maticna: str) -> dict[str, Any]:
    """Return the register's values under a number by the directory's names; {} for an unknown one.

    Only what it has: name, short name, legal form, and the address of the seat. `settlement` is the
    register's code, or the name where the list of places has it not.
    """
    row = RegistryRow.objects.filter(maticna=maticna).first() if maticna else None
    if row is None:
        return {}
    found = {
        "official_name": row.name,
        "short_name": row.short_name,
        "legal_form": form_of(row.legal_form),
        "street": row.street,
        "house_number": row.house_number,
        "post": row.post,
        **seat_of(row),
    }
    return {name: value for name, value in found.items() if value}


def seat_of(row: RegistryRow) -> dict[str, str]:
    settlement: Settlement | None = None
    if row.settlement:
        settlement = match_settlement(row.settlement, row.municipality)
    if settlement:
        return {"settlement": settlement.code, "municipality": settlement.municipality}
    return {"settlement": row.settlement, "municipality": row.municipality}


def form_of(name: str) -> str:
    """Return the code of the legal form that a register's words begin with; "" for none.

    “Društvo, zveza društev” is the register's name of both: whichever stands first.
    """
    words = folded(name)
    terms = list(Term.objects.of(LEGAL_FORMS).current())
    named = [(folded(each), term.code) for term in terms for each in names_of(term)]
    fitting = [(each, code) for each, code in named if each and f"{words} ".startswith(f"{each} ")]
    return max(fitting, key=lambda pair: len(pair[0]))[1] if fitting else ""


def names_of(term: Term) -> list[str]:
    return [term.name_sl, *term.synonyms_sl.splitlines()]
