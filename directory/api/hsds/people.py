"""Telephones, and the persons who agreed to being shown."""

from typing import Any

from directory.api.hsds import formats
from directory.api.hsds.words import filled
from directory.api.identifiers import derived
from directory.api.published import Published
from directory.models.parts import PhoneKind

TYPES: dict[str, str] = {
    PhoneKind.OFFICE: "voice",
    PhoneKind.MOBILE: "cell",
    PhoneKind.HELPLINE: "voice",
}


def phones_of(organisation: Published, **owner: str) -> list[dict[str, Any]]:
    """Return the telephones, as those of the organisation or of the service that `owner` names."""
    service = owner.get("service_id")
    return [
        filled(
            id=str(derived(organisation.uid, "phone", service, row.uid) if service else row.uid),
            **owner,
            number=row.number,
            type=TYPES.get(row.kind, "voice"),
            description=str(row.note) or row.get_kind_display(),
        )
        for row in organisation.page.phones.all()
        if row.number
    ]


def contacts_of(organisation: Published) -> list[dict[str, Any]]:
    return [
        filled(
            id=str(row.uid),
            organization_id=str(organisation.uid),
            name=row.name,
            title=str(row.role),
            email=formats.email(row.email),
            phones=phone_of(row, organisation),
        )
        for row in organisation.contacts
    ]


def phone_of(contact, organisation: Published) -> list[dict[str, Any]]:
    if not contact.phone:
        return []
    return [
        {
            "id": str(derived(organisation.uid, "phone", contact.uid)),
            "contact_id": str(contact.uid),
            "number": contact.phone,
            "type": "voice",
        }
    ]
