"""What a submission proposes beside what is there, and the mark of what was shown."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError

from directory.moderation.comparing import Outcome, compare, is_empty, same
from directory.moderation.subjects import subject_of
from directory.profile import FIELDS, checked, field, gaps
from directory.profile.kinds import Field
from hubkit.intake.models import Submission, SubmissionFile

LOGO = "logo"


@dataclass(frozen=True)
class Line:
    """One value to decide on: as the sender saw it, as it is, as staff drafted it, as proposed."""

    field: Field
    outcome: Outcome
    base: Any
    live: Any
    draft: Any
    proposed: Any
    problem: ValidationError | None = None

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def overlaps(self) -> bool:
        return self.outcome is Outcome.OVERLAP

    @property
    def mark(self) -> str:
        """The mark of what is shown of this line."""
        parts = [self.outcome.value, self.base, self.live, self.draft, self.proposed]
        return mark_of([self.name, *parts])


def mark_of(shown: list) -> str:
    """Return a short hash of JSON values."""
    text = json.dumps(shown, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Proposal:
    """A submission against its subject, read once. `lines` are in the order of the profile.

    `anew` takes it for a new entry although it is about one that is there, or was.
    """

    def __init__(self, submission: Submission, *, anew: bool = False):
        self.submission = submission
        self.anew = anew
        self.subject = subject_of(submission, anew=anew)

    @cached_property
    def files(self) -> list[SubmissionFile]:
        return list(self.submission.files.order_by("pk"))

    @property
    def logo(self) -> SubmissionFile | None:
        """The picture that was sent as a logo, still in quarantine."""
        return next((each for each in reversed(self.files) if each.field == LOGO), None)

    @cached_property
    def checked(self) -> tuple[dict[str, Any], dict[str, ValidationError]]:
        """The proposed values by name, as they would be stored, and what cannot be."""
        content = self.submission.content
        found = {name: content[name] for name in FIELDS if name in content and name != LOGO}
        if self.is_merged:
            found = {name: value for name, value in found.items() if not is_empty(value)}
        return checked(found)

    @cached_property
    def is_merged(self) -> bool:
        """Whether it was sent as a new entry: what stands empty there takes nothing away."""
        return self.submission.predecessors.exists()

    @cached_property
    def values(self) -> dict[str, Any]:
        return self.checked[0]

    @cached_property
    def base(self) -> dict[str, Any]:
        base = {} if self.anew else self.submission.base
        return {name: base[name] for name in FIELDS if name in base and name != LOGO}

    @property
    def present(self) -> dict[str, Any]:
        """What the sender would start from if they began now: the base of what was compared."""
        return {name: self.subject.shown.get(name) for name in self.submission.base}

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        return compare(self.base, self.subject.shown, self.values, self.prepared)

    @cached_property
    def prepared(self) -> dict[str, Any]:
        """What staff have changed in their draft, by name."""
        live, drafted = self.subject.live, self.subject.drafted or {}
        return {name: value for name, value in drafted.items() if not same(value, live.get(name))}

    @cached_property
    def lines(self) -> list[Line]:
        shown = {name for name, each in self.outcomes.items() if each.is_open} | self.gaps
        lines = {name: self.line(name) for name in shown}
        if self.logo is not None:
            lines[LOGO] = self.line(LOGO)
        return [lines[name] for name in FIELDS if name in lines]

    @cached_property
    def gaps(self) -> set[str]:
        """The names of what is needed and neither there nor proposed, for staff to fill in."""
        lacking = set(gaps(self.subject.live | self.values))
        return lacking - (set(gaps(self.subject.live)) if self.subject.page else set())

    def line(self, name: str) -> Line:
        live = self.subject.live.get(name)
        return Line(
            field(name),
            self.outcomes.get(name, Outcome.PROPOSED),
            self.base.get(name),
            live,
            self.prepared.get(name, live),
            self.logo.pk if name == LOGO and self.logo else self.values.get(name, live),
            self.checked[1].get(name),
        )

    @cached_property
    def kept(self) -> list[Field]:
        """What staff changed since and the sender had left alone: it stays as it is."""
        return [field(name) for name, each in self.outcomes.items() if each is Outcome.OURS]

    @property
    def has_changed_since(self) -> bool:
        """Whether the page says something else than when the sender started."""
        shown = self.subject.shown
        return any(not same(shown.get(name), value) for name, value in self.base.items())

    @cached_property
    def mark(self) -> str:
        """The mark of all that is shown: a form that carries another one was not about this."""
        marks = [line.mark for line in self.lines]
        kept = [each.name for each in self.kept]
        return mark_of([self.submission.content, self.subject.standing.value, marks, kept])
