"""When Django refuses a form: its token ran out, or cookies are blocked. Nothing typed is lost."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.views.csrf import csrf_failure as django_csrf_failure
from django.views.defaults import bad_request as django_bad_request
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from hubkit.intake.pages import IntakePageMixin
from hubkit.intake.routes.doors import unreadable


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Serve a form that was refused: for ``settings.CSRF_FAILURE_VIEW``.

    One that surely comes from this site is served as if nothing had been. Any other is shown
    again with all that was typed and a fresh token, and does nothing. What is no form of a page
    with `IntakePageMixin` gets Django's own answer.
    """
    path = page_path(request)
    if request.method != "POST" or path is None or intake_page(request, path) is None:
        return django_csrf_failure(request, reason=reason)
    request.intake_expired = not is_same_origin(request)  # type: ignore[attr-defined]
    return serve(request, path)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer a body that cannot be read in the reader's language: for ``handler400``."""
    path = page_path(request)
    page = intake_page(request, path) if path is not None else None
    if page is None:
        return HttpResponse(django_bad_request(request, exception).content, status=400)
    return unreadable(page, request)


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser itself vouches for it; no page can forge these two headers."""
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        return True
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def page_path(request: HttpRequest) -> str | None:
    """Return the path below Wagtail's own, or None where the address is of something else."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    return match.args[0] if match.func is serve and match.args else None


def intake_page(request: HttpRequest, path: str) -> Page | None:
    """Return the page with forms that one of its routes was asked for."""
    route: RouteResult | None = Page.route_for_request(request, path)
    if route is None or not isinstance(route.page, IntakePageMixin):
        return None
    view = route.args[0] if route.args else None
    return route.page if getattr(view, "keeps_what_was_typed", False) else None
