"""Answers of open data: for every origin, without cookies, with an ETag, errors as RFC 9457."""

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar

from django.http import HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import gettext as _

from directory.api.editions import Edition

METHODS = "GET, HEAD, OPTIONS"
FOR_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Content-Language",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
MAX_AGE = 300  # seconds for which a copy may be shown without asking again


Answer = TypeVar("Answer", bound=HttpResponseBase)


class RequestError(Exception):
    """What was asked for cannot be given; `errors` says what is wrong with which parameter."""

    def __init__(self, status: HTTPStatus, detail: str, errors: dict[str, str] | None = None):
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, errors or {}


def open_data(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let `view(edition, …)` answer GET and HEAD in the language of the address, to anybody."""

    @wraps(view)
    def answer(request, language: str, **kwargs):
        with translation.override(language):
            response = answered(view, Edition(language, request), **kwargs)
        for name, value in FOR_ALL.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Language", language)
        return response

    return answer


def answered(view, edition: Edition, **kwargs) -> HttpResponseBase:
    if edition.request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=PREFLIGHT)
    if edition.request.method not in ("GET", "HEAD"):
        refusal = problem(RequestError(HTTPStatus.METHOD_NOT_ALLOWED, f"Allowed: {METHODS}."))
        refusal.headers["Allow"] = METHODS
        return refusal
    try:
        if edition.is_closed:
            raise RequestError(HTTPStatus.NOT_FOUND, _("The directory is not public."))
        return view(edition, **kwargs)
    except RequestError as refused:
        # Django's LocaleMiddleware would lead a 404 to /sl/…, unless no address here has a prefix.
        edition.request.urlconf = "directory.urls"
        return problem(refused)


def problem(refused: RequestError) -> HttpResponse:
    """Return the refusal as `application/problem+json` (RFC 9457)."""
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": refused.status.phrase,
        "status": refused.status.value,
        "detail": refused.detail,
    }
    if refused.errors:
        document["errors"] = [
            {"parameter": name, "detail": text} for name, text in refused.errors.items()
        ]
    response = HttpResponse(
        as_json(document), status=refused.status, content_type="application/problem+json"
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def json_answer(edition: Edition, document: Any, *, changed_at=None) -> HttpResponseBase:
    response = HttpResponse(as_json(document), content_type="application/json")
    return kept(edition, response, changed_at=changed_at)


def kept(edition: Edition, response: HttpResponse, *, changed_at=None) -> HttpResponseBase:
    """Return the response with what caches need; 304 where the client has just that.

    The ETag is of the bytes. Last-Modified only tells: no date of ours says when an organisation
    has left a list.
    """
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
    if changed_at:
        response.headers["Last-Modified"] = http_date(changed_at.timestamp())
    patch_vary_headers(response, ["Accept-Encoding"])
    return get_conditional_response(edition.request, etag=etag, response=response) or response


def alternates(response: Answer, links: Iterable[tuple[str, str]]) -> Answer:
    """Say at which ``(language, address)`` the same stands in another language (RFC 8288)."""
    found = [f'<{address}>; rel="alternate"; hreflang="{code}"' for code, address in links]
    response.headers["Link"] = ", ".join(found)
    return response


def as_json(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=str).encode()
