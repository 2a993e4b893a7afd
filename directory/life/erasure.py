"""Ending entries and erasing people, with a tombstone for each."""

from collections.abc import Iterable
from typing import Any, cast

from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from directory.life import do_not_list as refusals
from directory.life import owners, tombstones
from directory.life.people import erase, submissions_of
from directory.models.entries import Entry, EntryState
from directory.models.owners import OwnerState
from hubkit.intake import retention
from hubkit.intake.models import Draft, SubmissionFile


@transaction.atomic
def erase_people(entry: Entry, *, by: AbstractUser | None = None) -> list[str]:
    """Erase every contact person of the entry, wherever anything of them is kept, for ever.

    Leaves their hashes in the tombstones and in the page's history; returns them. Idempotent.
    """
    people = erase(entry)
    if people:
        keep(entry, by, people=people)
    return people


@transaction.atomic
def end_entry(
    entry: Entry,
    *,
    state: EntryState,
    by: AbstractUser | None = None,
    merged_into: Entry | None = None,
    do_not_list: bool = False,
    writes: bool = True,
) -> None:
    """End an entry: its page is taken from the web, its people are erased, its owners are done.

    DISSOLVED and MERGED keep the page unpublished; the owners of a merged entry ask for that which
    it merged into, and addresses lead there. GONE deletes the page in both languages with its
    history, and what was submitted for it. `writes` says whether a tombstone is written. Raises
    ValueError for OPEN, and for a merge into itself, nothing, or an entry that has ended.
    """
    require(entry, state, merged_into)
    refused = refusals.hashes_of(maticna=entry.maticna, title=entry.title) if do_not_list else []
    refusals.refuse(refused)
    people = erase(entry)
    page = entry.page
    entry.state, entry.merged_into, entry.ended_at = state, merged_into, timezone.now()
    entry.save(update_fields=["state", "merged_into", "ended_at"])
    if writes:
        keep(entry, by, people=people, refused=refused)
    release_owners(entry)
    if page is not None:
        withdraw(entry, page.specific, by)
    entry.refresh_from_db()


def require(entry: Entry, state: EntryState, merged_into: Entry | None) -> None:
    if state == EntryState.OPEN:
        raise ValueError("An entry does not end by being open.")
    if (state == EntryState.MERGED) != (merged_into is not None):
        raise ValueError("What is merged, and only that, has an entry it merged into.")
    if merged_into and (merged_into.pk == entry.pk or merged_into.state != EntryState.OPEN):
        raise ValueError("An entry merges into another one that is active.")


def withdraw(entry: Entry, page: Page, by: AbstractUser | None) -> None:
    """Take the page of an ended entry from the web."""
    if entry.state == EntryState.GONE:
        forget_submissions(entry)
        page.delete(user=by)
        return
    if entry.state == EntryState.MERGED:
        lead_on(page, cast(Entry, entry.merged_into))  # see `require`
    if page.live:
        page.unpublish(user=by)


def lead_on(page: Page, heir: Entry) -> None:
    """Let the addresses of a merged page lead to the one it merged into, where the site can."""
    if heir.page is None or not apps.is_installed("wagtail.contrib.redirects"):
        return
    redirects = apps.get_model("wagtailredirects", "Redirect")
    heirs = {each.locale_id: each for each in heir.page.get_translations(inclusive=True)}
    for each in page.get_translations(inclusive=True):
        if each.url and each.locale_id in heirs:
            redirects.add_redirect(
                each.get_url_parts()[2], redirect_to=heirs[each.locale_id], is_permanent=True
            )


def release_owners(entry: Entry) -> None:
    """Let nobody look after an ended entry; those of a merged one ask for the other."""
    if entry.merged_into:
        for owner in entry.owners.filter(state=OwnerState.ACTIVE):
            owners.claim(
                entry.merged_into, email=owner.email, name=owner.name, language=owner.language
            )
    entry.owners.all().delete()


def keep(
    entry: Entry, by: AbstractUser | None, *, people: Iterable[str], refused: Iterable[str] = ()
) -> None:
    """Write the tombstone once the transaction is over; the page's history says the same.

    What cannot be written is in the server's log, and written by the nightly check.
    """
    stone = stone_of(entry, people=people, refused=refused)
    if entry.page is not None:
        log(instance=entry.page, action="directory.erased", user=by, data=stone)
    transaction.on_commit(lambda: tombstones.append(stone), robust=True)


def stone_of(
    entry: Entry, *, people: Iterable[str] = (), refused: Iterable[str] = ()
) -> dict[str, Any]:
    ended = entry.state != EntryState.OPEN
    return {
        "uid": str(entry.uid),
        "at": timezone.now().isoformat(),
        "state": str(entry.state) if ended else None,
        "merged_into": str(entry.merged_into.uid) if entry.merged_into else None,
        "people": list(people),
        "refused": list(refused),
    }


def forget_submissions(entry: Entry) -> None:
    """Reduce what was sent about an entry that is gone to hashes; what is under way stays."""
    done = submissions_of(entry).filter(state__in=list(retention.CONTENT_DAYS))
    for submission in done:
        retention.reduce(submission)
    drafts = Draft.objects.filter(target_uid=entry.uid)
    retention.remove_files(SubmissionFile.objects.filter(draft__in=drafts))
    drafts.delete()
