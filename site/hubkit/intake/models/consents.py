from django.db import models
from django.utils import timezone

from hubkit.intake.models.submissions import Submission


class Consent(models.Model):
    """That somebody agreed: to what, in which version and language of the text, and until when."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=60)
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=12)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "purpose"], name="intake_one_consent")
        ]

    def __str__(self):
        return f"{self.purpose} {self.text_version}"
