"""Submissions and reviewers for the tests of moderation."""

import uuid
from contextlib import suppress
from io import BytesIO
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import GroupPagePermission
from wagtail.users.models import UserProfile

from directory.models import DirectoryPage, OrganisationPage
from directory.moderation.proposals import Proposal
from directory.vocabulary import CONTENT, load_reasons
from hubkit.intake import kinds, receipts, review
from hubkit.intake.models import Event, Passage, State, Submission, SubmissionFile
from hubkit.intake.payloads import hash_of
from hubkit.outbox.models import Message
from tests.directory.organisations import defaults

INDEX = "directory_submissions:index"


def reviewer(name: str = "presojevalka", *, may: bool = True, language: str = "sl"):
    user = get_user_model().objects.create_user(name, f"{name}@example.org", "geslo")
    wanted = ["access_admin", *(["change_submission"] if may else [])]
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    load_reasons(CONTENT / "reasons.toml")
    return user


def let_publish(user) -> None:
    """Let somebody do everything with the pages of the directory."""
    group = Group.objects.create(name="imenik")
    group.user_set.add(user)
    for page in DirectoryPage.objects.all():
        for name in ("add_page", "change_page", "publish_page", "bulk_delete_page"):
            permission = Permission.objects.get(codename=name)
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)


def submit(
    kind: str = "new",
    *,
    target: OrganisationPage | None = None,
    state: State = State.QUEUED,
    by=None,
    email: str = "ana@example.org",
    language: str = "sl",
    base: dict[str, Any] | None = None,
    **values,
) -> Submission:
    """Store a submission; `by` has taken it. A change proposes `values` on what the page says."""
    code, key = f"directory.{kind}", uuid.uuid4()
    parent = DirectoryPage.objects.get(locale__language_code=language)
    if kind == "new":
        values = defaults(key.int % 10_000) | values
    if kind == "change" and base is None:
        base = kinds.get(code).initial(parent, target.uid)
        values = base | values
    submission = Submission.objects.create(
        kind=code,
        page_uid=parent.translation_key,
        target_uid=target.uid if target else None,
        base=base or {},
        base_hash=hash_of(base or {}),
        language=language,
        payload=values,
        email=email,
        email_confirmed_at=timezone.now() if email else None,
        state=state,
        idempotency_key=key,
        receipt_code=receipts.code_of(key),
        nonce="0",
    )
    Passage.objects.create(submission=submission, event=Event.CONFIRM, state=State.QUEUED)
    if by is not None:
        review.take(submission, by=by)
    return submission


def add_logo(submission: Submission) -> SubmissionFile:
    out = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "WEBP")
    return SubmissionFile.objects.create(
        submission=submission,
        field="logo",
        file=ContentFile(out.getvalue(), "logo.webp"),
        name="znak.png",
        width=60,
        height=40,
        size=len(out.getvalue()),
    )


def address(submission: Submission) -> str:
    return reverse("directory_submissions:review", args=[submission.pk])


def sheet_data(submission: Submission, *, anew: bool = False, **values) -> dict[str, Any]:
    """Return what the browser would send from the page as it is now: all that is proposed is
    accepted, where nothing has to be compared. `values` are keys of the form, `__` for "-"."""
    proposal = Proposal(submission, anew=anew)
    data = {"mark": proposal.mark, "action": "publish"}
    for line in proposal.lines:
        data[f"{line.name}-seen"] = line.mark
        if not line.overlaps:
            data[f"{line.name}-verdict"] = "accept"
    return data | {name.replace("__", "-"): value for name, value in values.items()}


def last_mail() -> str:
    message = Message.objects.order_by("pk").last()
    return f"{message.subject}\n{message.content['body']}" if message else ""


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def fresh(row):
    """Return a row as the database has it now, or None."""
    with suppress(type(row).DoesNotExist):
        return type(row).objects.get(pk=row.pk)
