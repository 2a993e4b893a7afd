"""The mailed link that confirms an address: it shows on GET, acts on POST, and stays usable."""

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.models import Page

from hubkit.intake import confirmation, kinds, tokens, words
from hubkit.intake.answers import sections_of
from hubkit.intake.filling import problems_of
from hubkit.intake.forms import email_field
from hubkit.intake.models import State, Submission
from hubkit.intake.routes import receipt
from hubkit.intake.routes.doors import (
    address,
    minutes,
    route,
    show,
    slow_down,
    waiting_time,
    waiting_time_of,
)
from hubkit.intake.transitions import TransitionError


class NewLinkForm(forms.Form):
    """Asks for the address where a link is so damaged that nothing can be known by it."""

    email = email_field()


@route("GET", "POST")
def confirm(page: Page, request: HttpRequest, signed: str) -> HttpResponseBase:
    """Show what was sent and a button; the button confirms. Scanners that look change nothing."""
    opened = tokens.unsign(signed, tokens.CONFIRM, max_age=tokens.WEEK)
    if opened is None:
        url = address(page, request, words.CONFIRM)
        damaged = {"form": NewLinkForm(label_suffix=""), "new_link_url": url}
        return show(page, request, "new_link", damaged, status=404)
    submission = opened.submission
    if submission.state != State.UNCONFIRMED:
        already = bool(submission.email_confirmed_at)
        return receipt.show_status(page, request, submission, already=already)
    if not opened.is_good:
        return stale(page, request, submission)
    if request.method == "POST" and not getattr(request, "intake_expired", False):
        try:
            confirmation.confirm(submission)
        except TransitionError as error:
            submission = error.submission
        return redirect(receipt.address_of(page, request, submission))
    context = {
        "submission": submission,
        "kind": kinds.registered().get(submission.kind),
        "sections": sections_of(submission, page),
        "expired": getattr(request, "intake_expired", False),
    }
    return show(page, request, "confirm", context)


def stale(page: Page, request: HttpRequest, submission: Submission) -> HttpResponseBase:
    """One button for a link that is too old, or was sent to an address corrected since."""
    is_sent = request.method == "POST" and not getattr(request, "intake_expired", False)
    if is_sent and (wait := waiting_time(request, "link", submission.email)):
        response = show(page, request, "new_link", {"button": True, "wait": minutes(wait)})
        return slow_down(response, wait)
    if is_sent:
        confirmation.send_link(submission)
    context = {"button": True, "mailed": is_sent}
    return show(page, request, "new_link", context, status=200 if is_sent else 410)


@route("GET", "POST")
def new_link(page: Page, request: HttpRequest) -> HttpResponseBase:
    """Mail new links to an address, with the same answer whether or not it is known."""
    is_sent = request.method == "POST" and not getattr(request, "intake_expired", False)
    form = NewLinkForm(request.POST if request.method == "POST" else None, label_suffix="")
    if not is_sent or not form.is_valid():
        context = {"form": form, "problems": problems_of(form, 0)}
        return show(page, request, "new_link", context)
    if wait := waiting_time(request, "link"):
        context = {"form": form, "wait": minutes(wait)}
        return slow_down(show(page, request, "new_link", context), wait)
    email = form.cleaned_data["email"]
    if not waiting_time_of(email):  # silently: the answer tells nothing of the address
        for submission in Submission.objects.of_email(email).filter(state=State.UNCONFIRMED)[:5]:
            confirmation.send_link(submission)
    return show(page, request, "new_link", {"mailed": True})
