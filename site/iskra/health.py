"""Two answers for whoever watches the site: does the process live, and can it serve."""

from django.db import connection
from django.db.utils import Error
from django.http import HttpResponse
from django.views.decorators.cache import never_cache


@never_cache
def healthz(request):
    """200 as long as the process answers; asks nobody else."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def readyz(request):
    """200 when the database answers, else 503. A cache that is away only makes pages slower."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("database", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
