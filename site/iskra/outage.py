"""What a reader sees when the database does not answer."""

import logging

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)
RETRY_AFTER = 30  # seconds


class DatabaseOutageMiddleware:
    """Answer 503 with Retry-After in both languages instead of a 500 while the database is away.

    The page needs no database, so it can be shown at just that moment.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        logger.error("The database does not answer: %s", exception)
        return service_unavailable(request)


def service_unavailable(request) -> HttpResponse:
    """Return the 503 page; `request` only for the template's own use."""
    return HttpResponse(
        render_to_string("503.html", request=None),
        status=503,
        headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"},
    )
