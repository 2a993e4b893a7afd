from django.db import models
from django.utils import timezone


class Draft(models.Model):
    """A form that somebody has begun, as they typed it; found by the token in its address.

    `data` is ``{step code: {field name: [posted text, …]}}``, valid or not; nothing is typed twice.
    The id is the idempotency key of what becomes of it.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=60)
    page_uid = models.UUIDField()
    target_uid = models.UUIDField(null=True)
    language = models.CharField(max_length=12)
    data = models.JSONField(default=dict)
    # What the form was filled with when it was first shown, for whoever compares later.
    base = models.JSONField(default=dict)
    base_hash = models.CharField(max_length=64, blank=True)
    email = models.EmailField(blank=True)
    # The link by which it was begun came to this address: nothing is left to confirm.
    is_email_proven = models.BooleanField(default=False)
    # Why a person should look at it first: codes of traps.Reason.
    reasons = models.JSONField(default=list)
    # Set where a submission that was sent back is corrected.
    submission = models.ForeignKey(
        "hubkit_intake.Submission", null=True, on_delete=models.CASCADE, related_name="drafts"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"{self.kind} {self.id}"
