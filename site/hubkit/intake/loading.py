"""Taking up what is left on the disk: after a crash, or after the database was away."""

import datetime as dt
import logging
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError, transaction

from hubkit.intake import drafts, kinds, sending, spool, traps
from hubkit.intake.filling import Filling
from hubkit.intake.forms import ConsentForm
from hubkit.intake.models import Draft, SubmissionFile
from hubkit.intake.origin import page_of
from hubkit.intake.tokens import Stamp, key_of
from hubkit.intake.transitions import TransitionError

logger = logging.getLogger(__name__)

KEPT = "kept-"


def load_spool(name: str = "*.json") -> Counter[str]:
    """Take up every file of the spool, or those that `name` matches; idempotent by key.

    Returns how many were taken up, and how many stay because they still cannot be.
    """
    done: Counter[str] = Counter()
    for path, content in spool.waiting(name):
        done["loaded" if load(path, content) else "left"] += 1
    return done


def load(path: Path, content: dict[str, Any]) -> bool:
    try:
        if path.name.startswith(KEPT):
            take_up(content)
        else:
            sending.receive(content)
    except TransitionError as error:
        logger.warning("A spooled correction came too late: %s", error.submission.pk)
    except (InterfaceError, OperationalError):
        raise
    except Exception:
        # A plug-in that is gone, a page that is deleted: kept until somebody looks.
        logger.exception("A spooled submission could not be taken up: %s", path.name)
        return False
    path.unlink(missing_ok=True)
    return True


def recover(token: str) -> Draft | None:
    """Return the draft of a form that was kept while the database was away, taken up now."""
    if not load_spool(f"{KEPT}{key_of(token)}-*.json")["loaded"]:
        return None
    return drafts.find(token)


@transaction.atomic
def take_up(content: dict[str, Any]) -> None:
    """Write the draft of a kept form, and send it where that is what its sender did."""
    stamp = Stamp(**content["stamp"])
    if sending.sent_with(stamp.key):
        return
    page = page_of(UUID(stamp.page), content["language"])
    if page is None:
        raise LookupError(f"The page {stamp.page} is gone.")
    kind, page = kinds.get(stamp.kind), page.specific
    draft = drafts.open_draft(stamp, page, content["language"])
    store(draft, stamp.step, content)
    if content["trapped"]:
        drafts.note_reason(draft, traps.Reason.TRAP.value)
    filling = Filling(kind, page, draft.target_uid, draft)
    if stamp.step == "summary" or is_last(kind, stamp, content):
        finish(filling, stamp.token, content)


def is_last(kind: kinds.Kind, stamp: Stamp, content: dict[str, Any]) -> bool:
    """Whether this was the button that sends, of a kind whose last step does."""
    is_end = not kind.has_summary and kind.steps[-1].code == stamp.step
    return is_end and content["action"] not in ("back", "later")


def store(draft: Draft, code: str, content: dict[str, Any]) -> None:
    """Keep the step as it was posted, unless the person has typed it anew since."""
    is_older = draft.updated_at > dt.datetime.fromisoformat(content["at"]) and code in draft.data
    if code != "summary" and not is_older:
        drafts.save_step(draft, code, content["values"])
    for each in content["files"]:
        SubmissionFile.objects.get_or_create(file=each["file"], defaults={**each, "draft": draft})


def finish(filling: Filling, token: str, content: dict[str, Any]) -> None:
    """Send it, or where it is not right yet mail the link to go on, if an address is known."""
    consents = ConsentForm(filling.kind, content["values"])
    if consents.is_valid() and not filling.problems:
        sending.send(
            filling,
            language=content["language"],
            consents=consents.given,
            reasons=filling.draft.reasons,
        )
    elif filling.email:
        drafts.mail_link(filling.draft, token, filling.email)
