"""The clock of an entry's freshness as its owner sets it."""

from django.utils import timezone

from directory.models.entries import Entry
from directory.models.freshness import INTERVALS, due_after


def set_interval(entry: Entry, months: int) -> None:
    """Let the entry be confirmed every 6, 12 or 18 months, counted from the last confirmation.

    Raises ValueError for any other number.
    """
    if months not in INTERVALS:
        raise ValueError(f"An entry is not confirmed every {months} months.")
    if months == entry.interval:
        return
    entry.interval = months
    entry.due_on = due_after(timezone.localdate(entry.assured_at), months)
    entry.reminded = 0
    entry.save(update_fields=["interval", "due_on", "reminded"])
