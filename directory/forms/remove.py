"""An entry is to go; staff decide, and hide people at once where that is what it is about."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.forms.addresses import WORDS
from directory.forms.sender import RemoveForm
from directory.forms.subjects import AboutEntry
from hubkit.intake.kinds import Step


class Remove(AboutEntry):
    code = "directory.remove"
    words = WORDS["remove"]
    title = _("Removal of an entry")
    label = pgettext_lazy("kind of form", "removal")
    intro = _(
        "We check who asks, so that nobody is removed by others. "
        "The names and contacts of people can be hidden at once, before all else is decided."
    )
    steps = (Step("why", _("What is to go?"), RemoveForm),)
    has_summary = False
    done = pgettext_lazy("outcome", "It has been removed")
    done_text = _("Thank you for telling us. The mail about it tells what was done.")
    waiting_text = _(
        "We call the organisation before its entry goes. Names and contacts of people are hidden "
        "as soon as somebody of us has read this."
    )
