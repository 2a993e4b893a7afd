"""Drafts: made by the first form that is sent, found by their token, filled step by step."""

import datetime as dt
import json
from typing import Any
from uuid import UUID

from django.db import transaction
from django.forms import Form
from django.utils import timezone
from wagtail.models import Page

from hubkit.intake import kinds, mails, retention, tokens
from hubkit.intake.conf import setting
from hubkit.intake.kinds import Kind
from hubkit.intake.models import Draft, Submission, SubmissionFile
from hubkit.intake.payloads import hash_of, plain
from hubkit.intake.pictures import Picture
from hubkit.intake.prefill import Posted, posted
from hubkit.intake.tokens import Stamp

DAYS = 30


class TooMuchError(Exception):
    """Raised where somebody typed more than is stored of a form."""


def find(token: str) -> Draft | None:
    """Return the draft of a token unless it has expired or been sent."""
    drafts = Draft.objects.filter(token_hash=tokens.hash_of(token), expires_at__gt=timezone.now())
    return drafts.select_related("submission").first()


def open_draft(
    stamp: Stamp,
    page: Page,
    language: str,
    *,
    submission: Submission | None = None,
    email: str = "",
    is_proven: bool = False,
    known: dict[str, Any] | None = None,
) -> Draft:
    """Return the draft of a form, made now where this is its first sending. Idempotent.

    Filled with what the kind knows, or with a submission that is corrected, so that each step
    shows and sends it. Whoever begins it by a link that came to `email` says so by `is_proven`,
    and by `known` what is known of them, by field name.
    """
    if found := Draft.objects.filter(pk=stamp.key).first():
        return found
    kind = kinds.get(stamp.kind)
    initial = kind.initial(page, stamp.target_uid) if submission is None else {}
    base = plain(initial) if submission is None else submission.base
    values = initial if submission is None else kind.values(submission.content)
    values = {**values, **(known or {})}
    defaults = {
        "token_hash": tokens.hash_of(stamp.token),
        "kind": stamp.kind,
        "page_uid": page.translation_key,
        "target_uid": stamp.target_uid,
        "language": language,
        "data": filled(kind, page, stamp.target_uid, values) if values else {},
        "base": base,
        "base_hash": hash_of(base),
        "email": email,
        "is_email_proven": is_proven,
        "submission": submission,
        "opened_at": dt.datetime.fromtimestamp(stamp.opened, tz=dt.UTC),
        "expires_at": timezone.now() + dt.timedelta(days=DAYS),
    }
    return Draft.objects.get_or_create(pk=stamp.key, defaults=defaults)[0]


def filled(
    kind: Kind, page: Page, target_uid: UUID | None, values: dict[str, Any]
) -> dict[str, Posted]:
    """Return the data of a draft in which every step says the values."""
    return {
        step.code: posted(step.form(initial=values, **kind.form_kwargs(step, page, target_uid)))
        for step in kind.steps
    }


@transaction.atomic
def save_step(draft: Draft, code: str, values: Posted) -> None:
    """Keep what was typed into a step, valid or not; other tabs keep theirs.

    Raises TooMuchError, and Draft.DoesNotExist where it has just been sent.
    """
    now = Draft.objects.select_for_update().get(pk=draft.pk)
    now.data[code] = values
    if len(json.dumps(now.data)) > setting("MAX_DRAFT"):
        raise TooMuchError
    now.save(update_fields=["data", "updated_at"])
    draft.data = now.data


def note_reason(draft: Draft, reason: str) -> None:
    if reason not in draft.reasons:
        draft.reasons = [*draft.reasons, reason]
        Draft.objects.filter(pk=draft.pk).update(reasons=draft.reasons)


@transaction.atomic
def keep_picture(draft: Draft, field: str, picture: Picture | None) -> None:
    """Keep a picture in the place of the one the field had, or of none to remove it.

    Raises Draft.DoesNotExist where it has just been sent.
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    retention.remove_files(draft.files.filter(field=field))
    if picture is not None:
        SubmissionFile.objects.create(
            draft=draft,
            field=field,
            file=picture,
            name=picture.name or "",
            width=picture.width,
            height=picture.height,
            size=picture.size,
        )


def same_address(email: str, other: str) -> bool:
    return email.casefold() == other.casefold()


@transaction.atomic
def mail_link(draft: Draft, token: str, email: str) -> None:
    """Mail the link to continue by, and keep the draft for 30 days from now.

    Of another address than the one it was begun by nothing is proven.
    """
    draft.is_email_proven = draft.is_email_proven and same_address(draft.email, email)
    draft.email = email
    draft.expires_at = timezone.now() + dt.timedelta(days=DAYS)
    draft.save(update_fields=["email", "is_email_proven", "expires_at"])
    mails.send_draft(draft, token)


@transaction.atomic
def become(draft: Draft, stamp: Stamp, page: Page) -> Draft:
    """Return a new draft of another kind that goes on with what was typed into this one.

    What the person typed counts before what the new kind knows; the old draft ends.
    """
    new = open_draft(stamp, page, draft.language, email=draft.email)
    kind = kinds.get(stamp.kind)
    for step in kind.steps:
        form = step.form(**kind.form_kwargs(step, page, stamp.target_uid))
        new.data[step.code] = new.data.get(step.code, {}) | typed_for(form, draft)
    new.reasons = draft.reasons
    new.opened_at = draft.opened_at
    new.save()
    draft.files.update(draft=new)
    draft.delete()
    return new


def typed_for(form: Form, draft: Draft) -> Posted:
    """Return what was typed into any step of a draft under a name that belongs to the form."""
    names = tuple(form.fields)
    return {
        name: texts
        for step in draft.data.values()
        for name, texts in step.items()
        if name.startswith(names) and any(texts)
    }
