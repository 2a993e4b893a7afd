import uuid

from django.db import models
from django.utils import timezone

from hubkit.intake.storage import private_files


def random_name(instance, filename: str) -> str:
    """Name a file by chance: what the sender called it is neither a path nor an address."""
    return f"{uuid.uuid4().hex}.webp"


class SubmissionFile(models.Model):
    """A picture that somebody sent, encoded anew, outside of what is public until approved."""

    draft = models.ForeignKey(
        "hubkit_intake.Draft", null=True, on_delete=models.SET_NULL, related_name="files"
    )
    submission = models.ForeignKey(
        "hubkit_intake.Submission", null=True, on_delete=models.CASCADE, related_name="files"
    )
    field = models.CharField(max_length=60)
    file = models.FileField(storage=private_files, upload_to=random_name)
    # The sender's name for it, to recognise it by.
    name = models.CharField(max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.name
