"""A form while it is filled in: its steps as Django forms, what is wrong in them, what they say."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from wagtail.models import Page

from hubkit.intake import traps
from hubkit.intake.characters import clean, is_clean
from hubkit.intake.kinds import Kind, Step
from hubkit.intake.models import Draft
from hubkit.intake.payloads import plain
from hubkit.intake.pictures import PictureField
from hubkit.intake.prefill import Posted

# What a form of ours sends besides its fields.
OURS = {"csrfmiddlewaretoken", "stamp", "action", "become", traps.FIELD}


@dataclass(frozen=True)
class Problem:
    """What keeps a form from being sent: a sentence, the step it is of, the field's id there."""

    text: str
    step: int
    label: str = ""
    anchor: str = ""


def posted_of(post: QueryDict) -> tuple[Posted, list[str]]:
    """Return the posted texts by name, cleaned, and the names in which something was cut out."""
    lists = {clean(name): texts for name, texts in post.lists() if name not in OURS}
    dirty = [name for name, texts in lists.items() if not all(map(is_clean, texts))]
    return {name: [clean(text) for text in texts] for name, texts in lists.items()}, dirty


def as_post(values: Posted) -> QueryDict:
    post = QueryDict(mutable=True)
    for name, texts in values.items():
        post.setlist(name, texts)
    return post


class Filling:
    """One kind's form on one page, with its draft where there is one already."""

    def __init__(
        self, kind: Kind, page: Page, target_uid: UUID | None = None, draft: Draft | None = None
    ):
        self.kind = kind
        self.page = page
        self.target_uid = target_uid
        self.begun = draft

    @property
    def draft(self) -> Draft:
        """The draft. Raises LookupError where nothing has been sent yet."""
        if self.begun is None:
            raise LookupError("This form has not been begun.")
        return self.begun

    @cached_property
    def initial(self) -> dict[str, Any]:
        return self.kind.initial(self.page, self.target_uid)

    @cached_property
    def kept(self) -> dict[str, Any]:
        """The pictures that are there already, by field name."""
        return {each.field: each for each in self.begun.files.all()} if self.begun else {}

    def form(
        self, step: Step, values: Posted | None = None, files: MultiValueDict | None = None
    ) -> forms.Form:
        """Return the form of a step: with `values` just posted, as the draft has it, or fresh."""
        kwargs = self.kind.form_kwargs(step, self.page, self.target_uid)
        if values is None and self.begun is not None:
            values = self.begun.data.get(step.code)
        data = None if values is None else as_post(values)
        initial = {**self.known_of(step, values), **self.kept}
        return step.form(data, files, initial=initial, label_suffix="", **kwargs)

    def known_of(self, step: Step, values: Posted | None) -> dict[str, Any]:
        """What the kind knows: at the start, or for a step not yet sent from those before it."""
        if self.begun is None:
            return self.initial
        if values is not None:
            return {}
        return self.kind.suggest(step, self.data, self.page, self.target_uid)

    def judged(
        self, step: Step, values: Posted, files: MultiValueDict | None, dirty: list[str]
    ) -> forms.Form:
        """Return the posted form with its errors, those of characters nobody can store too."""
        form = self.form(step, values, files)
        form.full_clean()
        for name in dirty:
            field = name if name in form.fields else None
            form.add_error(field, _("A character was cut out that cannot be stored. Please check."))
        return form

    @cached_property
    def forms(self) -> dict[str, forms.Form]:
        """Every step as it was sent; one that was never sent counts as empty."""
        data = self.begun.data if self.begun else {}
        return {step.code: self.form(step, data.get(step.code, {})) for step in self.kind.steps}

    @property
    def is_all_seen(self) -> bool:
        return self.begun is not None and all(
            step.code in self.begun.data for step in self.kind.steps
        )

    @property
    def first_open(self) -> int:
        """The number of the first step that is not right yet; one too many when all are."""
        for number, step in enumerate(self.kind.steps, start=1):
            if step.code not in (self.begun.data if self.begun else {}):
                return number
            if not self.forms[step.code].is_valid():
                return number
        return len(self.kind.steps) + 1

    @cached_property
    def data(self) -> dict[str, Any]:
        """The cleaned values of all steps, as far as they are valid."""
        found: dict[str, Any] = {}
        for form in self.forms.values():
            form.full_clean()
            found |= form.cleaned_data
        return found

    @cached_property
    def problems(self) -> list[Problem]:
        """What keeps it from being sent, step by step, then across the steps."""
        found = [
            problem
            for number, form in enumerate(self.forms.values(), start=1)
            for problem in problems_of(form, number)
        ]
        if found:
            return found
        across = self.kind.check(self.data, self.page, self.target_uid)
        return [self.locate(name, text) for name, text in across.items()]

    def locate(self, name: str, text: str) -> Problem:
        for number, form in enumerate(self.forms.values(), start=1):
            if name in form.fields:
                return Problem(text, number, str(form[name].label), anchor_of(form[name]))
        return Problem(text, 0)

    @property
    def notices(self) -> list[str]:
        return self.kind.notices(self.data, self.page, self.target_uid) if self.begun else []

    @property
    def payload(self) -> dict[str, Any]:
        pictures = {name for form in self.forms.values() for name in picture_fields(form)}
        said = {name: value for name, value in self.data.items() if name not in pictures}
        return plain(self.kind.payload(said))

    @property
    def email(self) -> str:
        """The sender's address, or that of the submission that is corrected."""
        if self.begun is not None and self.begun.submission:
            return self.begun.submission.email
        typed = self.data.get(self.kind.email_field, "")
        return typed or (self.begun.email if self.begun else "")


def problems_of(form: forms.Form, number: int) -> list[Problem]:
    """Return the errors of one form, those of the whole first."""
    whole = [Problem(str(text), number) for text in form.non_field_errors()]
    return whole + [
        Problem(str(text), number, str(bound.label), anchor_of(bound))
        for bound in form
        for text in bound.errors
    ]


def anchor_of(bound: forms.BoundField) -> str:
    """The id that a link leads to: a group of boxes has one of its own."""
    return bound.id_for_label or bound.auto_id


def picture_fields(form: forms.Form) -> list[str]:
    return [name for name, field in form.fields.items() if isinstance(field, PictureField)]
