"""Opening hours as schedules (iCal, RFC 5545), in the local time of Slovenia.

Times are wall time: an offset would be wrong for half of the year, and hours do not move with the
clocks. `x_timezone` names the zone.
"""

import datetime as dt
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.api.hsds.words import filled
from directory.api.identifiers import derived
from directory.api.published import Published
from directory.hours import exception_in_words, in_words
from directory.models import Activity, Place

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ZONE = "Europe/Ljubljana"


def place_schedules(place: Place, organisation: Published) -> list[dict[str, Any]]:
    """Return the weekly hours of a place, its days with other hours, or what is said of them."""
    if organisation.is_dormant:
        return []
    rows = [weekly(row, place, organisation) for row in organisation.hours(place)]
    for exception in organisation.hours_exceptions(place):
        rows += exceptional(exception, place, organisation)
    return rows or by_word(place, organisation)


def weekly(row: dict, place: Place, organisation: Published) -> dict[str, Any]:
    byday = ",".join(DAYS[day - 1] for day in row["days"])
    return filled(
        id=identifier(organisation, place, byday, row["from"]),
        location_id=str(place.uid),
        dtstart=first_on(organisation.assured_on, row["days"]).isoformat(),
        wkst="MO",
        freq="WEEKLY",
        interval=1,
        byday=byday,
        opens_at=row["from"],
        closes_at=closing(row["to"]),
        description=in_words([row]),
        notes=str(place.hours_note),
        x_timezone=ZONE,
        x_by_appointment=place.by_appointment or None,
    )


def exceptional(row: dict, place: Place, organisation: Published) -> list[dict[str, Any]]:
    """Return a schedule for each opening on days with other hours; one without, where closed."""
    language = get_language() or "sl"
    notes = [row.get(f"note_{code}", "") for code in (language, "sl", "it")]
    common = filled(
        location_id=str(place.uid),
        valid_from=row["from"],
        valid_to=row["to"],
        description=exception_in_words(row),
        notes=next(filter(None, notes), ""),
        x_timezone=ZONE,
        x_exception=True,
        x_closed=not row.get("hours"),
    )
    openings = [{"opens_at": a, "closes_at": closing(b)} for a, b in row.get("hours", [])]
    return [
        {"id": identifier(organisation, place, row["from"], each.get("opens_at", ""))}
        | common
        | each
        for each in openings or [{}]
    ]


def by_word(place: Place, organisation: Published) -> list[dict[str, Any]]:
    """Return what is said of the hours of a place that has none in figures."""
    appointment = _("By appointment only") if place.by_appointment else ""
    if not (appointment or place.hours_note):
        return []
    return [
        filled(
            id=identifier(organisation, place, "words"),
            location_id=str(place.uid),
            description=appointment,
            notes=str(place.hours_note),
            x_by_appointment=place.by_appointment or None,
        )
    ]


def activity_schedules(activity: Activity, organisation: Published) -> list[dict[str, Any]]:
    """Return from when to when an activity runs."""
    if not (activity.start or activity.end):
        return []
    return [
        filled(
            id=str(derived(organisation.uid, "schedule", activity.uid)),
            service_id=str(activity.uid),
            valid_from=activity.start.isoformat() if activity.start else "",
            valid_to=activity.end.isoformat() if activity.end else "",
        )
    ]


def identifier(organisation: Published, place: Place, *names: str) -> str:
    return str(derived(organisation.uid, "schedule", place.uid, *names))


def first_on(day: dt.date, weekdays: list[int]) -> dt.date:
    """Return the first day from `day` on that is one of these ISO weekdays."""
    return day + dt.timedelta(min((wanted - day.isoweekday()) % 7 for wanted in weekdays))


def closing(text: str) -> str:
    """Return the end of an interval; RFC 3339 has no hour 24."""
    return "23:59" if text == "24:00" else text
