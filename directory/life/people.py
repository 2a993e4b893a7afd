"""Erasing contact persons wherever something of them is kept: pages, their history, submissions."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from wagtail.models import Page, Revision
from wagtail.search import index

from directory.life.tombstones import digest
from directory.models.decisions import FieldDecision
from directory.models.entries import Entry
from directory.models.parts import Contact
from hubkit.intake.models import Draft, Submission

PERSON = "contact_"  # how the names of a person's values in a submission begin
Person = dict[str, Any]


class Erasing:
    """Which persons go, all or those of some hashes, and the hashes of those that went."""

    def __init__(self, only: set[str] | None = None):
        self.only = only
        self.gone: set[str] = set()

    def takes(self, person: Person) -> bool:
        """Whether this person goes; notes the hash of one who does."""
        key = digest(person.get("name") or person.get("email") or "")
        if self.only is not None and key not in self.only:
            return False
        self.gone.add(key)
        return True


def erase(entry: Entry, only: set[str] | None = None) -> list[str]:
    """Erase the people of an entry, or `only` those of these hashes; return whose hash went.

    From the page and its twin, every revision, the search index, all that was submitted and all
    that somebody is writing.
    """
    erasing = Erasing(only)
    pages = list(Page.objects.filter(translation_key=entry.uid))
    for contact in Contact.objects.filter(page__in=[page.pk for page in pages]):
        if erasing.takes({"name": contact.name, "email": contact.email}):
            contact.delete()
    for revision in Revision.page_revisions.filter(object_id__in=[str(p.pk) for p in pages]):
        clear_revision(revision, erasing)
    for submission in submissions_of(entry):
        clear_submission(submission, erasing)
    for draft in drafts_of(entry):
        clear_draft(draft, erasing)
    if erasing.gone:
        for page in pages:
            index.insert_or_update_object(page.specific)
    return sorted(erasing.gone)


def clear_revision(revision: Revision, erasing: Erasing) -> None:
    before = revision.content.get("contacts") or []
    after = [person for person in before if not erasing.takes(person)]
    if len(after) < len(before):
        revision.content["contacts"] = after
        # Not save(), which would make it the latest of its page.
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def submissions_of(entry: Entry) -> QuerySet[Submission]:
    """Return what was sent about the entry, what it was made from, and what became either."""
    made_from = entry.assurances.exclude(submission=None).values("submission")
    rows = Submission.objects.filter(Q(target_uid=entry.uid) | Q(pk__in=made_from))
    found: set[UUID] = set()
    while more := set(rows.values_list("pk", flat=True)) - found:
        found |= more
        rows = Submission.objects.filter(successor__in=more)
    return Submission.objects.filter(pk__in=found)


def drafts_of(entry: Entry) -> QuerySet[Draft]:
    """Return the forms about the entry that somebody has begun, corrections too."""
    about = Q(target_uid=entry.uid) | Q(submission__in=submissions_of(entry))
    return Draft.objects.filter(about)


def clear_draft(draft: Draft, erasing: Erasing) -> None:
    """Empty a person's values in what a form began from and in what was typed into it."""
    goes = takes_from(draft.base, erasing)
    typed = {
        name: texts[0] for step in draft.data.values() for name, texts in step.items() if texts
    }
    if takes_from(typed, erasing) or goes:
        base = without_person(draft.base)
        data = {code: without_person(step) for code, step in draft.data.items()}
        Draft.objects.filter(pk=draft.pk).update(base=base, data=data)


def clear_submission(submission: Submission, erasing: Erasing) -> None:
    """Empty a person's values in what was sent, in what it began from and in the decisions."""
    values = {name: getattr(submission, name) for name in ("payload", "edited", "base")}
    goes = [name for name in values if takes_from(values[name], erasing)]
    for name in goes:
        values[name] = without_person(values[name])
    if goes:
        Submission.objects.filter(pk=submission.pk).update(**values)
        decisions = FieldDecision.objects.filter(submission=submission)
        decisions.filter(path__startswith=PERSON).update(old=None, new=None, final=None)


def without_person(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if not name.startswith(PERSON)}


def takes_from(values: dict[str, Any], erasing: Erasing) -> bool:
    person = {
        key.removeprefix(PERSON): value for key, value in values.items() if key.startswith(PERSON)
    }
    return any(person.values()) and erasing.takes(person)
