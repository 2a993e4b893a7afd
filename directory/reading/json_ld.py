"""An entry for machines: schema.org/NGO as JSON-LD."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from directory.reading.entry import PublicEntry
from directory.reading.places import PublicPlace
from hubkit.places.municipalities import BY_CODE

# A script element ends at the first "</script", whatever its type says.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
SCHEMA = "https://schema.org/"
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LANGUAGES = ("sl", "it")


def script(public: PublicEntry) -> SafeString:
    """Return the data for a script element of type application/ld+json."""
    text = json.dumps(organisation(public), ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(ESCAPES))  # noqa: S308  (escaped above)


def organisation(public: PublicEntry) -> dict[str, Any]:
    """Return schema.org/NGO with what the page shows, and nothing else."""
    page = public.page
    return given(
        {
            "@context": "https://schema.org",
            "@type": "NGO",
            "@id": public.permanent_id,
            "url": public.url,
            "name": page.title,
            "legalName": page.title,
            "alternateName": alternate_names(page),
            "disambiguatingDescription": worded(page, "summary"),
            "description": worded(page, "description"),
            "foundingDate": str(page.founded_year or ""),
            "identifier": identifiers(page),
            "taxID": page.davcna,
            "vatID": f"SI{page.davcna}" if page.davcna and page.vat_registered else "",
            "email": page.email,
            "telephone": [phone.number for phone in public.phones],
            "contactPoint": [contact(row) for row in public.people],
            "sameAs": [page.website, *(link.url for link in public.links)],
            "knowsLanguage": page.languages,
            "keywords": [str(tag.name) for tag in public.topics],
            "audience": [
                {"@type": "Audience", "audienceType": str(tag.name)} for tag in public.audiences
            ],
            "areaServed": [area(code) for code in page.areas if code in BY_CODE],
            "location": [location(public, place) for place in public.places],
            "makesOffer": [offer(each) for each in public.activities],
            "hasCredential": [credential(row) for row in public.statuses],
            "parentOrganization": parent(public),
        }
    )


def given(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data without what is empty, in lists too."""
    found = {
        key: [each for each in value if each] if isinstance(value, list) else value
        for key, value in data.items()
    }
    return {key: value for key, value in found.items() if value}


def worded(row, name: str) -> list[dict]:
    """Return a pair of fields as values that name their language."""
    return [
        {"@value": text, "@language": code}
        for code in LANGUAGES
        if (text := getattr(row, f"{name}_{code}"))
    ]


def alternate_names(page) -> list:
    return [*worded(page, "name"), page.short_name]


def identifiers(page) -> list[dict]:
    values = {"SI-PRS": page.maticna, "IT-CF": page.it_cf}
    return [
        {"@type": "PropertyValue", "propertyID": scheme, "value": value}
        for scheme, value in values.items()
        if value
    ]


def contact(row) -> dict:
    """Return a person who agreed to be shown."""
    return given(
        {
            "@type": "ContactPoint",
            "name": row.name,
            "contactType": worded(row, "role"),
            "email": row.email,
            "telephone": row.phone,
        }
    )


def area(code: str) -> dict:
    names = [
        {"@value": name, "@language": language} for language, name in BY_CODE[code].names("sl")
    ]
    return {"@type": "AdministrativeArea", "name": names, "identifier": f"SI-{code}"}


def location(public: PublicEntry, place: PublicPlace) -> dict:
    """Return a place; of one whose address is hidden only the municipality."""
    code = place.place.municipality
    if place.is_hidden:
        return given({"@type": "Place", "containedInPlace": area(code) if code in BY_CODE else ""})
    lat, lon = place.point or (None, None)
    return given(
        {
            "@type": "Place",
            "name": worded(place.place, "name"),
            "address": postal_address(place),
            "geo": place.point and {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon},
            "containedInPlace": area(code) if code in BY_CODE else "",
            "openingHoursSpecification": opening(place),
            "amenityFeature": [
                {"@type": "LocationFeatureSpecification", "name": str(name), "value": True}
                for name in public.access_of(place)
            ],
        }
    )


def postal_address(place: PublicPlace) -> dict:
    lines = [" ".join(line) for line in place.lines]
    post = place.place.post
    return given(
        {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(lines[:-1] if post else lines),
            "addressLocality": str(post.wording("sl")) if post else "",
            "postalCode": post.code if post else "",
            "addressRegion": "Obalno-kraška",
            "addressCountry": "SI",
        }
    )


def opening(place: PublicPlace) -> list[dict]:
    """Return the week and the days with other hours; none once nobody confirms the entry."""
    if place.opening is None:
        return []
    week = [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [SCHEMA + WEEK[day - 1] for day in row["days"]],
            "opens": row["from"],
            "closes": hour(row["to"]),
        }
        for row in place.place.hours
    ]
    return week + [each for row in place.place.hours_exceptions for each in exception(row)]


def exception(row: dict) -> list[dict]:
    """Return the days of an exception; opening and closing at the same hour means closed."""
    intervals = row.get("hours") or [["00:00", "00:00"]]
    return [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": row["from"],
            "validThrough": row["to"],
            "opens": start,
            "closes": hour(end),
        }
        for start, end in intervals
    ]


def hour(text: str) -> str:
    """Return the hour of closing; midnight is the last minute of the day (schema.org)."""
    return "23:59" if text == "24:00" else text


def offer(activity) -> dict:
    return {
        "@type": "Offer",
        "itemOffered": given(
            {
                "@type": "Service",
                "name": worded(activity, "name"),
                "description": worded(activity, "text"),
            }
        ),
    }


def credential(row) -> dict:
    return given(
        {
            "@type": "EducationalOccupationalCredential",
            "name": worded(row.term, "name"),
            "validFrom": row.start.isoformat() if row.start else "",
            "validUntil": row.end.isoformat() if row.end else "",
        }
    )


def parent(public: PublicEntry) -> dict:
    return {"@type": "NGO", "name": public.parent.page.title} if public.parent else {}
