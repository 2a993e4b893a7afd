"""After a backup was restored: what had been erased since is erased again."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from directory.life import do_not_list, tombstones
from directory.life.erasure import end_entry
from directory.life.people import erase
from directory.models.entries import Entry, EntryState


def replay(*, dry_run: bool = False) -> Iterator[str]:
    """Apply every tombstone to whatever came back; yields a line for each that found something.

    People are known by their hash, so that somebody who came later stays. Idempotent.
    """
    for stone in tombstones.read():
        with transaction.atomic():
            yield from apply(stone)
            transaction.set_rollback(dry_run)


def apply(stone: dict[str, Any]) -> Iterator[str]:
    do_not_list.refuse(stone.get("refused") or [])
    entry = Entry.objects.filter(uid=stone["uid"]).select_related("page").first()
    if entry is None:
        return
    if gone := erase(entry, only=set(stone.get("people") or [])):
        yield f"{entry.uid}: people erased: {len(gone)}"
    state = stone.get("state")
    if not state or entry.state == EntryState.GONE or entry.state == state:
        return
    heir = Entry.objects.filter(uid=stone["merged_into"]).first() if stone["merged_into"] else None
    is_lost = state == EntryState.MERGED and (heir is None or heir.state != EntryState.OPEN)
    end_entry(
        entry,
        state=EntryState.DISSOLVED if is_lost else EntryState(state),
        merged_into=None if is_lost else heir,
        writes=False,
    )
    yield f"{entry.uid}: ended again: {entry.state}"
