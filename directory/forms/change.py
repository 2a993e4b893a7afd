"""A change of an entry that is in the directory: the same steps, filled with what it says now."""

from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.models import Page

from directory.forms import entries
from directory.forms.addresses import WORDS
from directory.forms.current import LOGO
from directory.forms.subjects import AboutEntry
from directory.profile import gaps
from hubkit.intake.kinds import Step
from hubkit.intake.models import Submission


class Change(AboutEntry):
    code = "directory.change"
    words = WORDS["change"]
    title = gettext_lazy("Change of an entry")
    label = pgettext_lazy("kind of form", "change")
    intro = gettext_lazy(
        "Correct what is not right and leave the rest as it is. "
        "A person of the hub reads it before it is published."
    )
    steps = entries.STEPS
    done = pgettext_lazy("outcome", "Published")
    done_text = gettext_lazy("Thank you. The mail about it tells what was taken over.")

    def initial(self, page: Page, target_uid: UUID | None) -> dict[str, Any]:
        return self.current(target_uid)

    def form_kwargs(self, step: Step, page: Page, target_uid: UUID | None) -> dict[str, Any]:
        super().form_kwargs(step, page, target_uid)
        if step.code == entries.YOU:
            return {}
        if step.code == entries.CONTACT:
            return {"complete": False, "links": self.current(target_uid).get("links", [])}
        return {"complete": False}

    def check(self, data: dict[str, Any], page: Page, target_uid: UUID | None) -> dict[str, str]:
        base, values = self.current(target_uid), entries.values_of(data)
        if self.is_unchanged(data, target_uid):
            return {"": _("You have changed nothing yet. Is everything right? Say so below.")}
        emptied = set(gaps(values)) - set(gaps(base))
        return {name: _("This cannot be left empty.") for name in sorted(emptied)}

    def notices(self, data: dict[str, Any], page: Page, target_uid: UUID | None) -> list[str]:
        """At the end, not while somebody is still on the way to what they want to change."""
        if not data.get("sender_email") or not self.is_unchanged(data, target_uid):
            return []
        return [render_to_string("directory/forms/unchanged.html", {"uid": target_uid})]

    def is_unchanged(self, data: dict[str, Any], target_uid: UUID | None) -> bool:
        """Whether what was typed says nothing that the entry does not; a note says something."""
        if data.get(LOGO) or data.get("note"):
            return False
        values = {name: each for name, each in entries.values_of(data).items() if name in data}
        return not entries.differing(self.current(target_uid), values)

    def payload(self, data: dict[str, Any]) -> dict[str, Any]:
        return entries.values_of(data)

    def on_received(self, submission: Submission) -> None:
        entries.keep_consent(submission)
