"""Entries that a submission may be about without saying so, as its kind found them.

`Submission.duplicates` has ``{"by": "number" | "name", "uid": …, "score": 0–1}`` for each, and
``{"by": "do_not_list"}`` for an organisation that asked not to be listed.
"""

from dataclasses import dataclass

from django.urls import reverse

from directory.duplicates import by_number
from directory.models import Entry
from hubkit.intake.models import Submission

NUMBER, REFUSED = "number", "do_not_list"


@dataclass(frozen=True)
class Candidate:
    """`same_number`: it is the same organisation. Otherwise the names are alike by `percent`."""

    entry: Entry
    percent: int
    same_number: bool

    @property
    def edit_url(self) -> str:
        page = self.entry.page_id
        return reverse("wagtailadmin_pages:edit", args=[page]) if page else ""


def found(submission: Submission) -> list[dict]:
    """Return the rows that name an entry."""
    return [row for row in submission.duplicates if row.get("uid")]


def candidates(submission: Submission) -> list[Candidate]:
    """Return the entries found when it came, and the one with its number by now; best first."""
    rows = {
        row["uid"]: (row.get("by") == NUMBER, row.get("score") or 0) for row in found(submission)
    }
    twin = by_number(submission.content.get("maticna", ""), listed=False)
    if twin is not None:
        rows[str(twin.uid)] = (True, 1)
    entries = Entry.objects.filter(uid__in=rows)
    if submission.target_uid is not None:
        entries = entries.exclude(uid=submission.target_uid)
    known = [
        Candidate(entry, round(rows[str(entry.uid)][1] * 100), rows[str(entry.uid)][0])
        for entry in entries
    ]
    return sorted(known, key=lambda each: (not each.same_number, -each.percent))


def asked_not_to_be_listed(submission: Submission) -> bool:
    return any(row.get("by") == REFUSED for row in submission.duplicates)
