"""One language may go out alone, when somebody says why and until when."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from wagtail.log_actions import log

from hubkit.bilingual.models import PairState


@transaction.atomic
def excuse(pairs: Iterable[PairState], *, by, reason: str, due: dt.date) -> None:
    """Let these pairs pass the gate until `due`; logged, and shown to staff until they agree."""
    for pair in pairs:
        pair.reason, pair.due, pair.excused_by = reason, due, by
        pair.save(update_fields=["reason", "due", "excused_by"])
        log(
            instance=pair.source,
            action="hubkit_bilingual.excuse",
            user=by,
            data={"reason": reason, "due": due.isoformat()},
        )
