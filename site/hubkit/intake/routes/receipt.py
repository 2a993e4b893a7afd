"""The page of a receipt: what became of a submission, and what its sender may do with it."""

from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.models import Page

from hubkit.intake import (
    confirmation,
    drafts,
    kinds,
    mails,
    receipts,
    resubmission,
    tokens,
    withdrawal,
    words,
)
from hubkit.intake.filling import problems_of
from hubkit.intake.forms import CodeForm, CorrectionForm
from hubkit.intake.models import State, Submission
from hubkit.intake.routes.doors import (
    address,
    language_of,
    minutes,
    route,
    show,
    slow_down,
    waiting_time,
)
from hubkit.intake.tokens import Stamp
from hubkit.intake.transitions import TransitionError


def address_of(
    page: Page, request: HttpRequest, submission: Submission, *parts: words.Word | str
) -> str:
    return address(page, request, words.STATUS, submission.receipt, *parts)


def fresh_address(page: Page, request: HttpRequest, submission: Submission) -> str:
    """Return the address for who has just sent it: for an hour a wrong address is corrected."""
    key = signing.TimestampSigner(salt=tokens.CORRECT).sign(submission.pk.hex)
    return f"{address_of(page, request, submission)}?k={key}"


def may_correct(submission: Submission, key: str) -> bool:
    signer = signing.TimestampSigner(salt=tokens.CORRECT)
    try:
        is_own = signer.unsign(key, max_age=tokens.HOUR) == submission.pk.hex
    except signing.BadSignature:
        return False
    return is_own and submission.state == State.UNCONFIRMED


@route("GET", "POST")
def find(page: Page, request: HttpRequest) -> HttpResponseBase:
    """Ask for the code of a receipt."""
    is_sent = request.method == "POST"
    form = CodeForm(request.POST if is_sent else None, label_suffix="")
    if is_sent and (wait := waiting_time(request, "code")):
        return slow_down(show(page, request, "find", {"form": form, "wait": minutes(wait)}), wait)
    if is_sent and form.is_valid() and form.submission:
        return redirect(address_of(page, request, form.submission))
    return show(page, request, "find", {"form": form, "problems": problems_of(form, 0)})


@route("GET")
def status(page: Page, request: HttpRequest, code: str) -> HttpResponseBase:
    """What became of it, in plain words, and what comes next."""
    submission = receipts.find(code)
    if submission is None:
        return unknown(page, request, code)
    return show_status(page, request, submission, key=request.GET.get("k", ""))


def unknown(page: Page, request: HttpRequest, code: str) -> HttpResponseBase:
    """Say that there is no such code; who tries many waits."""
    wait = waiting_time(request, "code")
    form = CodeForm({"code": code[:20]}, label_suffix="")
    context = {"form": form, "problems": problems_of(form, 0)}
    if wait:
        context = {"form": CodeForm(label_suffix=""), "wait": minutes(wait)}
    response = show(page, request, "find", context, status=404)
    return slow_down(response, wait) if wait else response


def show_status(
    page: Page,
    request: HttpRequest,
    submission: Submission,
    *,
    key: str = "",
    correction: CorrectionForm | None = None,
    status: int = 200,
    **more,
) -> HttpResponseBase:
    kind = kinds.registered().get(submission.kind)
    latest = submission
    while latest.successor:
        latest = latest.successor
    if correction is None and may_correct(submission, key):
        correction = CorrectionForm(label_suffix="")
    context = {
        "submission": submission,
        "latest": latest,
        "state": latest.state,
        "kind": kind,
        "masked": masked(submission.email),
        "is_delayed": mails.is_delayed(submission),
        "may_withdraw": State(submission.state).may_be_withdrawn,
        "may_revise": resubmission.may_revise(submission),
        "withdraw_url": address_of(page, request, submission, words.WITHDRAW),
        "resend_url": address_of(page, request, submission, words.RESEND),
        "correct_url": address_of(page, request, submission, words.ADDRESS),
        "correction": correction,
        "key": key,
        "problems": problems_of(correction, 0) if correction and correction.is_bound else [],
        "text": kind.status_template if kind else "hubkit_intake/status_text.html",
        "consents": submission.consents.all(),
        **(kind.status_context(submission) if kind else {}),
        **more,
    }
    return show(page, request, "status", context, status=status)


def masked(email: str) -> str:
    """Return an address as its owner knows it and nobody else can use it: `a…@example.org`."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…@{domain}" if email else ""


@route("POST", "GET")
def resend(page: Page, request: HttpRequest, code: str) -> HttpResponseBase:
    """Mail the link anew: to confirm, or to correct what was sent back."""
    submission = receipts.find(code)
    if submission is None:
        return unknown(page, request, code)
    if request.method != "POST":
        return redirect(address_of(page, request, submission))
    if getattr(request, "intake_expired", False):
        return show_status(page, request, submission, expired=True)
    if wait := waiting_time(request, "link", submission.email):
        response = show_status(page, request, submission, wait=minutes(wait))
        return slow_down(response, wait)
    return show_status(page, request, submission, resent=mail_again(submission))


def mail_again(submission: Submission) -> bool:
    if resubmission.may_revise(submission):
        return mails.ask_to_revise(submission, "asked_again", message=submission.message)
    return confirmation.send_link(submission)


@route("POST", "GET")
def correct(page: Page, request: HttpRequest, code: str) -> HttpResponseBase:
    """Take the right address, within an hour of sending."""
    submission = receipts.find(code)
    if submission is None:
        return unknown(page, request, code)
    key = request.POST.get("k", "")
    if request.method != "POST" or not may_correct(submission, key):
        return redirect(address_of(page, request, submission))
    form = CorrectionForm(request.POST, label_suffix="")
    if not form.is_valid() or getattr(request, "intake_expired", False):
        expired = getattr(request, "intake_expired", False)
        return show_status(page, request, submission, key=key, correction=form, expired=expired)
    if wait := waiting_time(request, "link", form.cleaned_data["email"]):
        response = show_status(page, request, submission, key=key, wait=minutes(wait))
        return slow_down(response, wait)
    confirmation.correct_address(submission, form.cleaned_data["email"])
    return redirect(fresh_address(page, request, submission))


@route("GET", "POST")
def withdraw(page: Page, request: HttpRequest, code: str) -> HttpResponseBase:
    """Ask on GET, withdraw on POST; a second click finds it withdrawn."""
    submission = receipts.find(code)
    if submission is None:
        return unknown(page, request, code)
    expired = getattr(request, "intake_expired", False)
    if not State(submission.state).may_be_withdrawn:
        return redirect(address_of(page, request, submission))
    if request.method != "POST" or expired:
        context = {
            "submission": submission,
            "kind": kinds.registered().get(submission.kind),
            "expired": expired,
            "back_url": address_of(page, request, submission),
        }
        return show(page, request, "withdraw", context)
    try:
        withdrawal.withdraw(submission)
    except TransitionError as error:
        submission = error.submission
    return redirect(address_of(page, request, submission))


@route("GET", "POST")
def revise(page: Page, request: HttpRequest, code: str, signed: str) -> HttpResponseBase:
    """The mailed link to correct what was sent back: says why on GET, opens a draft on POST."""
    opened = tokens.unsign(signed, tokens.REVISE, max_age=tokens.MONTH)
    submission = opened.submission if opened else receipts.find(code)
    if submission is None:
        return unknown(page, request, code)
    if opened is None or not opened.is_good or not resubmission.may_revise(submission):
        return show_status(page, request, submission, stale=opened is None or not opened.is_good)
    kind = kinds.get(submission.kind)
    stamp = Stamp.read(request.POST.get("stamp", "")) if request.method == "POST" else None
    if stamp is None or stamp.revises != submission.pk.hex:
        fresh = revision_stamp(submission, page)
        context = {"submission": submission, "kind": kind, "stamp": fresh.sign()}
        return show(page, request, "revise", context)
    drafts.open_draft(stamp, page, language_of(page), submission=submission, email=submission.email)
    return redirect(address(page, request, kind.words, stamp.token, 1))


def revision_stamp(submission: Submission, page: Page) -> Stamp:
    return Stamp(
        token=tokens.new_token(),
        kind=submission.kind,
        page=str(page.translation_key),
        step="",
        target=str(submission.target_uid or ""),
        opened=tokens.now(),
        revises=submission.pk.hex,
    )
