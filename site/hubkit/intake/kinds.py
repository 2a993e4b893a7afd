"""What a plug-in declares of a public form: one class for both languages.

A plug-in gives its kinds by the hook ``register_submission_kinds``, a function that returns a list
of Kind classes. A page type with `IntakePageMixin` names those it offers in `intake_kinds`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page

from hubkit.intake.models import Submission

HOOK = "register_submission_kinds"


@dataclass(frozen=True)
class Step:
    """One page of a form. `code` is its key in a draft, `heading` and `intro` are lazy texts."""

    code: str
    heading: str | Promise
    form: type[forms.Form]
    intro: str | Promise = ""


@dataclass(frozen=True)
class ConsentText:
    """What somebody agrees to. `version` changes with every change of a text.

    `texts` has one for each language. One that is not `required` may be left unticked.
    """

    purpose: str
    version: str
    texts: Mapping[str, str]
    required: bool = True

    def __str__(self):
        return self.texts.get(get_language() or "") or next(iter(self.texts.values()))


class Kind:
    """A kind of submission: configure by attributes, escape by methods.

    The field names of all steps are the keys of the payload, so no two steps share one. Every
    method may read the database; none may write but the ``on_…``, which run inside the
    transaction of what they follow and undo it by raising.
    """

    code: str = ""
    # The word in the address, by language: {"sl": "novo", "it": "nuova"}.
    words: Mapping[str, str] = {}
    title: str | Promise = ""
    label: str | Promise = ""  # for staff; the title where empty
    intro: str | Promise = ""  # below the title of the first step
    steps: Sequence[Step] = ()
    consents: Sequence[ConsentText] = ()
    schema = 1  # the version of the payload's shape
    email_field = "sender_email"
    needs_target = False
    needs_confirmation = True
    has_summary = True  # without it the last step sends; for forms of one step
    keeps_identity = False  # the address stays for longer than a year after the last contact
    step_template = "hubkit_intake/step.html"
    summary_template = "hubkit_intake/summary.html"
    # Included in the status page: what is said about its state.
    status_template = "hubkit_intake/status_text.html"
    # Where its mails are, and those missing there are taken from hubkit_intake/mail.
    mail_folder = "hubkit_intake/mail"

    @property
    def name(self) -> str | Promise:
        return self.label or self.title

    # Before and while it is filled in

    def may_begin(self, page: Page, target_uid: UUID | None) -> bool:
        """Whether the form is shown at all; otherwise it is not found."""
        return (target_uid is not None) == self.needs_target

    def initial(self, page: Page, target_uid: UUID | None) -> dict[str, Any]:
        """The values the form is filled with, by field name; kept as `base` to compare with."""
        return {}

    def suggest(
        self, step: Step, data: dict[str, Any], page: Page, target_uid: UUID | None
    ) -> dict[str, Any]:
        """With what a step that nobody has sent yet is filled in, from the steps before it."""
        return {}

    def form_kwargs(self, step: Step, page: Page, target_uid: UUID | None) -> dict[str, Any]:
        """More arguments for the form of a step."""
        return {}

    def check(self, data: dict[str, Any], page: Page, target_uid: UUID | None) -> dict[str, str]:
        """What is wrong across the steps: sentences by field name, "" for the whole.

        `data` has the cleaned values of the steps that are valid in themselves.
        """
        return {}

    def notices(self, data: dict[str, Any], page: Page, target_uid: UUID | None) -> list[str]:
        """What the sender should know before going on; shown above later steps and the summary.

        Plain texts are escaped, SafeString is HTML. A button in it may say
        ``name="become" value="<kind>:<target uid>"``: the draft goes on as one of that kind.
        """
        return []

    def payload(self, data: dict[str, Any]) -> dict[str, Any]:
        """The cleaned values of all steps as they are stored: what JSON and its dates can say."""
        return data

    def values(self, payload: dict[str, Any]) -> dict[str, Any]:
        """The way back: the values of the forms' fields, for correcting what was sent."""
        return payload

    # What becomes of it

    def on_received(self, submission: Submission) -> None:
        """Stored for the first time, whatever its state; may set and save `duplicates`."""

    def on_confirmed(self, submission: Submission) -> None:
        """Confirmed by its sender, now in the queue."""

    def on_resubmitted(self, submission: Submission) -> None:
        """Corrected by its sender after it was sent back, again in the queue."""

    def on_withdrawn(self, submission: Submission) -> None:
        """Withdrawn; its content has been removed."""

    def on_forgotten(self, submission: Submission) -> None:
        """Its content goes, for whatever reason; remove what is kept of it elsewhere."""

    def moderators(self, submission: Submission) -> Iterable[AbstractUser]:
        """Who is told when it waits too long: those who may change submissions."""
        through_group = Q(
            groups__permissions__codename="change_submission",
            groups__permissions__content_type__app_label="hubkit_intake",
        )
        own = Q(
            user_permissions__codename="change_submission",
            user_permissions__content_type__app_label="hubkit_intake",
        )
        return get_user_model().objects.filter(through_group | own, is_active=True).distinct()

    def staff_path(self, submission: Submission) -> str:
        """The path of the page where staff review it, or nothing."""
        return ""

    def status_context(self, submission: Submission) -> dict[str, Any]:
        """More values for `status_template`."""
        return {}


class UnknownKindError(LookupError):
    """Raised for a code that no installed plug-in has registered."""


def registered() -> dict[str, Kind]:
    """Return every registered kind by its code."""
    classes = [each for hook in hooks.get_hooks(HOOK) for each in hook()]
    return {each.code: each() for each in classes}


def get(code: str) -> Kind:
    """Return the kind of a code. Raises UnknownKindError."""
    try:
        return registered()[code]
    except KeyError:
        raise UnknownKindError(code) from None


def name_of(code: str) -> str:
    """Return the name of a kind for staff; of one whose plug-in is gone its code."""
    kind = registered().get(code)
    return str(kind.name) if kind else code
