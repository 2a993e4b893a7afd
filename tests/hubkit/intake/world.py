"""Submissions and staff for the tests of what happens after sending."""

import uuid
from uuid import UUID

from django.contrib.auth import get_user_model

from hubkit.intake import receipts, tokens
from hubkit.intake.models import State, Submission


def make_submission(page_uid: UUID | None = None, **values) -> Submission:
    """Make a submission in a state (queued unless told otherwise), as if it had come that far."""
    key = uuid.uuid4()
    defaults = {
        "kind": "specimen.proposal",
        "page_uid": page_uid or uuid.uuid4(),
        "language": "sl",
        "payload": {"name": "Društvo Žabe", "text": "Besede", "sender_email": "ana@example.org"},
        "email": "ana@example.org",
        "state": State.QUEUED,
        "idempotency_key": key,
        "receipt_code": receipts.code_of(key),
        "nonce": tokens.new_nonce(),
    }
    return Submission.objects.create(**{**defaults, **values})


def make_editor(name: str):
    return get_user_model().objects.create_user(name, f"{name}@example.org", "geslo")
