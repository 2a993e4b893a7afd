"""The end of a form: the summary, sending, and going on as another kind."""

from dataclasses import replace
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.models import Page

from hubkit.intake import drafts, kinds, sending, tokens, traps
from hubkit.intake.characters import clean
from hubkit.intake.filling import Filling
from hubkit.intake.forms import ConsentForm
from hubkit.intake.routes import receipt
from hubkit.intake.routes.doors import language_of, route
from hubkit.intake.routes.visits import Visit, note_trap, visit_of
from hubkit.intake.transitions import TransitionError


@route("GET", "POST")
def summary(page: Page, request: HttpRequest, word: str, token: str) -> HttpResponseBase:
    """All that was typed, with a way to change each part, and the button that sends it."""
    visit = visit_of(page, request, word, token)
    if not isinstance(visit, Visit):
        return visit
    if not visit.kind.has_summary:
        return redirect(visit.step_address(visit.filling.first_open))
    if request.method != "POST" or visit.expired:
        return visit.show_summary(ConsentForm(visit.kind))
    if "become" in request.POST:
        return become(visit)
    note_trap(visit)
    consents = ConsentForm(visit.kind, request.POST)
    if not consents.is_valid() or visit.filling.problems:
        return visit.show_summary(consents)
    return send(visit, consents, lambda wait: visit.show_summary(consents, wait=wait))


def send_last_step(visit: Visit, number: int, form: forms.Form) -> HttpResponseBase:
    """Send from the last step of a kind without a summary."""
    consents = ConsentForm(visit.kind, visit.request.POST)
    problems = visit.filling.problems
    if not consents.is_valid() or problems:
        return visit.show_step(number, form, consents=consents, problems=problems)
    return send(
        visit,
        consents,
        lambda wait: visit.show_step(number, form, consents=consents, wait=wait),
    )


def send(visit: Visit, consents: ConsentForm, refuse) -> HttpResponseBase:
    """Turn the draft into a submission; `refuse` shows the form again with the time to wait."""
    draft = visit.filling.draft
    reasons, wait = traps.judge_sending(visit.request, visit.filling.email)
    if wait:
        return refuse(wait)
    if traps.is_fast(int(draft.opened_at.timestamp())) and draft.submission_id is None:
        reasons = [traps.Reason.FAST.value, *reasons]
    try:
        submission = sending.send(
            visit.filling,
            language=language_of(visit.page),
            consents=consents.given,
            reasons=[*draft.reasons, *reasons],
        )
    except TransitionError as error:
        submission = error.submission
    return redirect(receipt.fresh_address(visit.page, visit.request, submission))


def become(visit: Visit) -> HttpResponseBase:
    """Go on as a submission of another kind, with all that was typed."""
    wanted = clean(visit.request.POST["become"])
    code, _colon, target = wanted.partition(":")
    kind = kinds.registered().get(code)
    if kind is None or code not in visit.page.intake_kinds:
        raise Http404
    try:
        target_uid = UUID(target) if target else None
    except ValueError:
        raise Http404 from None
    if not kind.may_begin(visit.page, target_uid):
        raise Http404
    token = tokens.following(visit.stamp.token, wanted)
    stamp = replace(visit.stamp, token=token, kind=code, step="", target=target, base="")
    draft = drafts.become(visit.filling.draft, stamp, visit.page)
    filling = Filling(kind, visit.page, target_uid, draft)
    return redirect(Visit(visit.page, visit.request, filling, stamp).step_address(1))
