"""What a new entry and a change of one share: four steps of values, and who sends them."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.forms.consents import PUBLISH
from directory.forms.contact import PERSON, ContactForm
from directory.forms.current import LOGO, NAMES
from directory.forms.sender import YouForm
from directory.forms.what import WhatForm
from directory.forms.where import WhereForm
from directory.forms.who import WhoForm
from directory.moderation.comparing import same
from directory.profile import Group
from hubkit.intake.kinds import Step
from hubkit.intake.models import Submission

WHO, WHAT, WHERE, CONTACT, YOU = "who", "what", "where", "contact", "you"
STEPS = (
    Step(WHO, Group.WHO.label, WhoForm),
    Step(WHAT, Group.WHAT.label, WhatForm),
    Step(WHERE, Group.WHERE.label, WhereForm),
    Step(CONTACT, Group.CONTACT.label, ContactForm),
    Step(YOU, _("And who are you?"), YouForm, intro=_("Only for us: none of this is published.")),
)


def values_of(data: dict[str, Any]) -> dict[str, Any]:
    """Return the cleaned values of the forms as directory.profile and the moderation have them."""
    values = {name: each for name, each in data.items() if name not in (LOGO, "settlement_name")}
    settlement, post = data.get("settlement"), data.get("post")
    values["settlement"] = settlement.code if settlement else data.get("settlement_name", "")
    values["post"] = post.code if post else ""
    municipality = data.get("municipality")
    values["areas"] = sorted({*data.get("areas", []), *([municipality] if municipality else [])})
    return values


def differing(base: dict[str, Any], values: dict[str, Any]) -> list[str]:
    """Return the names of the values that are not what they were in `base`."""
    return [name for name in NAMES if name in values and not same(base.get(name), values[name])]


def keep_consent(submission: Submission) -> None:
    """Note the consent of a person whose name or contacts come with this submission."""
    content = submission.content
    named = set(differing(submission.base, content)) & {"contact_name", *PERSON, "contact_consent"}
    if named and content.get("contact_consent"):
        submission.consents.update_or_create(
            purpose=PUBLISH.purpose,
            defaults={
                "text_version": PUBLISH.version,
                "language": submission.language,
                "given_at": timezone.now(),
                "withdrawn_at": None,
            },
        )
