"""What the API says of itself: its version, its counts, its description and its profile."""

from http import HTTPStatus

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.api import conf, parameters
from directory.api.answers import RequestError, json_answer, open_data
from directory.api.editions import Edition
from directory.api.hsds import selection
from directory.api.hsds.openapi import description
from directory.api.hsds.problems import Problem
from directory.api.hsds.profile import patch
from directory.api.hsds.views import in_both
from directory.queries import public_entries

VERSION = "3.1"


@open_data
def root(edition: Edition) -> HttpResponseBase:
    parameters.read(parameters.NoParameters, edition.request.GET)
    entries = selection.sound_entries()
    document = {
        "version": VERSION,
        "profile": edition.at(reverse("directory:hsds-profile")),
        "openapi_url": edition.link("hsds-openapi"),
        "x_title": _("Directory of non-governmental organisations"),
        "x_publisher": conf.publisher(),
        "x_licence": conf.LICENCE,
        "x_languages": [
            {"language": each.language, "url": each.link("hsds")}
            for each in (edition, edition.other)
        ],
        "x_counts": {
            "organizations": entries.count(),
            "services": selection.services(entries).count(),
        },
        "x_health_url": edition.link("hsds-health"),
    }
    return in_both(edition, "hsds", json_answer(edition, document))


@open_data
def health(edition: Edition) -> HttpResponseBase:
    """How many organisations are given away, and how many are not and why."""
    parameters.read(parameters.NoParameters, edition.request.GET)
    entries = public_entries()
    reasons = {
        problem.value: entries.filter(pk__in=selection.afflicted(problem)).count()
        for problem in Problem
    }
    latest = entries.order_by("-modified_at").values_list("modified_at", flat=True).first()
    document = {
        "published": selection.sound_entries().count(),
        "omitted": entries.filter(pk__in=selection.afflicted(*Problem)).count(),
        "reasons": reasons,
    }
    return in_both(edition, "hsds-health", json_answer(edition, document, changed_at=latest))


@open_data
def openapi(edition: Edition) -> HttpResponseBase:
    parameters.read(parameters.NoParameters, edition.request.GET)
    response = json_answer(edition, description(edition.link("hsds")))
    response.headers["Content-Language"] = "en"
    return response


@open_data
def profile(edition: Edition) -> HttpResponseBase:
    """The profile's own description, with the addresses of its patches."""
    parameters.read(parameters.NoParameters, edition.request.GET)
    document = patch("profile")
    document["patches"] = {
        name: edition.at(reverse("directory:hsds-patch", kwargs={"name": name}))
        for name in document["patches"]
    }
    document["licence"] = conf.LICENCE
    return json_answer(edition, document)


@open_data
def profile_patch(edition: Edition, name: str) -> HttpResponseBase:
    """A JSON Merge Patch (RFC 7396) on the HSDS schema of the same name."""
    parameters.read(parameters.NoParameters, edition.request.GET)
    if name not in patch("profile")["patches"]:
        raise RequestError(HTTPStatus.NOT_FOUND, "The profile changes nothing there.")
    response = json_answer(edition, patch(name))
    response.headers["Content-Type"] = "application/merge-patch+json"
    return response
