"""A mail in its receiver's own language: queued with the data where the outbox is installed."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from django.utils.translation import override
from wagtail.users.models import UserProfile


def language_of(user: AbstractUser) -> str:
    # Not the profile's own fallback: that is the language of whoever acts.
    return UserProfile.get_for_user(user).preferred_language or settings.LANGUAGE_CODE


def send(
    template: str,
    *,
    to: str,
    language: str,
    context: dict[str, Any],
    reply_to: list[str],
    secret: bool = False,
) -> None:
    """Queue a mail in the open transaction, or send it after that where there is no outbox.

    The outbox forgets what a `secret` one says once it is delivered.
    """
    if apps.is_installed("hubkit.outbox"):
        queue = import_string("hubkit.outbox.mail.send")
        queue(
            template=template,
            to=to,
            language=language,
            context=context,
            reply_to=reply_to,
            secret=secret,
        )
        return
    with override(language):
        subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
        body = render_to_string(f"{template}.txt", context)
    email = EmailMessage(subject, body, to=[to], reply_to=reply_to)
    # A dead mail server is logged, and takes nothing back.
    transaction.on_commit(email.send, robust=True)
