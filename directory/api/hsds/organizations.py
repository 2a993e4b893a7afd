"""An organisation as HSDS describes it, in the active language."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.api.editions import Edition
from directory.api.hsds import formats
from directory.api.hsds.locations import location_document
from directory.api.hsds.people import contacts_of, phones_of
from directory.api.hsds.terms import Attributes
from directory.api.hsds.words import Words, filled
from directory.api.identifiers import derived
from directory.api.published import Published
from directory.models.entries import MEMBER, POTENTIAL


def organization_document(organisation: Published, edition: Edition) -> dict[str, Any]:
    """Return the organisation with all that belongs to it but its services."""
    page, entry = organisation.page, organisation.entry
    words = Words(page)
    names = alternate_names(page)
    return filled(
        id=str(entry.uid),
        name=page.title,
        alternate_name=names[0] if names else "",
        description=words.read("description", "summary", "description"),
        email=formats.email(page.email),
        website=formats.uri(page.website),
        additional_websites=links_of(organisation),
        year_incorporated=page.founded_year,
        legal_status=str(edition.terms.heir(page.legal_form_id).name) if page.legal_form_id else "",
        logo=edition.at(page.logo.file.url) if page.logo else "",
        uri=edition.identity(entry.uid),
        parent_organization_id=parent_of(page),
        contacts=contacts_of(organisation),
        phones=phones_of(organisation, organization_id=str(entry.uid)),
        locations=[
            location_document(place, organisation, edition.terms) for place in organisation.places
        ],
        organization_identifiers=identifiers_of(organisation),
        attributes=attributes_of(organisation, edition),
        x_alternate_names=names[1:],
        x_iban=page.iban,
        x_vat_registered=page.vat_registered or None,
        x_membership=words.read("x_membership", "membership"),
        x_alert=str(page.current_alert or ""),
        x_page=organisation.address,
        x_assured_date=formats.day(organisation.assured_on),
        x_freshness=str(entry.freshness.value),
        x_last_modified=formats.moment(organisation.changed_at),
        x_translations=words.translations(),
    )


def alternate_names(page) -> list[str]:
    """Return its other names, the one in the active language first."""
    codes = sorted(("sl", "it"), key=lambda code: code != get_language())
    names = [*(getattr(page, f"name_{code}") for code in codes), page.short_name]
    return [name for name in dict.fromkeys(names) if name and name != page.title]


def parent_of(page) -> str:
    parent = page.parent_organisation
    return str(parent.uid) if parent and parent.live else ""


def links_of(organisation: Published) -> list[dict[str, Any]]:
    rows = [(row, formats.uri(row.url)) for row in organisation.page.links.all()]
    return [
        filled(
            id=str(row.uid),
            organization_id=str(organisation.uid),
            label=str(row.label),
            url=address,
        )
        for row, address in rows
        if address
    ]


def identifiers_of(organisation: Published) -> list[dict[str, Any]]:
    page = organisation.page
    known = (
        ("SI-PRS", _("Registration number"), page.maticna),
        ("SI-TIN", _("Tax number"), page.davcna),
        ("IT-CF", _("Italian codice fiscale"), page.it_cf),
    )
    return [
        {
            "id": str(derived(organisation.uid, "identifier", scheme)),
            "organization_id": str(organisation.uid),
            "identifier_scheme": scheme,
            "identifier_type": str(kind),
            "identifier": number,
        }
        for scheme, kind, number in known
        if number
    ]


def attributes_of(organisation: Published, edition: Edition) -> list[dict[str, Any]]:
    page = organisation.page
    found = Attributes(organisation.uid, organisation.uid, "organization")
    add_fields(found, organisation, edition)
    if page.legal_form_id:
        found.add_terms("legal-form", [edition.terms.heir(page.legal_form_id)])
    for row in page.public_interest.all():
        term = edition.terms.heir(row.term_id)
        found.add("public-interest", term.code, status_label(row, str(term.name)), term)
    if page.hub_member:
        found.add("hub-status", MEMBER, _("Member of the hub"))
    if page.potential_year:
        label = _("“NGO with potential” in %(year)d") % {"year": page.potential_year}
        found.add("hub-status", POTENTIAL, label)
    if page.volunteers:
        found.add("get-involved", "volunteers", _("Looks for volunteers"))
    return found.rows


def add_fields(found: Attributes, organisation: Published, edition: Edition) -> None:
    """Add what it does and for whom; on services, too."""
    topics = edition.terms.heirs(organisation.page.topics.all())
    found.add_terms("topic", topics)
    for code in dict.fromkeys(term.icnp_tso_code for term in topics if term.icnp_tso_code):
        found.add("icnp-tso", code, f"ICNP/TSO {code}")
    found.add_terms("audience", edition.terms.heirs(organisation.page.audiences.all()))


def status_label(row, name: str) -> str:
    """Return a status with who granted it and its dates: “culture (Ministry, 2018-11-05/)”."""
    dates = f"{formats.day(row.start)}/{formats.day(row.end)}" if row.start or row.end else ""
    details = ", ".join(filter(None, [row.ministry, dates]))
    return f"{name} ({details})" if details else name
