"""One request for one form: which kind, draft and stamp it is of, and how it is shown."""

from dataclasses import replace

from django import forms
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.models import Page

from hubkit.intake import drafts, kinds, loading, resubmission, sending, tokens, traps, words
from hubkit.intake.characters import clean
from hubkit.intake.filling import Filling, problems_of
from hubkit.intake.forms import ConsentForm
from hubkit.intake.models import Draft
from hubkit.intake.routes import receipt
from hubkit.intake.routes.doors import address, minutes, show, slow_down
from hubkit.intake.tokens import Stamp

SUMMARY = "summary"


class Visit:
    """One request for one form: what it is of, and how to answer it."""

    def __init__(self, page: Page, request: HttpRequest, filling: Filling, stamp: Stamp):
        self.page = page
        self.request = request
        self.filling = filling
        self.stamp = stamp
        self.kind = filling.kind

    @property
    def expired(self) -> bool:
        """Whether Django's protection refused it: shown again, and nothing is done."""
        return getattr(self.request, "intake_expired", False)

    def address(self, *parts: words.Word | str | int) -> str:
        return address(self.page, self.request, self.kind.words, *parts)

    def step_address(self, number: int) -> str:
        if number > len(self.kind.steps) and self.kind.has_summary:
            return self.address(self.stamp.token, words.SUMMARY)
        return self.address(self.stamp.token, min(number, len(self.kind.steps)))

    def show_step(
        self, number: int, form: forms.Form, *, wait: int = 0, consents=None, **more
    ) -> HttpResponseBase:
        step = self.kind.steps[number - 1]
        sends = not self.kind.has_summary and number == len(self.kind.steps)
        if sends and consents is None:
            consents = ConsentForm(self.kind)
        problems = problems_of(form, number) if form.is_bound else []
        problems += problems_of(consents, number) if consents and consents.is_bound else []
        context = {
            "kind": self.kind,
            "step": step,
            "number": number,
            "total": len(self.kind.steps),
            "form": form,
            "consents": consents,
            "sends": sends,
            "problems": problems + more.pop("problems", []),
            "notices": self.filling.notices if number > 1 else [],
            "stamp": replace(self.stamp, step=step.code).sign(),
            "trap": traps.FIELD,
            "expired": self.expired,
            "wait": minutes(wait) if wait else 0,
            "all_seen": self.filling.is_all_seen and self.kind.has_summary,
            "back_url": self.step_address(number - 1) if number > 1 else "",
            **more,
        }
        response = show(self.page, self.request, self.kind.step_template, context)
        return slow_down(response, wait) if wait else response

    def show_summary(self, consents: ConsentForm, *, wait: int = 0) -> HttpResponseBase:
        filling = self.filling
        problems = [(each, self.step_address(each.step or 1)) for each in filling.problems]
        sections = [
            (step, self.step_address(number), filling.forms[step.code])
            for number, step in enumerate(self.kind.steps, start=1)
        ]
        context = {
            "kind": self.kind,
            "sections": sections,
            "pictures": filling.kept,
            "form_problems": problems,
            "problems": problems_of(consents, 0) if consents.is_bound else [],
            "notices": filling.notices,
            "consents": consents,
            "stamp": replace(self.stamp, step=SUMMARY).sign(),
            "trap": traps.FIELD,
            "expired": self.expired,
            "wait": minutes(wait) if wait else 0,
            "back_url": self.step_address(len(self.kind.steps)),
            "later_url": self.address(self.stamp.token, words.LATER),
        }
        response = show(self.page, self.request, self.kind.summary_template, context)
        return slow_down(response, wait) if wait else response


def visit_of(page: Page, request: HttpRequest, word: str, token: str) -> Visit | HttpResponseBase:
    """Return the visit of a draft, or where its address leads when there is none any more."""
    kind = kind_of(page, word)
    draft = drafts.find(token) or loading.recover(token)
    if draft is None or (draft.kind, draft.page_uid) != (kind.code, page.translation_key):
        return whereabouts(page, request, kind, token)
    if draft.submission is not None and not resubmission.may_revise(draft.submission):
        return redirect(receipt.fresh_address(page, request, draft.submission))
    filling = Filling(kind, page, draft.target_uid, draft)
    return Visit(page, request, filling, stamp_of(draft, token))


def whereabouts(page: Page, request: HttpRequest, kind: kinds.Kind, token: str) -> HttpResponseBase:
    """Answer for a draft that is there no more: where what became of it is, or that it is gone."""
    if submission := sending.sent_with(tokens.key_of(token)):
        return redirect(receipt.fresh_address(page, request, submission))
    if wanted := clean(request.POST.get("become", "")):
        # The second of two clicks; the first has made another draft of this one.
        token = tokens.following(token, wanted)
        other = kinds.registered().get(wanted.partition(":")[0])
        if other is not None and (drafts.find(token) or sending.sent_with(tokens.key_of(token))):
            return redirect(address(page, request, other.words, token, 1))
    return show(page, request, "gone", {"kind": kind}, status=410)


def stamp_of(draft: Draft, token: str) -> Stamp:
    return Stamp(
        token=token,
        kind=draft.kind,
        page=str(draft.page_uid),
        step="",
        target=str(draft.target_uid or ""),
        opened=int(draft.opened_at.timestamp()),
        base=draft.base_hash,
    )


def kind_of(page: Page, word: str) -> kinds.Kind:
    """Return the kind that the page offers under a word of any language. Raises Http404."""
    offered = (kinds.registered().get(code) for code in page.intake_kinds)
    for kind in offered:
        if kind is not None and word in kind.words.values():
            return kind
    raise Http404


def note_trap(visit: Visit) -> None:
    if traps.fell_in(visit.request):
        drafts.note_reason(visit.filling.draft, traps.Reason.TRAP.value)
