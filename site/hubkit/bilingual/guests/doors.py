"""How a guest comes in: by the token in the address, and by nothing else.

A guest has no session and no account. The answers are in the link's language, are stored and
indexed by nobody, and what somebody wrote is given back where it cannot be stored any more.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from traceback import format_exc

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.decorators import decorator_from_middleware
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from hubkit.bilingual.desk.sheet import left_over
from hubkit.bilingual.guests.links import LinkClosedError, link_of, note_use
from hubkit.bilingual.models import TranslatorLink

logger = logging.getLogger(__name__)

GuestView = Callable[[HttpRequest, TranslatorLink, str], HttpResponse]

HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow",
    # The token in the address goes nowhere, not even to our own log of what was asked for. With
    # "no-referrer" browsers would call the origin of every form "null", and Django refuses that.
    "Referrer-Policy": "strict-origin",
}


class GuestsOwnForms(CsrfViewMiddleware):
    """Django's protection, whose refusal gives the text back instead of losing it."""

    def _reject(self, request, reason):
        return sealed(lost(request, None, 403))


def for_guests(view: GuestView):
    """Make a view of ``(request, link, token)`` one of ``(request, token)``.

    Unknown links are answered with 404, those that open no more with 410.
    """
    confirmed = decorator_from_middleware(GuestsOwnForms)(view)

    @csrf_exempt  # from the site's own protection, which would lose the text
    @wraps(view)
    def enter(request: HttpRequest, token: str) -> HttpResponseBase:
        try:
            return sealed(let_in(confirmed, request, token))
        except Exception:  # noqa: BLE001
            # Django would log it with the address; only here is known what must not be written.
            logger.error("A guest's page failed.\n%s", format_exc().replace(token, "…"))
            return sealed(lost(request, None, 500))

    return enter


def let_in(
    view: Callable[..., HttpResponseBase], request: HttpRequest, token: str
) -> HttpResponseBase:
    """Show the view to whoever's link is open, and to everybody else why nothing opens."""
    link = link_of(token)
    if link is None:
        return lost(request, None, 404)
    with override(link.language):
        if link.state.is_closed or link.pair.source is None:
            return lost(request, link, 410)
        note_use(link)
        try:
            response = view(request, link, token)
        except (LinkClosedError, Http404, PermissionDenied):
            # Revoked, expired or sent between opening the page and sending the form.
            response = lost(request, link_of(token), 410)
        except (BadRequest, SuspiciousOperation):
            response = lost(request, link, 400)
        response.headers.setdefault("Content-Language", link.language)
        return response


def lost(request: HttpRequest, link: TranslatorLink | None, status: int) -> HttpResponse:
    """Say in every language why nothing opens, whom to ask, and what was not stored.

    The page's script is told in one sentence, and keeps the text in its field.
    """
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"status": "refused", "message": refusal(status)}, status=status)
    context = {
        "link": link,
        "status": status,
        "languages": settings.LANGUAGES,
        "texts": texts_in(request),
    }
    response = page(request, "lost", context, status=status)
    response.headers["Content-Language"] = ", ".join(code for code, _name in settings.LANGUAGES)
    return response


def refusal(status: int) -> str:
    if status in (400, 500):
        return _("This could not be saved. Your text is kept here; try again.")
    return _("This link opens no more and nothing is saved. Copy from here what you need.")


def texts_in(request: HttpRequest) -> list[str]:
    """Return what somebody wrote into the form, as far as the form can be read."""
    with suppress(SuspiciousOperation):
        return left_over(request.POST, set())
    return []


def page(request: HttpRequest, name: str, context: dict, status: int = 200) -> HttpResponse:
    """Render one of the guest's pages, under the site's name."""
    context = {"site_name": settings.WAGTAIL_SITE_NAME, **context}
    return render(request, f"hubkit_bilingual/guests/{name}.html", context, status=status)


def sealed(response: HttpResponseBase) -> HttpResponseBase:
    # Django would write the address of a refusal, and with it the token, to the log.
    response._has_been_logged = True  # type: ignore[attr-defined]
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
