"""What the forms share: those of the directory, and those about an entry that is in it."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from directory.forms.consents import PROCESS
from directory.forms.current import entry_of, public_values
from directory.models.decisions import FieldDecision
from directory.models.entries import Entry
from hubkit.intake import review
from hubkit.intake.kinds import Kind, Step
from hubkit.intake.models import Submission


class DirectoryKind(Kind):
    """What all forms of the directory share."""

    consents = (PROCESS,)
    step_template = "directory/forms/step.html"

    def on_forgotten(self, submission: Submission) -> None:
        """Of what was decided on it the verdicts and reasons stay, the values go."""
        decisions = FieldDecision.objects.filter(submission=submission)
        decisions.update(old=None, new=None, final=None)

    def staff_path(self, submission: Submission) -> str:
        return reverse("directory_submissions:review", args=[submission.pk])


class AboutEntry(DirectoryKind):
    """A form about one public entry, read once for a request; `subject` is that entry."""

    needs_target = True
    status_template = "directory/forms/status.html"
    # What the page of the receipt and the last mail say when it has been done.
    done = pgettext_lazy("outcome", "Done")
    done_text = _("Thank you. It has been taken care of.")
    waiting_text: str | Promise = ""

    def __init__(self):
        self._entries: dict[UUID, Entry | None] = {}
        self._values: dict[UUID, dict[str, Any]] = {}
        self.subject: Entry | None = None

    def entry(self, uid: UUID | None) -> Entry | None:
        if uid is not None and uid not in self._entries:
            self._entries[uid] = entry_of(uid)
        self.subject = self._entries.get(uid) if uid else None
        return self.subject

    def current(self, uid: UUID | None) -> dict[str, Any]:
        """Return what the entry says to everybody now; {} for one that is not public any more."""
        entry = self.entry(uid)
        if entry is None or uid is None:
            return {}
        if uid not in self._values:
            self._values[uid] = public_values(entry)
        return dict(self._values[uid])

    def may_begin(self, page: Page, target_uid: UUID | None) -> bool:
        return self.entry(target_uid) is not None

    def form_kwargs(self, step: Step, page: Page, target_uid: UUID | None) -> dict[str, Any]:
        self.entry(target_uid)
        return {}

    def settle(self, submission: Submission) -> None:
        """Say that it has been done without anybody of staff, and mail that to the sender."""
        review.take(submission, by=None)
        review.begin(submission, by=None)
        review.finish(submission, by=None)

    def status_context(self, submission: Submission) -> dict[str, Any]:
        return {
            "done": self.done,
            "done_text": self.done_text,
            "waiting_text": self.waiting_text,
        }
