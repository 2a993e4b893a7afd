"""Places as locations: a hidden address is left out whole, its municipality stays."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.api.hsds.schedules import place_schedules
from directory.api.hsds.terms import Attributes
from directory.api.hsds.words import filled
from directory.api.identifiers import derived
from directory.api.published import Published
from directory.api.terms import Terms
from directory.models import Place
from directory.models.options import LANGUAGES
from directory.models.taxonomies import ACCESS
from hubkit.places.municipalities import BY_CODE

REGION = {"sl": "Obalno-kraška regija", "it": "Regione costiero-carsica"}
COUNTRY = "SI"


def location_document(place: Place, organisation: Published, terms: Terms) -> dict[str, Any]:
    point = organisation.point(place)
    addresses = [] if place.hide_address else addresses_of(place, organisation)
    municipality = municipality_name(place.municipality)
    return filled(
        id=str(place.uid),
        location_type="physical",
        organization_id=str(organisation.uid),
        name=str(place.name) or place.get_kind_display(),
        description=description_of(place, has_address=bool(addresses)),
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        external_identifier=place.municipality if municipality else "",
        external_identifier_type="GURS OB_ID" if municipality else "",
        languages=languages_of(organisation, location_id=str(place.uid)),
        addresses=addresses,
        accessibility=[] if place.hide_address else accessibility_of(place, organisation, terms),
        schedules=place_schedules(place, organisation),
        attributes=[] if place.hide_address else access_of(place, organisation, terms),
        x_kind=place.kind,
        x_municipality=municipality,
        x_address_hidden=True if place.hide_address else None,
    )


def description_of(place: Place, *, has_address: bool) -> str:
    """Return what is known of the whereabouts where there is no address in parts."""
    if place.hide_address:
        return _("The address is not shown.")
    return "" if has_address else place.one_line(get_language() or "sl")


def addresses_of(place: Place, organisation: Published) -> list[dict[str, Any]]:
    """Return the address; none where it lacks what HSDS requires."""
    language = get_language() or "sl"
    municipality = municipality_name(place.municipality)
    if not (place.post and municipality and (place.settlement or place.settlement_name)):
        return []
    *lines, _post = [" ".join(line) for line in place.lines(language)]
    settlement = place.settlement.wording(language) if place.settlement else place.settlement_name
    return [
        filled(
            id=str(derived(organisation.uid, "address", place.uid)),
            location_id=str(place.uid),
            address_1=lines[0] if lines else str(settlement),
            address_2=", ".join(lines[1:]),
            city=str(place.post.wording(language)),
            region=REGION[language],
            state_province=municipality,
            postal_code=place.post.code,
            country=COUNTRY,
            address_type="physical",
        )
    ]


def municipality_name(code: str) -> str:
    """Return the official name in the active language, else the Slovenian one."""
    found = BY_CODE.get(code)
    return found.names(get_language() or "sl")[0][1] if found else ""


def languages_of(organisation: Published, **owner: str) -> list[dict[str, Any]]:
    """Return the languages spoken, for the location or service that `owner` names."""
    return [
        {
            "id": str(derived(organisation.uid, "language", *owner.values(), code)),
            **owner,
            "name": str(LANGUAGES.get(code, code)),
            "code": code,
        }
        for code in organisation.page.languages
    ]


def accessibility_of(place: Place, organisation: Published, terms: Terms) -> list[dict[str, Any]]:
    names = [str(term.name) for term in terms.coded(ACCESS, place.access)]
    if not (names or place.access_note):
        return []
    return [
        filled(
            id=str(derived(organisation.uid, "accessibility", place.uid)),
            location_id=str(place.uid),
            description="; ".join(names),
            details=str(place.access_note),
        )
    ]


def access_of(place: Place, organisation: Published, terms: Terms) -> list[dict[str, Any]]:
    attributes = Attributes(organisation.uid, place.uid, "location")
    attributes.add_terms("accessibility", terms.coded(ACCESS, place.access))
    return attributes.rows
