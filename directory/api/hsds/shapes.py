"""The documents of a list in the detail that is asked for."""

from collections.abc import Mapping, Sequence
from typing import Any

from directory.api.editions import Edition
from directory.api.hsds.formats import moment
from directory.api.hsds.lists import one_to_one
from directory.api.hsds.organizations import organization_document
from directory.api.hsds.services import (
    activity_of,
    default_service,
    service_at_location,
    service_document,
)
from directory.api.published import Published
from directory.models import Activity, Entry

Documents = list[dict[str, Any]]


def organizations(edition: Edition, asked: Mapping[str, Any], rows: Sequence[int]) -> Documents:
    """Return the organisations of these entries (primary keys)."""
    if asked.get("minimal"):
        entries = Entry.objects.in_bulk(rows)
        return [stub(entries[pk].uid, entries[pk]) for pk in rows]
    found = edition.organisations(rows)
    documents = [organization(each, edition, bool(asked.get("full_service"))) for each in found]
    whole = asked.get("full") or asked.get("full_service")
    return documents if whole else [one_to_one(each) for each in documents]


def organization(organisation: Published, edition: Edition, full_service: bool) -> dict[str, Any]:
    """Return an organisation with its services, in full or by name only."""
    activities: list[Activity | None] = list(organisation.page.activities.all()) or [None]
    services = [service_document(row, organisation, edition) for row in activities]
    names = ("id", "name", "status")
    for service in services:
        del service["organization"]
    if not full_service:
        services = [{name: service[name] for name in names} for service in services]
    return organization_document(organisation, edition) | {"services": services}


def services(edition: Edition, asked: Mapping[str, Any], rows: Sequence[tuple]) -> Documents:
    """Return the services of ``(entry, activity's uid)``."""
    if asked.get("minimal"):
        entries = Entry.objects.in_bulk({pk for pk, _uid in rows})
        return [stub(uid or default_service(entries[pk].uid), entries[pk]) for pk, uid in rows]
    found = by_entry(edition, rows)
    documents = [
        service_document(activity_of(found[pk], uid), found[pk], edition)
        for pk, uid in rows
        if pk in found
    ]
    return documents if asked.get("full") else [one_to_one(each) for each in documents]


def services_at_locations(
    edition: Edition, asked: Mapping[str, Any], rows: Sequence[tuple]
) -> Documents:
    """Return the services at places of ``(entry, activity's uid, place's uid)``."""
    found = by_entry(edition, rows)
    documents = [
        at_location(found[pk], activity, place, edition)
        for pk, activity, place in rows
        if pk in found
    ]
    return documents if asked.get("full") else [one_to_one(each) for each in documents]


def at_location(organisation: Published, activity, place, edition: Edition) -> dict[str, Any]:
    service = activity or default_service(organisation.uid)
    row = next(each for each in organisation.places if each.uid == place)
    return service_at_location(service, row, organisation, edition)


def by_entry(edition: Edition, rows: Sequence[tuple]) -> dict[int, Published]:
    return {each.entry.pk: each for each in edition.organisations(row[0] for row in rows)}


def stub(uid, entry: Entry) -> dict[str, str]:
    return {"id": str(uid), "last_modified": moment(Published(entry, address="").changed_at)}
