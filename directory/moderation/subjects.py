"""What a submission is about: the entry, its page as readers see it, and the draft of staff."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from directory.models import Entry, OrganisationPage
from directory.moderation.matters import CHANGE
from directory.profile import read
from hubkit.intake.models import Submission
from hubkit.intake.review import present


class Standing(Enum):
    """How a submission stands to the directory."""

    NEW = "new"  # there is no page yet
    LIVE = "live"
    HIDDEN = "hidden"  # its page is not public
    GONE = "gone"  # its page, or the entry with it, is not there any more


@dataclass(frozen=True)
class Subject:
    """`page` is as readers see it, `draft` what staff have changed without publishing, or None.

    `live` has all that stands on the page, `shown` the same as a form of the public would be filled
    with it now: what nobody may see stands empty there.
    """

    standing: Standing
    entry: Entry | None = None
    page: OrganisationPage | None = None
    draft: OrganisationPage | None = None
    live: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)
    drafted: dict[str, Any] | None = None

    @property
    def title(self) -> str:
        return self.entry.title if self.entry else ""


def subject_of(submission: Submission, *, anew: bool = False) -> Subject:
    """Return the subject as the database has it now; `anew` as if there was none."""
    empty = read(OrganisationPage())
    if submission.target_uid is None or anew:
        return Subject(Standing.NEW, live=empty, shown=empty)
    entry = Entry.objects.select_related("merged_into").filter(uid=submission.target_uid).first()
    key = entry.page_id if entry else None
    page = OrganisationPage.objects.filter(pk=key).first() if key else None
    if page is None:
        return Subject(Standing.GONE, entry, live=empty, shown=empty)
    live, draft = read(page), draft_of(page)
    drafted = read(draft) if draft else None
    if not page.live and drafted == live:
        # An unpublished page always counts as changed.
        draft = drafted = None
    standing = Standing.LIVE if page.live else Standing.HIDDEN
    shown = live | shown_to(submission)
    return Subject(standing, entry, page, draft, live, shown, drafted)


def shown_to(submission: Submission) -> dict[str, Any]:
    """Return what the form of a change is filled with now; nothing for what is not public."""
    if submission.kind != CHANGE or submission.target_uid is None:
        return {}
    return present(submission, CHANGE, submission.target_uid)["base"]


def draft_of(page: OrganisationPage) -> OrganisationPage | None:
    """Return the latest revision where it holds what is not public."""
    if not page.has_unpublished_changes or page.latest_revision is None:
        return None
    return page.latest_revision.as_object()
