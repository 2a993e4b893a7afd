"""What is kept of a mail that is done with, and for how long."""

from datetime import timedelta

from django.utils import timezone

from hubkit.outbox.conf import setting
from hubkit.outbox.models import Message


def purge() -> int:
    """Remove what is kept no longer; returns how many mails lost their content now.

    A mail that failed is not done with: it keeps its content until a person decides.
    """
    now = timezone.now()
    forgotten = Message.objects.filter(done_at__lt=now - timedelta(days=setting("FORGET_DAYS")))
    expired = Message.objects.filter(
        done_at__lt=now - timedelta(days=setting("KEEP_DAYS"))
    ).exclude(content={})
    # Looked for first: a worker that writes every few seconds would hold SQLite's one lock.
    if forgotten.exists():
        forgotten.delete()
    return expired.update(content={}) if expired.exists() else 0
