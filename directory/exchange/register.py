"""The copy of the Business Register: for pre-filling a form, for coverage, to notice changes."""

from collections import Counter
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from directory.exchange.register_places import of_settlement
from directory.exchange.register_rows import Line, is_ngo, lines_of
from directory.exchange.sheets import SheetError
from directory.models import RegistryRow

FIELDS = (
    *("name", "short_name", "legal_form", "street", "house_number"),
    *("settlement", "post", "municipality", "is_ngo"),
)


def row_for(maticna: str) -> RegistryRow | None:
    """Return what the register says of an organisation, by its seven digits."""
    return RegistryRow.objects.filter(maticna=maticna).first()


def import_register(file: BinaryIO, *, partial: bool = False) -> Counter[str]:
    """Bring the copy in step with a register file, all or nothing; return how much of what.

    Kept are legal persons with their seat in the eight municipalities. Rows that the file has not
    got go, unless it is only a part of the register. Raises SheetError for a file that is none.
    Counts: read, kept, ngo, new, changed, unchanged, removed.
    """
    of_settlement.cache_clear()  # the gazetteer may have come since
    counts: Counter[str] = Counter()
    rows: dict[str, dict] = {}
    for line in lines_of(file):
        counts["read"] += 1
        if (code := line.municipality) and not line.is_person and (number := line.maticna):
            rows.setdefault(number, values_of(line, code))
    if not rows:
        raise SheetError(_("The file has no organisation of the eight municipalities."))
    counts.update(kept=len(rows), ngo=sum(row["is_ngo"] for row in rows.values()))
    with transaction.atomic():
        counts.update(written(rows, partial=partial))
    return counts


def values_of(line: Line, municipality: str) -> dict:
    return {
        "name": line["name"][:300],
        "short_name": line["short_name"][:200],
        "legal_form": line["legal_form"][:100],
        "street": line["street"][:200],
        "house_number": line.house_number,
        "settlement": line["settlement"][:100],
        "post": line["post"][:4],
        "municipality": municipality,
        "is_ngo": is_ngo(line["legal_form"]),
    }


def written(rows: dict[str, dict], *, partial: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    known = {row.maticna: row for row in RegistryRow.objects.select_for_update()}
    for number, values in rows.items():
        row = known.get(number)
        same = row and all(getattr(row, name) == values[name] for name in FIELDS)
        counts["unchanged" if same else "changed" if row else "new"] += 1
    RegistryRow.objects.bulk_create(
        [RegistryRow(maticna=number, **values) for number, values in rows.items()],
        update_conflicts=True,
        unique_fields=["maticna"],
        update_fields=[*FIELDS, "imported_at"],
        batch_size=500,
    )
    if not partial:
        counts["removed"] = remove(set(known) - set(rows))
    return counts


def remove(numbers: set[str]) -> int:
    return RegistryRow.objects.filter(maticna__in=numbers).delete()[0] if numbers else 0
