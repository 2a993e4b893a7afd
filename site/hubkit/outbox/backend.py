from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, transaction

from hubkit.outbox import mail


class EmailBackend(BaseEmailBackend):
    """For EMAIL_BACKEND: what Django, Wagtail and others send goes into the outbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the mails, all or none; returns how many."""
        addressed = [email for email in email_messages if email.recipients()]
        try:
            with transaction.atomic():
                for email in addressed:
                    mail.queue(email)
        except DatabaseError:
            if not self.fail_silently:
                raise
            return 0
        return len(addressed)
