"""Three versions of an organisation's values: what a sender saw, what is there now, what they want.

Pure: dictionaries of named values in, a verdict for each name out.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

Values = Mapping[str, Any]

# Values that say one thing together: half of theirs and half of ours would be nobody's.
UNITS = (
    frozenset({"settlement", "municipality", "street", "house_number", "post"}),
    frozenset(
        {
            "contact_name",
            "contact_role_sl",
            "contact_role_it",
            "contact_email",
            "contact_phone",
            "contact_consent",
        }
    ),
)


class Outcome(Enum):
    """What becomes of one proposed value."""

    SAME = "same"  # it is so already
    OURS = "ours"  # the sender left it as they found it: what staff made of it stays
    PROPOSED = "proposed"  # only the sender changed it
    OVERLAP = "overlap"  # both did: a person decides

    @property
    def is_open(self) -> bool:
        """Whether there is anything to decide."""
        return self in (Outcome.PROPOSED, Outcome.OVERLAP)


def is_empty(value: Any) -> bool:
    return value in ("", None, False) or value == [] or value == {}


def same(one: Any, other: Any) -> bool:
    """Whether two values mean the same; all that is empty does."""
    return one == other or (is_empty(one) and is_empty(other))


def compare(
    base: Values, live: Values, proposed: Values, draft: Values | None = None
) -> dict[str, Outcome]:
    """Return the outcome of every proposed value, by name.

    `base` lacks what the sender was not asked; `live` is as they would be shown it now. `draft` has
    all that staff have prepared and not published yet, by name, where it differs from what is
    public; it overlaps with what a sender makes of it.
    """
    found = {name: outcome(name, base, live, proposed) for name in proposed}
    for name, each in found.items():
        if each is Outcome.PROPOSED and is_touched(name, base, live, proposed, draft):
            found[name] = Outcome.OVERLAP
    return found


def outcome(name: str, base: Values, live: Values, proposed: Values) -> Outcome:
    wanted, now = proposed[name], live.get(name)
    if same(wanted, now):
        return Outcome.SAME
    if name not in base or same(base[name], now):
        return Outcome.PROPOSED
    return Outcome.OURS if same(wanted, base[name]) else Outcome.OVERLAP


def is_touched(
    name: str, base: Values, live: Values, proposed: Values, draft: Values | None
) -> bool:
    """Whether staff changed what belongs with the value, or the value itself in their draft."""
    unit = next((unit for unit in UNITS if name in unit), {name})
    if any(mate in base and not same(base[mate], live.get(mate)) for mate in unit):
        return True
    if draft is None:
        return False
    return any(
        mate in draft and not (mate in proposed and same(draft[mate], proposed[mate]))
        for mate in unit
    )
