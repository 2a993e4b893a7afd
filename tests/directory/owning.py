"""Owners, their links and what was sent for entries, for tests."""

import uuid

from django.utils import timezone

from directory.life import links
from directory.models import Entry, OrganisationPage, Owner, OwnerState
from hubkit.intake.models import State, Submission
from hubkit.outbox.models import Message


def entry_of(page: OrganisationPage) -> Entry:
    return Entry.objects.get(uid=page.uid)


def make_owner(page: OrganisationPage, email: str = "ana@example.org", **values) -> Owner:
    values = {"language": "sl", "state": OwnerState.ACTIVE} | values
    return Owner.objects.create(entry=entry_of(page), email=email, **values)


def make_submission(entry: Entry | None = None, **values) -> Submission:
    """Make a submission whose sender has confirmed the address, applied unless told otherwise."""
    defaults = {
        "kind": "directory.change",
        "page_uid": uuid.uuid4(),
        "target_uid": entry.uid if entry else None,
        "language": "sl",
        "email": "ana@example.org",
        "email_confirmed_at": timezone.now(),
        "state": State.APPLIED,
        "idempotency_key": uuid.uuid4(),
        "receipt_code": uuid.uuid4().hex[:12],
        "payload": {"sender_name": "Ana Primer"},
    }
    return Submission.objects.create(**defaults | values)


def link_to(owner: Owner) -> str:
    """Return the path of a new edit link on the page of the owner's language."""
    _link, token = links.make_link(owner)
    address = links.address(owner.language, token)
    assert f"/{links.EDIT[owner.language]}/{token}/" in address
    return "/" + address.split("/", 3)[3]


def written() -> list[tuple[str, str]]:
    """Return (receiver, subject) of all mails queued, oldest first."""
    return list(Message.objects.order_by("pk").values_list("recipients", "subject"))


def last_body() -> str:
    return Message.objects.order_by("pk").last().content["body"]
