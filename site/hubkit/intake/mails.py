"""The mails of a submission, each in its sender's language and in the open transaction."""

from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractUser
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone
from wagtail.admin.utils import get_admin_base_url

from hubkit.bilingual.mails import language_of
from hubkit.intake import kinds, tokens, words
from hubkit.intake.conf import setting
from hubkit.intake.models import Draft, Submission
from hubkit.intake.origin import page_of
from hubkit.outbox import mail
from hubkit.outbox.models import Message
from hubkit.outbox.models import State as MailState

FOLDER = "hubkit_intake/mail"
DELAY = timedelta(minutes=5)


def tell(submission: Submission, name: str, *, secret: bool = False, **context: Any) -> bool:
    """Queue the mail `name` to the sender; False where no address is known (any more).

    The template is `<kind.mail_folder>/<name>.txt`, or that of this app where the kind has none.
    It knows `submission`, `kind`, `status_url` and `withdraw_url` besides `context`.
    """
    if not submission.email:
        return False
    kind = kinds.registered().get(submission.kind)
    mail.send(
        template=template_of(kind, name),
        to=submission.email,
        language=submission.language,
        context={
            "submission": submission,
            "kind": kind,
            "status_url": url(submission, words.STATUS, submission.receipt),
            "withdraw_url": url(submission, words.STATUS, submission.receipt, words.WITHDRAW),
            **context,
        },
        reply_to=[setting("ADDRESS")] if setting("ADDRESS") else [],
        secret=secret,
    )
    return True


def template_of(kind: kinds.Kind | None, name: str) -> str:
    if kind is not None:
        with suppress(TemplateDoesNotExist):
            get_template(f"{kind.mail_folder}/{name}.txt")
            return f"{kind.mail_folder}/{name}"
    return f"{FOLDER}/{name}"


def ask_to_confirm(submission: Submission, name: str = "confirm") -> bool:
    """Mail the link that confirms; `name` is confirm or reminder."""
    signed = tokens.sign(submission, tokens.CONFIRM)
    address = url(submission, words.CONFIRM, signed)
    return tell(submission, name, secret=True, confirm_url=address)


def ask_to_revise(submission: Submission, name: str, **context: Any) -> bool:
    """Mail the link by which the sender corrects what they sent, and the message of staff."""
    signed = tokens.sign(submission, tokens.REVISE)
    address = url(submission, words.STATUS, submission.receipt, words.REVISE, signed)
    return tell(submission, name, secret=True, revise_url=address, **context)


def send_draft(draft: Draft, token: str) -> None:
    """Mail the link to a draft to whoever asked for it."""
    kind = kinds.get(draft.kind)
    address = page_url(draft.page_uid, draft.language)
    address += words.path(draft.language, kind.words, token)
    mail.send(
        template=template_of(kind, "continue"),
        to=draft.email,
        language=draft.language,
        context={"draft": draft, "kind": kind, "draft_url": address},
        secret=True,
    )


def tell_staff(user: AbstractUser, name: str, **context: Any) -> bool:
    """Queue a mail to a member of staff, in their own language."""
    if not user.email:
        return False
    base = get_admin_base_url() or ""
    mail.send(
        template=f"{FOLDER}/{name}",
        to=user.email,
        language=language_of(user),
        context={"admin_url": base, **context},
    )
    return True


def url(submission: Submission, *parts: words.Word | str) -> str:
    """Return the full address of a route for the submission, in its language."""
    path = words.path(submission.language, *parts)
    return page_url(submission.page_uid, submission.language) + path


def page_url(uid: UUID, language: str) -> str:
    page = page_of(uid, language)
    return (page.full_url or "") if page else ""


def is_delayed(submission: Submission) -> bool:
    """Whether the last mail to the sender has not gone out for some minutes."""
    last = Message.objects.filter(recipients=submission.email).order_by("-pk").first()
    if not submission.email or last is None or last.state == MailState.SENT:
        return False
    return last.created_at < timezone.now() - DELAY
