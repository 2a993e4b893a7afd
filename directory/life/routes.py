"""The owners' page of the directory: ask for a link, confirm, change, hand back. No account."""

from datetime import timedelta

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import re_path
from django.utils import timezone
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

from directory.life import changing, links, mails, owners
from directory.life.assurance import assure
from directory.life.forms import AskForm, PreferencesForm
from directory.life.sheet import sheet_of
from directory.models.entries import AssuredBy, Entry, EntryState
from directory.models.owners import EditLink, OwnerState
from directory.reading import shortlist
from hubkit.intake import words
from hubkit.intake.filling import problems_of
from hubkit.intake.routes.doors import (
    address,
    language_of,
    minutes,
    route,
    show,
    slow_down,
    waiting_time,
    waiting_time_of,
)

TOKEN = r"(?P<token>[\w-]+)"  # noqa: S105  (of any length: a damaged link is told so)
SAME_CLICK = timedelta(minutes=10)  # two confirmations of an owner within it are one


class OwnerRoutesMixin(RoutablePageMixin, models.Model):
    """A page at which owners of entries get in: routes below the words of `links.EDIT`."""

    class Meta:
        abstract = True

    @classmethod
    def get_subpage_urls(cls):
        word = f"(?:{words.pattern([links.EDIT])})"
        own = [
            re_path(rf"^{word}/$", ask, name="owner_ask"),
            re_path(rf"^{word}/{TOKEN}/$", edit, name="owner_edit"),
        ]
        return (*super().get_subpage_urls(), *own)

    def owner_url(self, request: HttpRequest | None = None) -> str:
        """Return the path of the page where one asks for one's links."""
        return (self.get_url(request) or "/") + words.path(self.locale.language_code, links.EDIT)

    @staticmethod
    def subpath_in(language: str, subpath: str) -> str:
        """Return a subpath for the page's other language, as hubkit.intake does for its own."""
        first, _slash, rest = subpath.partition("/")
        for own in (links.EDIT, shortlist.WORDS):
            if first in own.values():
                return words.path(language, own) + rest
        return words.subpath_in(language, subpath)


@route("GET", "POST")
def ask(page: Page, request: HttpRequest) -> HttpResponseBase:
    """Ask for one's links: the same answer whether or not the address is known."""
    is_sent = request.method == "POST"
    form = AskForm(request.POST if is_sent else None, label_suffix="")
    if is_sent and (wait := waiting_time(request, "link")):
        response = show_ask(page, request, form=form, wait=minutes(wait))
        return slow_down(response, wait)
    if is_sent and form.is_valid() and not has_expired(request):
        queue_links(form.cleaned_data["email"], language_of(page))
        return redirect(f"{address(page, request, links.EDIT)}?sent")
    return show_ask(page, request, form=form, sent="sent" in request.GET and not is_sent)


def show_ask(page: Page, request: HttpRequest, *, status: int = 200, **context):
    form = context.setdefault("form", AskForm(label_suffix=""))
    context["problems"] = problems_of(form, 0) if form.is_bound else []
    context["expired"] = has_expired(request)
    return show(page, request, "directory/life/ask.html", context, status=status)


def queue_links(email: str, language: str) -> None:
    """Queue one mail, unless the address was asked for too often today: then none, silently."""
    email = owners.plain(email)
    if not waiting_time_of(email):
        mails.send_links(email, language)


def has_expired(request: HttpRequest) -> bool:
    """Whether the form was sent without a valid protection against foreign sites."""
    return bool(getattr(request, "intake_expired", False))


@route("GET", "POST")
def edit(page: Page, request: HttpRequest, token: str) -> HttpResponseBase:
    """The mailed link: shows on GET, acts on POST."""
    link = links.find(token)
    if link is None:
        return unlogged(show_ask(page, request, status=404, problem="damaged"))
    if link.revoked_at or link.owner.state != OwnerState.ACTIVE:
        return show_ask(page, request, status=410, problem="revoked")
    if link.owner.entry.page is None or link.owner.entry.state != EntryState.OPEN:
        return show_ask(page, request, status=410, problem="ended")
    if link.expires_at <= timezone.now():
        return renew(page, request, link)
    links.note_use(link)
    act = ACTIONS.get(request.POST.get("action", "")) if request.method == "POST" else None
    if act is None or has_expired(request):
        return show_entry(page, request, link)
    return act(page, request, link)


def unlogged(response: HttpResponseBase) -> HttpResponseBase:
    """Keep Django from logging the address: most of a token is nearly a token."""
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def renew(page: Page, request: HttpRequest, link: EditLink) -> HttpResponseBase:
    """A link that is too old has one button: a new one, by mail to its owner."""
    if request.method != "POST" or has_expired(request):
        return show(page, request, "directory/life/expired.html", status=410)
    if wait := waiting_time(request, "link"):
        context = {"wait": minutes(wait)}
        response = show(page, request, "directory/life/expired.html", context, status=410)
        return slow_down(response, wait)
    queue_links(link.owner.email, language_of(page))
    return redirect(f"{address(page, request, links.EDIT)}?sent")


def show_entry(
    page: Page,
    request: HttpRequest,
    link: EditLink,
    preferences: PreferencesForm | None = None,
) -> HttpResponseBase:
    entry = link.owner.entry
    context = {
        "owner": link.owner,
        "entry": entry,
        "organisation": entry.page,
        "sheet": sheet_of(entry),
        "preferences": preferences or PreferencesForm(owner=link.owner),
        "may_change": changing.may_change(page),
        "done": request.GET.get("done", "") if request.method == "GET" else "",
        "expired": has_expired(request),
    }
    return show(page, request, "directory/life/entry.html", context)


def confirm(page: Page, request: HttpRequest, link: EditLink) -> HttpResponseBase:
    """Everything is still right."""
    if not confirmed_just_now(link.owner.entry):
        assure(link.owner.entry, kind=AssuredBy.OWNER)
    return redirect(f"{request.path}?done=confirmed")


def confirmed_just_now(entry: Entry) -> bool:
    since = timezone.now() - SAME_CLICK
    return entry.assurances.filter(kind=AssuredBy.OWNER, at__gte=since).exists()


def change(page: Page, request: HttpRequest, link: EditLink) -> HttpResponseBase:
    """Something is to be changed: the form for changes, filled in."""
    if not changing.may_change(page):
        return show_entry(page, request, link)
    return redirect(changing.begin_change(page, request, link.owner))


def prefer(page: Page, request: HttpRequest, link: EditLink) -> HttpResponseBase:
    """How often, and in which language."""
    form = PreferencesForm(request.POST, owner=link.owner)
    if not form.is_valid():
        return show_entry(page, request, link, form)
    form.save()
    return redirect(f"{request.path}?done=saved")


def hand_back(page: Page, request: HttpRequest, link: EditLink) -> HttpResponseBase:
    """I no longer look after this entry: every link ends, staff see that nobody does."""
    owners.revoke(link.owner)
    return show(page, request, "directory/life/handed_back.html", {"entry": link.owner.entry})


ACTIONS = {"confirm": confirm, "change": change, "prefer": prefer, "hand_back": hand_back}
