"""The steps of a form: the first makes the draft, each keeps what was typed, valid or not."""

from dataclasses import replace
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from hubkit.intake import drafts, sending, tokens, words
from hubkit.intake.filling import Filling, picture_fields, posted_of
from hubkit.intake.models import Draft
from hubkit.intake.payloads import hash_of, plain
from hubkit.intake.routes import receipt
from hubkit.intake.routes.doors import language_of, route, waiting_time
from hubkit.intake.routes.last import become, send_last_step
from hubkit.intake.routes.visits import Visit, kind_of, note_trap, visit_of, whereabouts
from hubkit.intake.tokens import Stamp


@route("GET", "POST")
def begin(page: Page, request: HttpRequest, word: str, target: str = "") -> HttpResponseBase:
    """The first step, before there is a draft; the first sending makes one."""
    kind = kind_of(page, word)
    target_uid = UUID(target) if target else None
    if not kind.may_begin(page, target_uid):
        raise Http404
    filling = Filling(kind, page, target_uid)
    base = hash_of(plain(filling.initial))
    fresh = Stamp(
        token=tokens.new_token(),
        kind=kind.code,
        page=str(page.translation_key),
        step=kind.steps[0].code,
        target=target,
        opened=tokens.now(),
        base=base,
    )
    if request.method != "POST":
        return Visit(page, request, filling, fresh).show_step(1, filling.form(kind.steps[0]))
    stamp = Stamp.read(request.POST.get("stamp", ""))
    if stamp is None or (stamp.kind, stamp.page, stamp.target) != (
        kind.code,
        fresh.page,
        fresh.target,
    ):
        return again(Visit(page, request, filling, fresh), lost_stamp=True)
    if stamp.base != base and drafts.find(stamp.token) is None:
        stamp = replace(stamp, base=base)
        return again(Visit(page, request, filling, stamp), changed=True)
    if submission := sending.sent_with(stamp.key):
        return redirect(receipt.fresh_address(page, request, submission))
    return take_step(Visit(page, request, filling, stamp), 1)


@route("GET", "POST")
def step(page: Page, request: HttpRequest, word: str, token: str, number: str) -> HttpResponseBase:
    """One step of a draft."""
    visit = visit_of(page, request, word, token)
    if not isinstance(visit, Visit):
        return visit
    place = int(number)
    if not 1 <= place <= len(visit.kind.steps):
        raise Http404
    if request.method == "POST":
        return take_step(visit, place)
    return visit.show_step(place, saved_form(visit, place))


@route("GET")
def resume(page: Page, request: HttpRequest, word: str, token: str) -> HttpResponseBase:
    """The mailed link: to the first step that is not right yet."""
    visit = visit_of(page, request, word, token)
    if not isinstance(visit, Visit):
        return visit
    return redirect(visit.step_address(visit.filling.first_open))


def take_step(visit: Visit, number: int) -> HttpResponseBase:
    """Keep what was typed, and go where the button says, or show what is wrong."""
    try:
        return take(visit, number)
    except Draft.DoesNotExist:
        # The second of two clicks: the first has sent it since this one began.
        return whereabouts(visit.page, visit.request, visit.kind, visit.stamp.token)


def take(visit: Visit, number: int) -> HttpResponseBase:
    request, filling = visit.request, visit.filling
    step = visit.kind.steps[number - 1]
    values, dirty = posted_of(request.POST)
    if visit.expired:
        return visit.show_step(number, filling.form(step, values, request.FILES))
    if wait := waiting_time(request, "save"):
        return visit.show_step(number, filling.form(step, values), wait=wait)
    if filling.begun is None:
        draft = drafts.open_draft(visit.stamp, visit.page, language_of(visit.page))
        visit.filling = filling = Filling(visit.kind, visit.page, filling.target_uid, draft)
    note_trap(visit)
    form = filling.judged(step, values, request.FILES, dirty)
    keep(visit, step.code, values, form)
    if form.is_valid():
        visit.filling = Filling(visit.kind, visit.page, filling.target_uid, filling.draft)
    return go_on(visit, number, form)


def keep(visit: Visit, code: str, values: dict, form: forms.Form) -> None:
    """Store the texts of a step and those of its pictures that can be read."""
    draft = visit.filling.draft
    try:
        drafts.save_step(draft, code, values)
    except drafts.TooMuchError:
        form.add_error(None, _("This is too much text. Please shorten it."))
    for name in picture_fields(form):
        found = form.cleaned_data.get(name)
        is_new = found is not visit.filling.kept.get(name)
        if name not in form.errors and is_new:
            drafts.keep_picture(draft, name, found)
    visit.filling.__dict__.pop("kept", None)


def go_on(visit: Visit, number: int, form: forms.Form) -> HttpResponseBase:
    action = visit.request.POST.get("action", "next")
    if "become" in visit.request.POST:
        return become(visit)
    if action == "back" and number > 1:
        return redirect(visit.step_address(number - 1))
    if action == "later":
        return redirect(visit.address(visit.stamp.token, words.LATER))
    if not form.is_valid():
        return visit.show_step(number, with_kept(visit, number, form))
    if action == "summary":
        return redirect(visit.step_address(len(visit.kind.steps) + 1))
    if number == len(visit.kind.steps) and not visit.kind.has_summary:
        return send_last_step(visit, number, form)
    return redirect(visit.step_address(number + 1))


def with_kept(visit: Visit, number: int, form: forms.Form) -> forms.Form:
    """Return the form with its errors as it stands now: what could be kept of the files is."""
    values, _dirty = posted_of(visit.request.POST)
    shown = visit.filling.form(visit.kind.steps[number - 1], values)
    shown._errors = form.errors  # type: ignore[attr-defined]
    return shown


def again(visit: Visit, **why: bool) -> HttpResponseBase:
    """Show the first step with what was typed, a new stamp, and why it is to be sent again."""
    values, _dirty = posted_of(visit.request.POST)
    return visit.show_step(1, visit.filling.form(visit.kind.steps[0], values), **why)


def saved_form(visit: Visit, number: int) -> forms.Form:
    """The form as the draft has it; errors are shown only where something was typed."""
    step = visit.kind.steps[number - 1]
    form = visit.filling.form(step)
    if form.is_bound and not any(map(any, visit.filling.draft.data[step.code].values())):
        return step.form(
            initial=visit.filling.kept,
            label_suffix="",
            **visit.kind.form_kwargs(step, visit.page, visit.filling.target_uid),
        )
    return form
