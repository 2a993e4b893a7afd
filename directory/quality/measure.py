"""How good the directory's data are, in figures that may be public: counts, no names."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from directory.models import Entry, Freshness, Owner, OwnerState
from directory.models.freshness import DORMANT, OVERDUE
from directory.quality.gaps import HELPFUL, NEEDED, WITHOUT, WORDLESS, with_parts
from directory.quality.websites import malformed
from hubkit.places.municipalities import MUNICIPALITIES


def quality() -> dict[str, Any]:
    """Return the figures as JSON has them, in seven queries however many entries there are.

    ``{"date", "entries", "freshness": {code: n}, "without_owner", "missing": {code: n},
    "missing_helpful": {code: n}, "without_language": {"sl": n, "it": n}, "malformed_websites",
    "municipalities": [{"code", "name_sl", "name_it", "entries", "unconfirmed", "without_point",
    "without_sl", "without_it"}]}``. Entries are the public ones; the last row of municipalities,
    with an empty code, is of entries without a seat in the region, where there are any.
    """
    codes = {f"{code}": gap for code, _label, gap in (*NEEDED, *HELPFUL)}
    lacks = with_parts().aggregate(
        **{f"no_{code}": Count("pk", filter=gap) for code, gap in codes.items()},
        **{f"without_{code}": Count("pk", filter=gap) for code, gap in WITHOUT.items()},
        entries=Count("pk"),
    )
    return {
        "date": timezone.localdate().isoformat(),
        "entries": lacks["entries"],
        "freshness": freshness(),
        "without_owner": without_owner(),
        "missing": {code: lacks[f"no_{code}"] for code, _label, _gap in NEEDED},
        "missing_helpful": {code: lacks[f"no_{code}"] for code, _label, _gap in HELPFUL},
        "without_language": {code: lacks[f"without_{code}"] for code in WITHOUT},
        "malformed_websites": sum(1 for _row in malformed()),
        "municipalities": by_municipality(),
    }


def freshness() -> dict[str, int]:
    """Return how many public entries are fresh, due, overdue and dormant today."""
    day = timezone.localdate()
    due = Q(due_on__lte=day)
    overdue = Q(due_on__lte=day - OVERDUE)
    dormant = Q(due_on__lte=day - DORMANT)
    conditions = {
        Freshness.FRESH: ~due,
        Freshness.DUE: due & ~overdue,
        Freshness.OVERDUE: overdue & ~dormant,
        Freshness.DORMANT: dormant,
    }
    return Entry.objects.listed().aggregate(
        **{each.value: Count("pk", filter=condition) for each, condition in conditions.items()}
    )


def without_owner() -> int:
    active = Owner.objects.filter(entry=OuterRef("pk"), state=OwnerState.ACTIVE)
    return Entry.objects.listed().filter(~Exists(active)).count()


def by_municipality() -> list[dict[str, Any]]:
    """Return the figures of each municipality, in the order of the region's list."""
    figures = {
        "entries": Count("pk"),
        "unconfirmed": Count("pk", filter=Q(due_on__lte=timezone.localdate() - OVERDUE)),
        "without_point": Count("pk", filter=Q(lat=None)),
        **{
            f"without_{code}": Count("pk", filter=Q(**{f"page__{k}": v for k, v in values.items()}))
            for code, values in WORDLESS.items()
        },
    }
    rows = Entry.objects.listed().order_by().values("municipality").annotate(**figures)
    found = {row.pop("municipality"): row for row in rows}
    none = dict.fromkeys(figures, 0)
    named = [
        {"code": each.code, "name_sl": each.sl, "name_it": each.it or each.sl}
        | found.pop(each.code, none)
        for each in MUNICIPALITIES
    ]
    elsewhere = {name: sum(row[name] for row in found.values()) for name in figures}
    if elsewhere["entries"]:
        named.append({"code": "", "name_sl": "", "name_it": ""} | elsewhere)
    return named
