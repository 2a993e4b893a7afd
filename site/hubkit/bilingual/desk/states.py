"""How far the translation of one segment is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringTranslation


class State(models.TextChoices):
    """The state of a row; every one has a word and an icon, none is told by colour alone."""

    MISSING = "missing", _("to translate")
    CHANGED = "changed", _("original changed")
    MACHINE = "machine", _("machine's draft")
    ERROR = "error", _("error")
    DONE = "done", _("translated")
    CHECKED = "checked", _("checked")

    @property
    def icon(self) -> str:
        """The name of one of Wagtail's icons."""
        return {
            State.MISSING: "edit",
            State.CHANGED: "resubmit",
            State.MACHINE: "cogs",
            State.ERROR: "warning",
            State.DONE: "check",
            State.CHECKED: "success",
        }[self]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self not in (State.DONE, State.CHECKED)


def state_of(translation: StringTranslation | None, *, changed: bool = False) -> State:
    """Return the state of a segment with this translation, or none.

    `changed`: it has none, but an earlier wording of the original had.
    """
    if translation is None:
        return State.CHANGED if changed else State.MISSING
    if translation.has_error:
        return State.ERROR
    if holds_check(translation):
        return State.CHECKED
    machine = translation.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
    return State.MACHINE if machine else State.DONE


def holds_check(translation: StringTranslation) -> bool:
    check = getattr(translation, "segment_check", None)
    return check is not None and check.text == translation.data
