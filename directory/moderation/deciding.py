"""What staff decide on each field: kept as rows, and told to the sender in their language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import override

from directory.models import FieldDecision
from directory.models.decisions import Verdict
from directory.moderation.proposals import LOGO, Line
from hubkit.intake.models import Submission


@dataclass(frozen=True)
class Decision:
    """The verdict on one line; `final` is what it becomes, or stays where it is refused."""

    line: Line
    verdict: Verdict
    final: Any = None
    reason: str = ""

    @property
    def is_refused(self) -> bool:
        return self.verdict == Verdict.REJECT

    def becomes(self) -> Any:
        if self.verdict == Verdict.EDIT:
            return self.final
        return self.line.live if self.is_refused else self.line.proposed


def record(submission: Submission, decisions: Iterable[Decision]) -> None:
    """Keep the decisions instead of what was decided on the submission before."""
    FieldDecision.objects.filter(submission=submission).delete()
    FieldDecision.objects.bulk_create(
        FieldDecision(
            submission=submission,
            path=each.line.name,
            old=each.line.live,
            new=each.line.proposed,
            verdict=each.verdict,
            final=each.becomes(),
            reason=each.reason,
        )
        for each in decisions
    )


@dataclass(frozen=True)
class Told:
    """One decision as the mail tells it."""

    label: str
    proposed: str
    final: str
    reason: str


def told(decisions: Sequence[Decision], language: str) -> dict[str, list[Told]]:
    """Return the decisions in words, in `language`, by verdict: accept, edit, reject."""
    with override(language):
        return {
            verdict.value: [in_words(each) for each in decisions if each.verdict == verdict]
            for verdict in Verdict
        }


def in_words(decision: Decision) -> Told:
    line = decision.line
    show = (lambda value: "") if line.name == LOGO else line.field.show
    return Told(
        str(line.field.label), show(line.proposed), show(decision.becomes()), decision.reason
    )


def refusals(decisions: Sequence[Decision], language: str) -> str:
    """Return what is refused with its reasons, as the paragraphs of a message to the sender."""
    rows = told(decisions, language)[Verdict.REJECT.value]
    return "\n\n".join(f"{row.label}: {row.reason}" for row in rows)
