"""The forms of a review: a verdict on each field, and words to the sender."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from directory.models import Reason
from directory.models.decisions import Verdict
from directory.moderation.comparing import same
from directory.moderation.deciding import Decision
from directory.moderation.inputs import input_for
from directory.moderation.proposals import Line, Proposal
from directory.moderation.signs import without_hidden
from directory.profile import check
from directory.profile.kinds import plain

CHOICES = {
    Verdict.ACCEPT: pgettext_lazy("decide", "Accept"),
    Verdict.EDIT: pgettext_lazy("decide", "Edit"),
    Verdict.REJECT: pgettext_lazy("decide", "Refuse"),
}


class ReasonSelect(forms.Select):
    """The prepared reasons; each option carries the text that the sender would read."""

    def __init__(self, texts: dict[str, str]):
        self.texts = texts
        super().__init__()

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-text"] = self.texts.get(value, "")
        return option


class Reasons:
    """The prepared reasons: labels in the reader's language, texts in the sender's. One query."""

    def __init__(self, language: str):
        rows = list(Reason.objects.all())
        self.choices = [("", "–"), *((row.code, str(row.label)) for row in rows)]
        self.texts = {row.code: getattr(row, f"text_{language}", "") for row in rows}

    def field(self) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=gettext_lazy("Prepared reason"),
            required=False,
            choices=self.choices,
            widget=ReasonSelect(self.texts),
        )

    def text(self, code: str, words: str) -> str:
        """Return what the sender reads: the prepared text, then the words of whoever decides."""
        return "\n\n".join(filter(None, [self.texts.get(code, ""), words.strip()]))


class DecisionForm(forms.Form):
    """What to do with one line. Fields: verdict, value (as `input_for`), reason, words."""

    def __init__(self, line: Line, reasons: Reasons, data=None):
        self.line, self.reasons = line, reasons
        super().__init__(data, prefix=line.name, use_required_attribute=False)
        value = input_for(line.field, line.proposed)
        offered = [each for each in Verdict if value is not None or each != Verdict.EDIT]
        self.fields["verdict"] = forms.ChoiceField(
            label=gettext_lazy("Decision"),
            choices=[(each.value, CHOICES[each]) for each in offered],
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Decide on this field.")},
            initial=self.first_verdict,
        )
        if value is not None:
            value.initial = without_hidden(line.proposed)
            self.fields["value"] = value
        self.fields["reason"] = reasons.field()
        self.fields["words"] = forms.CharField(
            label=gettext_lazy("In your own words"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    @property
    def first_verdict(self) -> str | None:
        """What is chosen already: nothing where a person has to compare."""
        if self.line.overlaps:
            return None
        needs_hand = self.line.problem or same(self.line.proposed, self.line.live)
        return (Verdict.EDIT if needs_hand else Verdict.ACCEPT).value

    def clean(self):
        super().clean()
        data = self.cleaned_data
        verdict = data.get("verdict")
        if verdict == Verdict.ACCEPT and self.line.problem:
            self.add_error("verdict", self.line.problem)
        if verdict == Verdict.EDIT and "value" in data:
            self.check_value(data["value"])
        if verdict == Verdict.REJECT and not self.reason:
            self.add_error("reason", _("Give a reason; the sender reads it."))
        return data

    def check_value(self, value: Any) -> None:
        try:
            self.cleaned_data["value"] = check(self.line.name, plain(value))
        except ValidationError as error:
            self.add_error("value", error)

    @property
    def reason(self) -> str:
        return self.reasons.text(
            self.cleaned_data.get("reason", ""), self.cleaned_data.get("words", "")
        )

    @cached_property
    def decision(self) -> Decision:
        """The decision of a valid form; an edit that changes nothing is none."""
        verdict, final = Verdict(self.cleaned_data["verdict"]), self.cleaned_data.get("value")
        if verdict == Verdict.EDIT and same(final, self.line.proposed):
            verdict = Verdict.ACCEPT
        reason = self.reason if verdict == Verdict.REJECT else ""
        return Decision(self.line, verdict, final, reason)


class MessageForm(forms.Form):
    """Words to the sender about the whole, in their language."""

    def __init__(self, reasons: Reasons, data=None):
        self.reasons = reasons
        super().__init__(data, use_required_attribute=False)
        self.fields["reason"] = reasons.field()
        self.fields["message"] = forms.CharField(
            label=gettext_lazy("Message to the sender"),
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    @property
    def text(self) -> str:
        if not self.is_valid():
            return ""
        return self.reasons.text(self.cleaned_data["reason"], self.cleaned_data["message"])


class Sheet:
    """All forms of one review, bound to what was posted or fresh.

    A line that is not as it was shown is `news`: its verdict is asked for again, all else that
    was typed stays.
    """

    def __init__(self, proposal: Proposal, data=None):
        self.proposal = proposal
        self.reasons = Reasons(proposal.submission.language)
        self.news: set[str] = set()
        data = None if data is None else self.renewed(data)
        self.decisions = [DecisionForm(line, self.reasons, data) for line in proposal.lines]
        self.message = MessageForm(self.reasons, data)

    def renewed(self, data):
        data = data.copy()
        for line in self.proposal.lines:
            if data.get(f"{line.name}-seen") != line.mark:
                self.news.add(line.name)
                data.pop(f"{line.name}-verdict", None)
        return data

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self.decisions)

    def decided(self) -> Sequence[Decision]:
        return [form.decision for form in self.decisions]

    def refused(self) -> Sequence[Decision]:
        """The refusals among the decisions that are complete, for a message to the sender."""
        complete = [form.decision for form in self.decisions if form.is_valid()]
        return [each for each in complete if each.is_refused]

    def complain(self, error: ValidationError) -> list[str]:
        """Show the errors of a page at the fields they belong to; return those of none."""
        forms_by_name = {form.line.name: form for form in self.decisions}
        rest = []
        if not hasattr(error, "error_dict"):
            return error.messages
        for name, errors in error.error_dict.items():
            form = forms_by_name.get(name)
            if form is None:
                rest += ValidationError(errors).messages
            else:
                form.add_error("verdict", ValidationError(errors))
        return rest
