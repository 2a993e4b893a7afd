"""Saving what a row says: a new organisation, a changed one, and that its data were confirmed."""

import datetime as dt
from typing import cast

from django.utils import timezone
from django.utils import translation as languages
from wagtail.coreutils import find_available_slug

from directory.exchange.judging import Verdict
from directory.life.assurance import assure
from directory.models import AssuredBy, DirectoryPage, Entry, ImportRun, OrganisationPage, Outcome
from directory.projection import entry_of
from directory.receivers import slug_of
from hubkit.bilingual.peers import language_of


def parent_of_imports() -> DirectoryPage | None:
    """Return the directory's page in the language that it was first made in."""
    return DirectoryPage.objects.filter(alias_of=None).order_by("pk").first()


def save(verdict: Verdict, run: ImportRun, parent: DirectoryPage) -> None:
    """Save the verdict's page as the run wants it; raises ValidationError where Wagtail refuses."""
    page = cast(OrganisationPage, verdict.page)  # a verdict without problems has one
    if verdict.outcome == Outcome.NEW:
        make(page, run, parent)
    elif verdict.outcome == Outcome.CHANGED:
        change(page, run.user)
    if run.confirmed:
        confirm(page, run.user)


def make(page: OrganisationPage, run: ImportRun, parent: DirectoryPage) -> None:
    page.locale, page.owner = parent.locale, run.user
    page.slug = find_available_slug(parent, slug_of(page.title))
    # A draft stands in the database as it came: a later run can tell whether staff have changed it.
    parent.add_child(instance=page)
    with languages.override(language_of(page.locale_id)):
        revision = page.save_revision(user=run.user)
        if run.confirmed:  # first, so that publishing does not count as the hub's confirmation
            confirm(page, run.user)
        if run.publish:
            revision.publish(user=run.user)
            if not run.confirmed:
                leave_unconfirmed(page)


def change(page: OrganisationPage, user) -> None:
    with languages.override(language_of(page.locale_id)):
        if page.live:
            page.save_revision(user=user).publish(user=user)
        else:
            page.save()
            page.save_revision(user=user)


def confirm(page: OrganisationPage, user) -> None:
    """Enter in the ledger, once a day, that the organisation's data were confirmed."""
    entry = entry_of(page)
    midnight = dt.datetime.combine(
        timezone.localdate(), dt.time.min, timezone.get_current_timezone()
    )
    if not entry.assurances.filter(kind=AssuredBy.IMPORT, at__gte=midnight).exists():
        assure(entry, kind=AssuredBy.IMPORT, user=user)


def leave_unconfirmed(page: OrganisationPage) -> None:
    """Take back the confirmation that publishing brings: nobody has looked at these data yet."""
    entry = Entry.objects.get(uid=page.uid)
    entry.assurances.all().delete()
    entry.due_on = timezone.localdate()
    entry.save(update_fields=["due_on"])
