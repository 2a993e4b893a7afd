"""`/id/org/<uid>`: the address that stands for an organisation, whatever becomes of its page."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from directory.api.answers import MAX_AGE
from directory.api.editions import Edition
from directory.models import Entry, EntryState
from directory.queries import public_entries

PAGE, DATA = "text/html", "application/json"


@require_safe
def organisation(request: HttpRequest, uid) -> HttpResponse:
    """Lead to the page in the reader's language, or to the data for whoever accepts JSON.

    303 while it is listed, 301 to the other address when it was merged, 410 when it is gone.
    """
    entry = Entry.objects.select_related("merged_into").filter(uid=uid).first()
    if entry is None:
        raise Http404
    if entry.state == EntryState.MERGED and entry.merged_into:
        heir = reverse("directory:identity", kwargs={"uid": entry.merged_into.uid})
        return HttpResponsePermanentRedirect(heir)
    edition = Edition(preferred_language(request), request)
    if edition.is_closed:
        raise Http404
    if public_entries().filter(pk=entry.pk).exists():
        return see_other(edition, entry)
    if entry.state == EntryState.OPEN:
        raise Http404
    return gone(edition)


def see_other(edition: Edition, entry: Entry) -> HttpResponse:
    wanted = edition.request.get_preferred_type([PAGE, DATA])
    if wanted == DATA:
        address = edition.link("hsds-organization", uid=str(entry.uid))
    else:
        address = edition.organisations([entry.pk])[0].address
    response = HttpResponse(status=HTTPStatus.SEE_OTHER, headers={"Location": address})
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    return response


def gone(edition: Edition) -> HttpResponse:
    """Say so in both languages, the reader's first."""
    editions = [
        {"language": each.language, "directory": each.directory}
        for each in (edition, edition.other)
    ]
    context = {"language": edition.language, "editions": editions}
    response = render(
        edition.request, "directory/api/gone.html", context, status=HTTPStatus.GONE.value
    )
    response.headers["Content-Language"] = "sl, it"
    patch_vary_headers(response, ["Accept-Language"])
    return response


def preferred_language(request: HttpRequest) -> str:
    """Return the first of our languages that the browser asks for; Slovenian where it asks none."""
    known = [code for code, _name in settings.LANGUAGES]
    header = request.headers.get("Accept-Language", "")
    asked = (tag.split("-")[0] for tag, weight in parse_accept_lang_header(header) if weight)
    return next((code for code in asked if code in known), settings.LANGUAGE_CODE)
