"""What is known of a submission besides its words: its steps, its sender, what was decided."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy, pgettext

from directory.moderation.showing import text_of
from directory.profile import FIELDS
from hubkit.intake import answers, kinds
from hubkit.intake.models import Event, Submission
from hubkit.intake.origin import page_of

WORDS = {
    Event.RECEIVE: lambda: pgettext("history", "sent"),
    Event.CONFIRM: lambda: pgettext("history", "address confirmed"),
    Event.TAKE: lambda: pgettext("history", "taken"),
    Event.RELEASE: lambda: pgettext("history", "released"),
    Event.ASK: lambda: pgettext("history", "asked for changes"),
    Event.RESUBMIT: lambda: pgettext("history", "corrected by the sender"),
    Event.REJECT: lambda: pgettext("history", "refused"),
    Event.MERGE: lambda: pgettext("history", "taken for the same organisation"),
    Event.SPAM: lambda: pgettext("history", "marked as spam"),
    Event.NOT_SPAM: lambda: pgettext("history", "freed"),
    Event.BEGIN: lambda: pgettext("history", "decided"),
    Event.CLASH: lambda: pgettext("history", "the page had changed meanwhile"),
    Event.RESOLVE: lambda: pgettext("history", "compared"),
    Event.FINISH: lambda: pgettext("history", "done"),
    Event.FAIL: lambda: pgettext("history", "failed, nothing changed"),
    Event.WITHDRAW: lambda: pgettext("history", "withdrawn"),
    Event.EXPIRE: lambda: pgettext("history", "expired"),
    Event.LAPSE: lambda: pgettext("history", "lapsed"),
}
MOST = 10
# The form says “you” to its sender; staff read about somebody else.
LABELS = {
    "sender_name": gettext_lazy("Name and surname"),
    "sender_relation": gettext_lazy("What they are to the organisation"),
    "sender_phone": gettext_lazy("Telephone"),
}


def passages(submission: Submission) -> list[dict]:
    rows = submission.passages.select_related("by")
    return [{"at": row.at, "by": row.by, "what": WORDS[Event(row.event)]()} for row in rows]


def others_of(submission: Submission) -> list[Submission]:
    """Return what else the same address has sent, the latest first."""
    if not submission.email:
        return []
    found = Submission.objects.of_email(submission.email).exclude(pk=submission.pk)
    return list(found.order_by("-created_at")[:MOST])


def further_answers(submission: Submission) -> Iterator[tuple[str, str]]:
    """Yield (label, text) of what was answered besides the values of the profile."""
    page = page_of(submission.page_uid, submission.language)
    kind = kinds.registered().get(submission.kind)
    if page is None or kind is None:
        left = {name: text for name, text in submission.content.items() if name not in FIELDS}
        yield from ((name, str(text)) for name, text in left.items() if text)
        return
    for _step, form in answers.sections_of(submission, page.specific):
        for bound in form:
            if bound.name in FIELDS or bound.name == kind.email_field:
                continue
            if text := answers.shown(bound):
                yield str(LABELS.get(bound.name, bound.label)), text


def decided(submission: Submission) -> list[dict]:
    """Return what was decided on each field, in words."""
    return [
        {
            "label": FIELDS[row.path].label if row.path in FIELDS else row.path,
            "verdict": row.verdict,
            "word": row.get_verdict_display(),
            "text": text_of(FIELDS[row.path], row.final) if row.path in FIELDS else "",
            "proposed": text_of(FIELDS[row.path], row.new) if row.path in FIELDS else "",
            "reason": row.reason,
        }
        for row in submission.decisions.order_by("pk")
    ]
