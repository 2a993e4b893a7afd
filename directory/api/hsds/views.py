"""The endpoints. Each is ``view(edition, …)``; see `answers.open_data`."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from directory.api import parameters
from directory.api.answers import RequestError, alternates, json_answer, open_data
from directory.api.editions import Edition
from directory.api.hsds import selection, shapes
from directory.api.hsds.lists import list_answer
from directory.api.hsds.terms import taxonomy_document, term_document
from directory.models import Entry, EntryState, Taxonomy, Term


def in_both(edition: Edition, name: str, response: HttpResponseBase, **kwargs) -> HttpResponseBase:
    """Point to the same in the other language, with the same query."""
    query = edition.request.GET.urlencode()
    links = [
        (each.language, each.link(name, **kwargs) + (f"?{query}" if query else ""))
        for each in (edition, edition.other)
    ]
    return alternates(response, links)


def identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise absent() from None


def absent() -> RequestError:
    return RequestError(HTTPStatus.NOT_FOUND, _("There is nothing with this identifier."))


@open_data
def organizations(edition: Edition) -> HttpResponseBase:
    asked = parameters.read(parameters.OrganizationParameters, edition.request.GET)
    rows = selection.chosen(asked, edition.language).values_list("pk", flat=True)
    make = partial(shapes.organizations, edition, asked)
    return in_both(edition, "hsds-organizations", list_answer(edition, rows, asked, make))


@open_data
def organization(edition: Edition, uid: str) -> HttpResponseBase:
    asked = parameters.read(parameters.OrganizationDetail, edition.request.GET)
    entry = selection.sound_entries().filter(uid=identifier(uid)).first()
    found = edition.organisations([entry.pk] if entry else [])
    if not found:
        return farewell(edition, identifier(uid))
    document = shapes.organization(found[0], edition, asked["full_service"])
    response = json_answer(edition, document, changed_at=found[0].changed_at)
    return in_both(edition, "hsds-organization", response, uid=uid)


def farewell(edition: Edition, uid: UUID) -> HttpResponseBase:
    """Answer for an organisation that is not in the list: merged, gone or never there."""
    entry = Entry.objects.select_related("merged_into").filter(uid=uid).first()
    if entry and entry.state == EntryState.MERGED and entry.merged_into:
        heir = edition.link("hsds-organization", uid=str(entry.merged_into.uid))
        return HttpResponsePermanentRedirect(heir)
    if entry and entry.state != EntryState.OPEN:
        raise RequestError(HTTPStatus.GONE, _("This organisation is no longer in the directory."))
    raise absent()


@open_data
def services(edition: Edition) -> HttpResponseBase:
    asked = parameters.read(parameters.ServiceParameters, edition.request.GET)
    rows = selection.services(selection.chosen(asked, edition.language))
    make = partial(shapes.services, edition, asked)
    return in_both(edition, "hsds-services", list_answer(edition, rows, asked, make))


@open_data
def service(edition: Edition, uid: str) -> HttpResponseBase:
    row = selection.find_service(identifier(uid))
    return one(edition, "hsds-service", uid, row, shapes.services)


@open_data
def services_at_locations(edition: Edition) -> HttpResponseBase:
    asked = parameters.read(parameters.ServiceAtLocationParameters, edition.request.GET)
    entries = selection.chosen(asked, edition.language)
    rows = selection.services_at_locations(entries, asked)
    make = partial(shapes.services_at_locations, edition, asked)
    return in_both(edition, "hsds-services-at-locations", list_answer(edition, rows, asked, make))


@open_data
def service_at_location(edition: Edition, uid: str) -> HttpResponseBase:
    row = selection.find_service_at_location(identifier(uid))
    return one(edition, "hsds-service-at-location", uid, row, shapes.services_at_locations)


def one(edition: Edition, name: str, uid: str, row: tuple | None, make: Callable[..., Any]):
    """Answer with the one document of `row`; raises RequestError (404) where there is none."""
    parameters.read(parameters.NoParameters, edition.request.GET)
    documents = make(edition, {"full": True}, [row]) if row else []
    if not documents:
        raise absent()
    return in_both(edition, name, json_answer(edition, documents[0]), uid=uid)


@open_data
def taxonomies(edition: Edition) -> HttpResponseBase:
    asked = parameters.read(parameters.ListParameters, edition.request.GET)
    rows = named(Taxonomy.objects.order_by("code"), asked["search"])
    response = list_answer(edition, rows, asked, partial(map_all, taxonomy_document))
    return in_both(edition, "hsds-taxonomies", response)


@open_data
def taxonomy(edition: Edition, uid: str) -> HttpResponseBase:
    found = Taxonomy.objects.filter(uid=identifier(uid)).first()
    return word(edition, "hsds-taxonomy", uid, found, taxonomy_document)


@open_data
def taxonomy_terms(edition: Edition) -> HttpResponseBase:
    """The terms in use; one that was replaced is still had by its identifier."""
    asked = parameters.read(parameters.TermParameters, edition.request.GET)
    rows = named(Term.objects.current().select_related("taxonomy", "parent"), asked["search"])
    if asked["taxonomy_id"]:
        rows = rows.filter(taxonomy__uid=asked["taxonomy_id"])
    if asked["parent_id"]:
        rows = rows.filter(parent__uid=asked["parent_id"])
    if asked["top_only"]:
        rows = rows.filter(parent=None)
    response = list_answer(edition, rows, asked, partial(map_all, term_document))
    return in_both(edition, "hsds-taxonomy-terms", response)


@open_data
def taxonomy_term(edition: Edition, uid: str) -> HttpResponseBase:
    terms = Term.objects.select_related("taxonomy", "parent")
    return word(
        edition, "hsds-taxonomy-term", uid, terms.filter(uid=identifier(uid)).first(), term_document
    )


def word(edition: Edition, name: str, uid: str, found, make: Callable[[Any], dict[str, Any]]):
    parameters.read(parameters.NoParameters, edition.request.GET)
    if found is None:
        raise absent()
    return in_both(edition, name, json_answer(edition, make(found)), uid=uid)


def named(rows: QuerySet, words: str) -> QuerySet:
    return rows.filter(Q(name_sl__icontains=words) | Q(name_it__icontains=words)) if words else rows


def map_all(make: Callable[[Any], dict[str, Any]], rows) -> list[dict[str, Any]]:
    return [make(row) for row in rows]
