"""What a reader sees when something breaks, and when it is only the database that is away."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from hubkit.intake.outage import keep

RETRY_AFTER = 30  # seconds


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 202 with a receipt where what was sent is kept as a file, else 503."""
    if kept := keep(request):
        return HttpResponse(kept, status=202)
    response = HttpResponse(render_to_string("503.html"), status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 with Retry-After while the database does not answer, else 500.

    A form that was sent meanwhile is kept as a file, and its sender told so.

    Django calls it while the exception is being handled (`handler500`), wherever it was raised.
    Both pages are in both languages and need no database, so they can be shown at just that moment.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = unavailable(request)
    else:
        response = HttpResponse(render_to_string("500.html"), status=500)
    response.headers["Cache-Control"] = "no-store"
    return response
