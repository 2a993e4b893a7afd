"""Activities as services. An organisation without any has one that stands for all it does."""

from typing import Any
from uuid import UUID

from directory.api import conf
from directory.api.editions import Edition
from directory.api.hsds import formats
from directory.api.hsds.locations import languages_of, location_document, municipality_name
from directory.api.hsds.organizations import add_fields, organization_document
from directory.api.hsds.people import phones_of
from directory.api.hsds.schedules import activity_schedules
from directory.api.hsds.terms import Attributes
from directory.api.hsds.words import Words, filled
from directory.api.identifiers import derived
from directory.api.published import Published
from directory.models import Activity
from directory.models.parts import ActivityStatus

STATUSES: dict[str, str] = {
    ActivityStatus.ACTIVE: "active",
    ActivityStatus.PAUSED: "temporarily closed",
    ActivityStatus.ENDED: "defunct",
}


def default_service(organisation: UUID) -> UUID:
    """Return the identifier of the service of an organisation that names no activity."""
    return derived(organisation, "default")


def service_at(service: UUID, place: UUID, organisation: UUID) -> UUID:
    """Return the identifier of a service at one of the organisation's places."""
    return derived(organisation, "service_at_location", service, place)


def activity_of(organisation: Published, uid: UUID | None) -> Activity | None:
    return next((row for row in organisation.page.activities.all() if row.uid == uid), None)


def service_document(
    activity: Activity | None, organisation: Published, edition: Edition
) -> dict[str, Any]:
    """Return an activity, or for None all that the organisation does, with all that belongs to it.

    Its organisation stands in it without services of its own.
    """
    words = own_words(activity) if activity else words_of_all(organisation)
    uid = activity.uid if activity else default_service(organisation.uid)
    return {"id": str(uid), "organization_id": str(organisation.uid)} | filled(
        **words,
        url=organisation.address,
        email=formats.email(organisation.page.email),
        status=STATUSES.get(activity.status, "active") if activity else "active",
        eligibility_description=eligibility(organisation, edition),
        assured_date=formats.day(organisation.assured_on),
        assurer_email=conf.hub_email(),
        alert=str(organisation.page.current_alert or ""),
        last_modified=formats.moment(organisation.changed_at),
        phones=phones_of(organisation, service_id=str(uid)),
        schedules=activity_schedules(activity, organisation) if activity else [],
        service_areas=areas_of(organisation, uid),
        service_at_locations=[
            service_at_location(uid, place, organisation, edition) for place in organisation.places
        ],
        languages=languages_of(organisation, service_id=str(uid)),
        organization=organization_document(organisation, edition),
        attributes=attributes_of(organisation, uid, edition),
    )


def own_words(activity: Activity) -> dict[str, Any]:
    words = Words(activity)
    return {
        "name": words.read("name", "name"),
        "description": words.read("description", "text"),
        "application_process": words.read("application_process", "how"),
        "fees_description": words.read("fees_description", "fee"),
        "x_translations": words.translations(),
    }


def words_of_all(organisation: Published) -> dict[str, Any]:
    words = Words(organisation.page)
    return {
        "name": str(organisation.page.name),
        "description": words.read("description", "summary", "description"),
        "x_synthetic": True,
        "x_translations": words.translations(),
    }


def eligibility(organisation: Published, edition: Edition) -> str:
    audiences = edition.terms.heirs(organisation.page.audiences.all())
    return "; ".join(str(term.name) for term in audiences)


def attributes_of(organisation: Published, uid: UUID, edition: Edition) -> list[dict[str, Any]]:
    found = Attributes(organisation.uid, uid, "service")
    add_fields(found, organisation, edition)
    return found.rows


def areas_of(organisation: Published, uid: UUID) -> list[dict[str, Any]]:
    """Return the municipalities served; their codes are those of ISO 3166-2."""
    return [
        {
            "id": str(derived(organisation.uid, "service_area", uid, code)),
            "service_id": str(uid),
            "name": name,
            "uri": f"urn:iso:std:iso:3166:-2#SI-{code}",
        }
        for code in organisation.page.areas
        if (name := municipality_name(code))
    ]


def service_at_location(
    service: UUID, place, organisation: Published, edition: Edition
) -> dict[str, Any]:
    return {
        "id": str(service_at(service, place.uid, organisation.uid)),
        "service_id": str(service),
        "location_id": str(place.uid),
        "location": location_document(place, organisation, edition.terms),
    }
