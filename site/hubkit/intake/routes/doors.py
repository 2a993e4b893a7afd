"""How a request comes to a form's page, and what every answer carries."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import override
from wagtail.models import Page

from hubkit.intake import limits, words
from hubkit.intake.conf import setting

HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow",
    # The token in an address goes to no other site. With "no-referrer" browsers would call the
    # origin of every form "null", and Django refuses that.
    "Referrer-Policy": "same-origin",
}

View = Callable[..., HttpResponseBase]


def route(*methods: str) -> Callable[[View], View]:
    """Make a view of ``(page, request, **kwargs)`` a route: in its language, stored by nobody.

    A body that cannot be read is answered with a page that says so, in the reader's language.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def enter(page: Page, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            if request.method not in (*methods, "HEAD", "OPTIONS"):
                return sealed(HttpResponseNotAllowed(methods))
            with override(language_of(page)):
                try:
                    _ = request.POST, request.FILES  # read now, so that it fails here
                    return sealed(view(page, request, **kwargs))
                except (BadRequest, MultiPartParserError, SuspiciousOperation):
                    return unreadable(page, request)

        enter.keeps_what_was_typed = True  # type: ignore[attr-defined]
        return enter

    return decorate


def sealed(response: HttpResponseBase) -> HttpResponseBase:
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def unreadable(page: Page, request: HttpRequest) -> HttpResponseBase:
    """Say that what was sent could not be read, and that the browser still has it."""
    return sealed(show(page, request, "unreadable", status=400))


def language_of(page: Page) -> str:
    return page.locale.language_code


def show(
    page: Page, request: HttpRequest, name: str, context: dict | None = None, *, status: int = 200
) -> HttpResponse:
    """Render a template of this app, or one named in full, around the page."""
    template = name if name.endswith(".html") else f"hubkit_intake/{name}.html"
    values = {"page": page, "self": page, "write_to": setting("ADDRESS"), **(context or {})}
    response = render(request, template, values, status=status)
    response.headers.setdefault("Content-Language", language_of(page))
    return response


def address(page: Page, request: HttpRequest, *parts: words.Word | str | int) -> str:
    """Return the path of a route in the page's language."""
    return (page.get_url(request) or "/") + words.path(language_of(page), *parts)


def waiting_time(request: HttpRequest, action: str, email: str = "") -> int:
    """Count what the request does; return the seconds to wait where that is too often.

    With `email` it makes a mail to that address: what many networks send to one is too much too.
    """
    wait = limits.count(action, limits.network_of(request)).wait
    return wait or (waiting_time_of(email) if email else 0)


def waiting_time_of(email: str) -> int:
    """Count a mail that somebody asks for; return the seconds to wait for the next."""
    return limits.count("mail", email.casefold()).wait


def slow_down(response: HttpResponseBase, wait: int) -> HttpResponseBase:
    response.status_code = 429
    response.headers["Retry-After"] = str(wait)
    return response


def minutes(seconds: int) -> int:
    return max(1, -(-seconds // 60))
