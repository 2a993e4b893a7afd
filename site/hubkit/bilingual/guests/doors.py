"""How a guest comes in: by the token in the address, and by nothing else.

A guest has no session and no account. The answers are in the link's language, are stored and
indexed by nobody, and what somebody wrote is given back where it cannot be stored any more.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.decorators import decorator_from_middleware
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from hubkit.bilingual.desk.sheet import left_over
from hubkit.bilingual.guests.links import LinkClosedError, link_of, note_use
from hubkit.bilingual.models import TranslatorLink

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

    @csrf_exempt  # from the site's own protection, which would lose the text
    @decorator_from_middleware(GuestsOwnForms)
    @wraps(view)
    def enter(request: HttpRequest, token: str) -> HttpResponse:
        link = link_of(token)
        if link is None:
            return sealed(lost(request, None, 404))
        with override(link.language):
            if link.state.is_closed or link.pair.source is None:
                return sealed(lost(request, link, 410))
            note_use(link)
            try:
                response = view(request, link, token)
            except LinkClosedError:
                # Revoked, expired or sent between opening the page and sending the form.
                response = lost(request, link_of(token), 410)
            response.headers.setdefault("Content-Language", link.language)
            return sealed(response)

    return enter


def lost(request: HttpRequest, link: TranslatorLink | None, status: int) -> HttpResponse:
    """Say in every language why nothing opens, whom to ask, and what was not stored.

    The page's script is told in one sentence, and keeps the text in its field.
    """
    if request.headers.get("Accept") == "application/json":
        message = _("This link opens no more and nothing is saved. Copy from here what you need.")
        return JsonResponse({"status": "refused", "message": message}, status=status)
    context = {
        "link": link,
        "status": status,
        "languages": settings.LANGUAGES,
        "texts": left_over(request.POST, set()),
    }
    response = page(request, "lost", context, status=status)
    response.headers["Content-Language"] = ", ".join(code for code, _name in settings.LANGUAGES)
    return response


def page(request: HttpRequest, name: str, context: dict, status: int = 200) -> HttpResponse:
    """Render one of the guest's pages, under the site's name."""
    context = {"site_name": settings.WAGTAIL_SITE_NAME, **context}
    return render(request, f"hubkit_bilingual/guests/{name}.html", context, status=status)


def sealed(response: HttpResponse) -> HttpResponse:
    # Django would write the address of a refusal, and with it the token, to the log.
    response._has_been_logged = True  # type: ignore[attr-defined]
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
