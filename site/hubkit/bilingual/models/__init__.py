from hubkit.bilingual.models.checks import SegmentCheck
from hubkit.bilingual.models.glossary import Term
from hubkit.bilingual.models.guests import LinkState, TranslatorLink
from hubkit.bilingual.models.pairs import PairState, Step
from hubkit.bilingual.models.policy import LanguagePolicy, Policy
from hubkit.bilingual.models.tasks import EditorialReview, LanguageReview, PairPublication

__all__ = [
    "EditorialReview",
    "LanguagePolicy",
    "LanguageReview",
    "LinkState",
    "PairPublication",
    "PairState",
    "Policy",
    "SegmentCheck",
    "Step",
    "Term",
    "TranslatorLink",
]
