"""What is kept of a submission, and for how long; docs/hubkit-intake.md has the table."""

import hashlib
import hmac
import json
from collections import Counter
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hubkit.intake import kinds
from hubkit.intake.models import Draft, State, Submission, SubmissionFile

# Days from the last change of state until the content of a submission goes.
CONTENT_DAYS = {
    State.QUARANTINED: 90,
    State.REJECTED: 90,
    State.SPAM: 90,
    State.LAPSED: 90,
    State.EXPIRED: 0,
    State.WITHDRAWN: 30,  # the content went at once, the address stays for the mail about it
    State.APPLIED: 365,
    State.MERGED: 365,
}
REFUSED_FILES_DAYS = 30
ROW_DAYS = 5 * 365  # the consents are the proof that what was published might be
REFUSED = (State.REJECTED, State.SPAM)


def due(state: State, since: datetime) -> datetime | None:
    """Return when the content of a submission in this state goes; None while it is alive."""
    days = CONTENT_DAYS.get(state)
    return None if days is None else since + timedelta(days=days)


def purge() -> Counter[str]:
    """Remove what is kept no longer; returns how much of what. Twice in a row changes nothing."""
    now = timezone.now()
    done: Counter[str] = Counter()
    for submission in Submission.objects.filter(purge_after__lte=now):
        done["submissions"] += settle(submission)
    done["files"] += purge_files(now)
    done["drafts"] += purge_drafts(now)
    old = Submission.objects.filter(state_at__lt=now - timedelta(days=ROW_DAYS))
    old = old.filter(state__in=[state for state in State if state in CONTENT_DAYS])
    done["rows"] += old.delete()[1].get(Submission._meta.label, 0) if old.exists() else 0
    return done


def settle(submission: Submission) -> int:
    """Reduce a submission whose time is over, unless its kind keeps it."""
    kind = kinds.registered().get(submission.kind)
    keeps = submission.state == State.APPLIED and kind is not None and kind.keeps_identity
    submission.purge_after = None
    if keeps:
        submission.save(update_fields=["purge_after"])
        return 0
    reduce(submission)
    return 1


def reduce(submission: Submission) -> None:
    """Leave a hash, the state and the reason: no word of the sender, no address, no file."""
    if submission.content:
        submission.digest = digest_of(submission.content)
    forget_content(submission)
    submission.email = ""
    submission.note = ""
    submission.purge_after = None
    submission.save()


def forget_content(submission: Submission) -> None:
    """Empty the content, and remove the files and what its sender was correcting; the caller
    saves. What else its kind keeps of it the kind removes."""
    submission.payload = {}
    submission.edited = {}
    submission.base = {}
    submission.duplicates = []
    ours = Q(submission=submission) | Q(draft__submission=submission)
    remove_files(SubmissionFile.objects.filter(ours))
    submission.drafts.all().delete()
    if kind := kinds.registered().get(submission.kind):
        kind.on_forgotten(submission)


def digest_of(content: dict) -> str:
    """Return a keyed hash, by which the same content is known again and cannot be guessed."""
    text = json.dumps(content, sort_keys=True).encode()
    return hmac.digest(settings.SECRET_KEY.encode(), text, hashlib.sha256).hex()


def purge_files(now: datetime) -> int:
    """Remove the files of refused submissions, and those that no draft has any more."""
    refused = Q(
        submission__state__in=REFUSED,
        submission__state_at__lt=now - timedelta(days=REFUSED_FILES_DAYS),
    )
    lost = Q(submission=None, draft=None, created_at__lt=now - timedelta(days=1))
    return remove_files(SubmissionFile.objects.filter(refused | lost))


def purge_drafts(now: datetime) -> int:
    drafts = Draft.objects.filter(expires_at__lt=now)
    remove_files(SubmissionFile.objects.filter(draft__in=drafts))
    return drafts.delete()[1].get(Draft._meta.label, 0) if drafts.exists() else 0


def remove_files(files) -> int:
    """Delete rows and then their files; one that is gone already is no error."""
    found = list(files)
    for each in found:
        name, storage = each.file.name, each.file.storage
        each.delete()
        transaction.on_commit(partial(storage.delete, name), robust=True)
    return len(found)
