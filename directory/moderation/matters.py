"""What a kind of submission asks of staff."""

from enum import Enum

from hubkit.intake.models import Submission

KINDS = "directory."
CHANGE = "directory.change"


class Matter(Enum):
    """The value is what the template of its part is called by."""

    FIELDS = "fields"
    CLAIM = "claim"
    ASSURE = "assure"
    REPORT = "report"
    REMOVE = "remove"

    @classmethod
    def of(cls, submission: Submission) -> "Matter":
        """Return the matter of a submission; what is none of ours is read and answered."""
        return BY_KIND.get(submission.kind, cls.REPORT)


BY_KIND = {
    "directory.new": Matter.FIELDS,
    CHANGE: Matter.FIELDS,
    "directory.claim": Matter.CLAIM,
    "directory.assure": Matter.ASSURE,
    "directory.report": Matter.REPORT,
    "directory.remove": Matter.REMOVE,
}
