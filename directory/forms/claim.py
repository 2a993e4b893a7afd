"""Somebody says that an entry is their organisation's, and wants to look after it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.forms.addresses import WORDS
from directory.forms.sender import ClaimForm
from directory.forms.subjects import AboutEntry
from directory.life import owners
from directory.models.owners import OwnerState
from hubkit.intake.kinds import Step
from hubkit.intake.models import Submission


class Claim(AboutEntry):
    code = "directory.claim"
    words = WORDS["claim"]
    title = _("This is our organisation")
    label = pgettext_lazy("kind of form", "claim")
    intro = _(
        "Whoever looks after an entry gets a link to change it, and once a year the question "
        "whether everything is still right. No account, no password."
    )
    steps = (Step("you", _("Who are you?"), ClaimForm),)
    has_summary = False
    keeps_identity = True
    done = _("You look after this entry now")
    done_text = _("We have mailed you the link by which you change and confirm it.")
    waiting_text = _("We check that you speak for the organisation, usually by calling it.")
    mail_folder = "directory/forms/mail/claim"

    def on_confirmed(self, submission: Submission) -> None:
        """Done at once for an address that the entry itself shows to be its own."""
        entry = self.entry(submission.target_uid)
        if entry is None:
            return
        owner = owners.claim(
            entry,
            email=submission.email,
            name=submission.content.get("sender_name", ""),
            language=submission.language,
            submission=submission,
        )
        if owner.state == OwnerState.ACTIVE:
            self.settle(submission)
