"""Something in an entry is wrong, says a reader, with an address or without."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.forms.addresses import WORDS
from directory.forms.sender import ReportForm
from directory.forms.subjects import AboutEntry
from hubkit.intake.kinds import Step


class Report(AboutEntry):
    """Without an address there is nothing to confirm: limits and traps stand before the queue."""

    code = "directory.report"
    words = WORDS["report"]
    title = _("Report a mistake")
    label = pgettext_lazy("kind of form", "report")
    intro = _("Thank you for looking closely. One sentence is enough.")
    steps = (Step("what", _("What is not right?"), ReportForm),)
    has_summary = False
    done = pgettext_lazy("outcome", "Looked at")
    done_text = _("Thank you. The entry has been checked.")
