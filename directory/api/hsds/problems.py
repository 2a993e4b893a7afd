"""What keeps an organisation out of the open data: the few things that HSDS cannot do without.

All else that does not fit its formats is left out of the document, see `formats`.
"""

from enum import Enum

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models import OrganisationPage

WORDS = ("summary_sl", "summary_it", "description_sl", "description_it")


class Problem(Enum):
    """The value is the reason's name at `/health`."""

    NAME = "no-name"
    DESCRIPTION = "no-description"
    ACTIVITY = "activity-without-name"

    @property
    def label(self):
        return LABELS[self]

    @property
    def among_entries(self) -> Q:
        """The condition on entries (Entry) that have it."""
        return AMONG_ENTRIES[self]

    def afflicts(self, page: OrganisationPage) -> bool:
        """Whether a page, a draft just as well, has it."""
        if self is Problem.NAME:
            return not page.title
        if self is Problem.DESCRIPTION:
            return not any(getattr(page, name) for name in WORDS)
        return any(not (row.name_sl or row.name_it) for row in page.activities.all())


LABELS = {
    Problem.NAME: _("It has no name."),
    Problem.DESCRIPTION: _("It has no description in either language."),
    Problem.ACTIVITY: _("One of its activities has no name."),
}
AMONG_ENTRIES = {
    Problem.NAME: Q(page__title=""),
    Problem.DESCRIPTION: Q(**{f"page__{name}": "" for name in WORDS}),
    Problem.ACTIVITY: Q(page__activities__name_sl="", page__activities__name_it=""),
}


def problems_of(page: OrganisationPage) -> list[str]:
    """Return what keeps a page out of the open data, in sentences for staff; empty if nothing."""
    return [str(problem.label) for problem in Problem if problem.afflicts(page)]
