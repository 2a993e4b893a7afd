from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a mail is. WAITING and SENDING are the worker's, FAILED waits for a person."""

    WAITING = "waiting", pgettext_lazy("mail", "Waiting")
    SENDING = "sending", pgettext_lazy("mail", "Being sent")
    SENT = "sent", pgettext_lazy("mail", "Delivered")
    FAILED = "failed", pgettext_lazy("mail", "Failed")
    GIVEN_UP = "given_up", pgettext_lazy("mail", "Given up")

    def may_be_sent_again(self) -> bool:
        return self in {State.WAITING, State.FAILED, State.GIVEN_UP}

    def may_be_given_up(self) -> bool:
        return self in {State.WAITING, State.FAILED}


class MessageQuerySet(models.QuerySet):
    def due(self) -> "MessageQuerySet":
        """What a worker may take now, longest due first.

        A mail that is being sent is due again when its worker has had it too long: it was killed.
        """
        return self.filter(
            state__in=(State.WAITING, State.SENDING), next_attempt_at__lte=timezone.now()
        ).order_by("next_attempt_at", "pk")


class Message(models.Model):
    """A mail, from the moment it is written to long after it was delivered."""

    message_id = models.CharField("Message-ID", max_length=255)
    recipients = models.TextField(pgettext_lazy("mail", "receivers"))
    subject = models.TextField(pgettext_lazy("mail", "subject"))
    # See hubkit.outbox.content; empty when the time to keep it is over.
    content = models.JSONField(default=dict)
    state = models.CharField(
        pgettext_lazy("mail", "state"), max_length=8, choices=State, default=State.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(pgettext_lazy("mail", "written"), auto_now_add=True)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    done_at = models.DateTimeField(_("delivered or given up"), null=True, blank=True, db_index=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("one", "outgoing mail")
        verbose_name_plural = pgettext_lazy("many", "outgoing mail")
        # Nobody adds or edits mail by hand; "change" is sending again and giving up.
        default_permissions = ("view", "change")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="outbox_due")]

    def __str__(self):
        return self.subject

    def may_be_sent_again(self) -> bool:
        return State(self.state).may_be_sent_again()

    def may_be_given_up(self) -> bool:
        return State(self.state).may_be_given_up()
