import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hubkit.intake.models.states import Event, State


class SubmissionQuerySet(models.QuerySet):
    def waiting_for_staff(self) -> "SubmissionQuerySet":
        return self.filter(state__in=[state for state in State if state.waits_for_staff])

    def of_email(self, email: str) -> "SubmissionQuerySet":
        return self.filter(email__iexact=email)


class Submission(models.Model):
    """What somebody sent, as they sent it: `payload` is written once and only ever removed.

    A corrected version stands in `edited`; `content` is what counts. It never holds words of
    staff, save `message`, the last one they had for the sender, in the sender's language.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(pgettext_lazy("submission", "kind"), max_length=60)
    page_uid = models.UUIDField()
    target_uid = models.UUIDField(null=True, blank=True, db_index=True)
    base = models.JSONField(default=dict)
    base_hash = models.CharField(max_length=64, blank=True)
    language = models.CharField(_("language"), max_length=12)
    schema = models.PositiveSmallIntegerField(default=1)
    payload = models.JSONField(default=dict)
    edited = models.JSONField(default=dict)
    email = models.EmailField(_("e-mail address"), blank=True)
    email_confirmed_at = models.DateTimeField(_("address confirmed"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=13, choices=State)
    state_at = models.DateTimeField(_("in this state since"), default=timezone.now)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    duplicates = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    idempotency_key = models.UUIDField(unique=True)
    # The key of the draft by which it was last corrected.
    resent_key = models.UUIDField(unique=True, null=True)
    receipt_code = models.CharField(_("receipt code"), max_length=12, unique=True)
    nonce = models.CharField(max_length=32)
    # Mails sent while it stands in this state: reminders, then "still waiting".
    reminders = models.PositiveSmallIntegerField(default=0)
    escalated = models.PositiveSmallIntegerField(default=0)
    message = models.TextField(blank=True)
    note = models.TextField(_("note of staff"), blank=True)
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="predecessors"
    )
    digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(pgettext_lazy("submission", "sent"), default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)
    purge_after = models.DateTimeField(null=True, blank=True, db_index=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("one", "submission")
        verbose_name_plural = pgettext_lazy("many", "submissions")
        default_permissions = ("view", "change")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["state", "state_at"], name="intake_state"),
            models.Index(fields=["kind", "state"], name="intake_kind"),
        ]

    def __str__(self):
        return self.receipt

    @property
    def receipt(self) -> str:
        """The code as people read it: `ABCD-EFGH-JKMN`."""
        code = self.receipt_code
        return "-".join(code[start : start + 4] for start in range(0, len(code), 4))

    @property
    def content(self) -> dict:
        """The answers that count now, by field name; empty when they have been removed."""
        return self.edited or self.payload

    def allows(self, event: Event) -> bool:
        return State(self.state).allows(event)


class Passage(models.Model):
    """One step of a submission's life: what happened, when and by whom, without any words."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="passages")
    event = models.CharField(max_length=10)
    state = models.CharField(max_length=13, choices=State)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.event}: {self.state}"
