"""Everything is still right: one page with what the entry says, and one button."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from directory.forms.addresses import WORDS
from directory.forms.sender import AssureForm
from directory.forms.subjects import AboutEntry
from directory.life import owners
from directory.life.assurance import assure
from directory.models.entries import AssuredBy
from hubkit.intake.kinds import Step
from hubkit.intake.models import Submission


class Assure(AboutEntry):
    code = "directory.assure"
    words = WORDS["assure"]
    title = _("Is everything still right?")
    label = pgettext_lazy("kind of form", "everything is still right")
    intro = _("This is what readers see. If it is right, one button is all we need.")
    steps = (Step("you", _("Is everything still right?"), AssureForm),)
    has_summary = False
    step_template = "directory/forms/assure.html"
    done = pgettext_lazy("outcome", "Confirmed")
    done_text = _("Thank you. Readers now see that the entry is up to date.")
    waiting_text = _("You do not look after this entry yet, so a person of the hub looks at it.")
    mail_folder = "directory/forms/mail/assure"

    def form_kwargs(self, step: Step, page: Page, target_uid: UUID | None) -> dict[str, Any]:
        return {"values": self.current(target_uid)}

    def on_confirmed(self, submission: Submission) -> None:
        """Done at once for whoever looks after the entry."""
        entry = self.entry(submission.target_uid)
        if entry is not None and owners.is_active(entry, submission.email):
            assure(entry, kind=AssuredBy.OWNER, submission=submission.pk)
            self.settle(submission)
