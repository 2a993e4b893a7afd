"""The steps that ask who writes: never published."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from directory import numbers
from directory.forms.contact import PhoneField
from directory.profile import FIELDS
from hubkit.intake.forms import SenderForm


class Relation(models.TextChoices):
    """What the sender is to the organisation."""

    HEAD = "head", pgettext_lazy("relation", "I head or represent it")
    STAFF = "staff", pgettext_lazy("relation", "I work or volunteer in it")
    MEMBER = "member", pgettext_lazy("relation", "I am a member")
    OTHER = "other", pgettext_lazy("relation", "None of these")


def name_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Your name and surname"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def relation_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("You and the organisation"),
        choices=Relation.choices,
        widget=forms.RadioSelect,
    )


def words_field(label: Any, *, rows: int = 4, required: bool = False, help_text: Any = ""):
    return forms.CharField(
        label=label,
        required=required,
        max_length=2000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "cols": 40}),
    )


class YouForm(SenderForm):
    """Who fills in or changes an entry."""

    sender_name = name_field()
    sender_relation = relation_field()
    note = words_field(gettext_lazy("A note to the editors"))
    field_order = ("sender_name", "sender_email", "sender_relation", "note")


class ClaimForm(SenderForm):
    """Who says that an entry is theirs, and how that can be checked."""

    sender_name = name_field()
    sender_relation = relation_field()
    sender_phone = PhoneField(
        "tel",
        label=gettext_lazy("Your telephone"),
        help_text=gettext_lazy("Only for us, in case we have a question."),
    )
    note = words_field(
        gettext_lazy("How can we check it?"),
        help_text=gettext_lazy(
            "An address at the organisation’s own domain or its public mailbox is proof enough. "
            "Otherwise we call the organisation: tell us when somebody is there."
        ),
    )
    field_order = ("sender_name", "sender_email", "sender_relation", "sender_phone", "note")

    def clean_sender_phone(self) -> str:
        text = self.cleaned_data["sender_phone"]
        return numbers.phone(text) if text else ""


class AssureForm(SenderForm):
    """One address and one button below all that the entry says: `values` by name."""

    def __init__(self, *args, values: dict[str, Any] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.values = values or {}

    @property
    def groups(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        """The values in words: headings with ``(label, text, language of the text)``."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for name, value in self.values.items():
            field = FIELDS[name]
            if value not in ("", None, [], False):
                found.setdefault(field.group.label, []).append(
                    (field.label, field.show(value), field.language)
                )
        return list(found.items())


class RemovalReason(models.TextChoices):
    CLOSED = "closed", pgettext_lazy("removal", "The organisation has ended")
    TWICE = "twice", pgettext_lazy("removal", "It is in the directory twice")
    PERSONAL = "personal", pgettext_lazy("removal", "There is something personal in it")
    UNWANTED = "unwanted", pgettext_lazy("removal", "We do not want to be listed")
    OTHER = "other", pgettext_lazy("removal", "Something else")


class RemoveForm(SenderForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        choices=RemovalReason.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("You need not say."),
    )
    note = words_field(gettext_lazy("Anything we should know"))
    sender_name = name_field()
    sender_relation = relation_field()
    field_order = ("reason", "note", "sender_name", "sender_relation", "sender_email")


class Subject(models.TextChoices):
    """What a report is about, in the words of a reader."""

    NAME = "name", pgettext_lazy("report", "The name")
    WORK = "work", pgettext_lazy("report", "What it does")
    ADDRESS = "address", pgettext_lazy("report", "The address or the map")
    HOURS = "hours", pgettext_lazy("report", "The opening hours")
    CONTACT = "contact", pgettext_lazy("report", "The telephone, e-mail or website")
    PERSON = "person", pgettext_lazy("report", "A person")
    ACCESS = "access", pgettext_lazy("report", "The accessibility")
    GONE = "gone", pgettext_lazy("report", "The organisation does not exist any more")
    OTHER = "other", pgettext_lazy("report", "Something else")


class ReportForm(SenderForm):
    """What is wrong; the address is the sender's choice."""

    about = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"), choices=Subject.choices, widget=forms.RadioSelect
    )
    note = words_field(gettext_lazy("What should it be?"), required=True)
    field_order = ("about", "note", "sender_email")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sender_email"].required = False
        self.fields["sender_email"].help_text = gettext_lazy(
            "You need not leave it. If you do, we confirm it by a mail and tell you what came "
            "of it; without it your report is read too, only later."
        )
