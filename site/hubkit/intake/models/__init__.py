from hubkit.intake.models.consents import Consent
from hubkit.intake.models.counts import Count, Salt
from hubkit.intake.models.drafts import Draft
from hubkit.intake.models.files import SubmissionFile
from hubkit.intake.models.states import TRANSITIONS, Event, State
from hubkit.intake.models.submissions import Passage, Submission, SubmissionQuerySet

__all__ = [
    "TRANSITIONS",
    "Consent",
    "Count",
    "Draft",
    "Event",
    "Passage",
    "Salt",
    "State",
    "Submission",
    "SubmissionFile",
    "SubmissionQuerySet",
]
