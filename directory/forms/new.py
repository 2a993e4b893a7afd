"""An organisation that is not in the directory yet."""

from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.models import Page

from directory import duplicates
from directory.forms import entries
from directory.forms.addresses import NEW, WORDS
from directory.forms.subjects import DirectoryKind
from directory.prefilling import from_register
from directory.profile import gaps
from hubkit.intake.kinds import Step
from hubkit.intake.models import Submission

NAMES = ("official_name", "name_sl", "name_it", "short_name")
REFUSED = "do_not_list"


class NewEntry(DirectoryKind):
    code = "directory.new"
    words = WORDS[NEW]
    title = gettext_lazy("New entry in the directory")
    label = pgettext_lazy("kind of form", "new entry")
    intro = gettext_lazy(
        "It takes some ten minutes and no account. You can stop at any time and go on later. "
        "Before anything is published, a person of the hub reads it."
    )
    steps = entries.STEPS

    def suggest(
        self, step: Step, data: dict[str, Any], page: Page, target_uid: UUID | None
    ) -> dict[str, Any]:
        """The address that the register has under the number of the first step."""
        return from_register(data.get("maticna", "")) if step.code == entries.WHERE else {}

    def check(self, data: dict[str, Any], page: Page, target_uid: UUID | None) -> dict[str, str]:
        missing = gaps(entries.values_of(data))
        return {name: _("Without this we cannot publish the entry.") for name in missing}

    def notices(self, data: dict[str, Any], page: Page, target_uid: UUID | None) -> list[str]:
        if listed := duplicates.by_number(data.get("maticna", "")):
            return [render_to_string("directory/forms/listed.html", {"entry": listed})]
        alike = duplicates.by_name(data.get("official_name", ""), data.get("municipality", ""))
        if not alike:
            return []
        context = {"entries": [entry for entry, _score in alike]}
        return [render_to_string("directory/forms/alike.html", context)]

    def payload(self, data: dict[str, Any]) -> dict[str, Any]:
        return entries.values_of(data)

    def on_received(self, submission: Submission) -> None:
        """Keep for staff what is like it: ``{"by": number|name|do_not_list, "uid", "score"}``."""
        submission.duplicates = list(signs_of(submission.content))
        submission.save(update_fields=["duplicates"])
        entries.keep_consent(submission)

    def on_resubmitted(self, submission: Submission) -> None:
        """Look anew: a corrected name or number is like something else."""
        self.on_received(submission)


def signs_of(content: dict[str, Any]):
    """Yield what a moderator should know, the surest first."""
    number, name = content.get("maticna", ""), content.get("official_name", "")
    listed = duplicates.by_number(number, listed=False)
    if listed:
        yield {"by": "number", "uid": str(listed.uid), "score": 1.0}
    for entry, score in duplicates.by_name(name, content.get("municipality", ""), listed=False):
        if entry != listed:
            yield {"by": "name", "uid": str(entry.uid), "score": score}
    if duplicates.asked_not_to_be_listed(number, [content.get(each, "") for each in NAMES]):
        yield {"by": REFUSED}
