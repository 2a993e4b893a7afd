"""Writing mail: a row in the transaction that is open, delivered after it (see delivery)."""

from collections.abc import Sequence
from email.utils import formatdate, make_msgid, parseaddr
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.template import Context, Engine, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone
from django.utils.encoding import punycode
from django.utils.translation import override
from wagtail.users.models import UserProfile

from hubkit.outbox import content, delivery
from hubkit.outbox.conf import setting
from hubkit.outbox.models import Message, State


def send(
    *,
    template: str,
    to: str | AbstractUser,
    language: str = "",
    context: dict[str, Any] | None = None,
    reply_to: Sequence[str] = (),
    attachments: Sequence[tuple[str, str | bytes, str]] = (),
    secret: bool = False,
) -> Message:
    """Write a mail from templates, in the receiver's language, and queue it.

    `template` is a prefix: `<template>_subject.txt` and `<template>.txt`, and `<template>.html`
    where there is one. Texts are not escaped, HTML is. `language` may be left out for a user, who
    then gets their own. An attachment is (file name, content, MIME type). `secret`: see `queue`.
    Raises ValueError without an address or a language; never because of a mail server.
    """
    address, language = receiver(to, language)
    values = dict(context or {})
    with override(language):
        email = EmailMultiAlternatives(
            subject=" ".join(render_text(f"{template}_subject.txt", values).split()),
            body=render_text(f"{template}.txt", values).strip() + "\n",
            to=[address],
            reply_to=reply_to,
            attachments=attachments,
            # RFC 3834: an absent receiver's answering machine keeps silent. RFC 3282.
            headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
        )
        html = render_html(f"{template}.html", values)
    if html:
        email.attach_alternative(html, "text/html")
    return queue(email, secret=secret)


def queue(email: EmailMessage, *, secret: bool = False) -> Message:
    """Store a mail for delivery: if the open transaction is rolled back, it was never written.

    Its Message-ID and Date are fixed here, so that a copy can be told for a copy. What a `secret`
    mail says, a link that lets its reader in for example, is forgotten as soon as it is delivered.
    Raises ValueError without a receiver and django.core.mail.BadHeaderError for a line break in
    a header, as sending at once would.
    """
    if not email.recipients():
        raise ValueError("This mail has no receiver.")
    packed = content.pack(email)
    packed["secret"] = secret
    packed["headers"] = with_identity(packed["headers"], packed["from_email"])
    content.unpack(packed).message()  # what cannot be sent is refused while the writer is here
    message = Message.objects.create(
        message_id=header(packed["headers"], "Message-ID"),
        recipients=", ".join(email.recipients()),
        subject=packed["subject"],
        content=packed,
    )
    if setting("AT_ONCE"):
        transaction.on_commit(partial(delivery.deliver, message.pk), robust=True)
    return message


def send_again(message: Message) -> bool:
    """Let the worker take the mail at once, with all its attempts; False if it may not be.

    It may not while it is being sent, once it is delivered, and when its content was purged.
    """
    states = [state for state in State if state.may_be_sent_again()]
    return bool(
        Message.objects.filter(pk=message.pk, state__in=states)
        .exclude(content={})
        .update(state=State.WAITING, attempts=0, next_attempt_at=timezone.now(), done_at=None)
    )


def give_up(message: Message) -> bool:
    """Try no more; False if the mail is being sent or is done with."""
    states = [state for state in State if state.may_be_given_up()]
    return bool(
        Message.objects.filter(pk=message.pk, state__in=states).update(
            state=State.GIVEN_UP, done_at=timezone.now()
        )
    )


def receiver(to: str | AbstractUser, language: str) -> tuple[str, str]:
    """The address and the language."""
    if isinstance(to, str):
        address = to
    else:
        address = to.email
        # Not the profile's own fallback: that is the language of whoever acts.
        preferred = UserProfile.get_for_user(to).preferred_language
        language = language or preferred or settings.LANGUAGE_CODE
    if not address or not language:
        raise ValueError("A mail needs an address and a language.")
    return address, language


def render_text(name: str, values: dict[str, Any]) -> str:
    template = Engine.get_default().get_template(name)
    return template.render(Context(values, autoescape=False))


def render_html(name: str, values: dict[str, Any]) -> str:
    """The rendered template, or nothing where the mail has no HTML."""
    try:
        template = get_template(name)
    except TemplateDoesNotExist:
        return ""
    return template.render(values)


def with_identity(headers: dict[str, str], sender: str) -> dict[str, str]:
    """The headers with a Message-ID and a Date; those given stay."""
    # The sender's domain, and not this machine's name, which asks the network.
    domain = punycode(parseaddr(sender)[1].rpartition("@")[2]) or "localhost"
    if not header(headers, "Message-ID"):
        headers = {**headers, "Message-ID": make_msgid(domain=domain)}
    if not header(headers, "Date"):
        headers = {**headers, "Date": formatdate(localtime=settings.EMAIL_USE_LOCALTIME)}
    return headers


def header(headers: dict[str, str], name: str) -> str:
    """The value of a header; names are compared as RFC 5322 does, without regard to case."""
    return next((value for key, value in headers.items() if key.lower() == name.lower()), "")
