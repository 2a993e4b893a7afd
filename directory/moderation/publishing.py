"""Writing accepted values on an organisation's page and publishing it."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from directory.models import DirectoryPage, Entry, EntryState, OrganisationPage
from directory.moderation.subjects import Subject
from directory.profile import FIELDS, field, gaps, read, write
from directory.profile.kinds import Item, Rows
from directory.receivers import slug_of
from hubkit.bilingual.peers import language_of
from hubkit.intake.models import Submission

# The names that models know values by, where the profile has another one.
KNOWN_AS = {"title": "official_name", "number": "phone", "street_name": "street"}


def create(submission: Submission, values: dict[str, Any]) -> OrganisationPage:
    """Make the page, not public yet, under the directory in the sender's language."""
    parent = directory_for(submission)
    language = language_of(parent.locale_id)
    name = values.get(f"name_{language}") or values["official_name"]
    page = OrganisationPage(
        title=values["official_name"],
        name_sl=values.get("name_sl", ""),
        name_it=values.get("name_it", ""),
        slug=find_available_slug(parent, slug_of(name)),
        locale=parent.locale,
        live=False,
    )
    return parent.add_child(instance=page)


def directory_for(submission: Submission) -> DirectoryPage:
    """Return the directory that the form stood on, in its language or else in another."""
    pages = DirectoryPage.objects.filter(translation_key=submission.page_uid)
    found = sorted(pages, key=lambda page: language_of(page.locale_id) != submission.language)
    if not found:
        raise ValidationError(_("The directory in which this was sent is not there any more."))
    return found[0]


def lock(submission: Submission) -> None:
    """Let nobody else write the submission's page until the transaction ends."""
    pages = Page.objects.filter(translation_key=submission.target_uid, alias_of=None)
    if submission.target_uid:
        list(pages.order_by("pk").select_for_update())


def obstacle(subject: Subject, user) -> str:
    """Return why the page may not be published by `user` just now, or nothing."""
    page = subject.page
    if page is None:
        return ""
    if page.workflow_in_progress:
        return _("A workflow is running on this page; finish or cancel it first.")
    found = page.get_lock()
    if found is not None and found.for_user(user):
        return str(found.get_message(user) or found.get_description(user))
    return ""


def publish(page: OrganisationPage, values: dict[str, Any], *, user) -> None:
    """Write values on the public version and publish that. Raises ValidationError by name."""
    lacking = set(gaps(read(page)))
    put(page, values)
    if new := [name for name in gaps(read(page)) if not page.live or name not in lacking]:
        raise ValidationError({name: _("Needed before the entry is published.") for name in new})
    try:
        page.full_clean()
        for row in rows_of(page, values):
            row.full_clean(exclude=["page"])
    except ValidationError as error:
        raise by_name(error) from error
    # Whoever may decide on submissions may publish what they decided on, and nothing else.
    page.save_revision(user=user, clean=False).publish(user=user, skip_permission_checks=True)


def keep_draft(subject: Subject, values: dict[str, Any], *, user) -> None:
    """Save the draft of staff again on top, with the same values in it."""
    if subject.draft is not None and subject.page is not None:
        draft = subject.page.revisions.get(pk=subject.draft.latest_revision_id).as_object()
        put(draft, values)
        draft.save_revision(user=user, clean=False)


def put(page: OrganisationPage, values: dict[str, Any]) -> None:
    """Write values; a street stays where only the settlement is another."""
    if "settlement" in values and "street" not in values:
        values = values | {"street": FIELDS["street"].get(page)}
    write(page, values)


def rows_of(page: OrganisationPage, values: dict[str, Any]):
    """Yield the children that the values stand in."""
    touched = [field(name) for name in values]
    names = {each.children for each in touched if isinstance(each, Item)}
    names |= {each.name for each in touched if isinstance(each, Rows)}
    for name in sorted(names):
        yield from getattr(page, name).all()


def by_name(error: ValidationError) -> ValidationError:
    """Return a model's error with the profile's names where there are such."""
    if not hasattr(error, "error_dict"):
        return error
    return ValidationError(
        {KNOWN_AS.get(name, name): each for name, each in error.error_dict.items()}
    )


def reopen(subject: Subject) -> None:
    """Let an entry that had ended live again, with its page."""
    entry = cast(Entry, subject.entry)  # there is a page, so there is one
    entry.state, entry.merged_into, entry.ended_at = EntryState.OPEN, None, None
    entry.save(update_fields=["state", "merged_into", "ended_at"])
