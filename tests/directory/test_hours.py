"""Opening hours: read as they are written, and open or closed at a moment in local time."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from directory.hours import (
    closes_at,
    exception_in_words,
    hours_on,
    in_words,
    is_holiday,
    is_open,
    opens_next,
    osm,
    packed,
    parse,
)

LJUBLJANA = ZoneInfo("Europe/Ljubljana")
WEEK = [
    {"days": [1, 2, 3, 4, 5], "from": "09:00", "to": "12:00"},
    {"days": [3], "from": "16:00", "to": "18:30"},
]


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LJUBLJANA)


@st.composite
def intervals(draw):
    """Some intervals of a day, apart from each other, some of them until midnight."""
    marks = draw(st.lists(st.integers(0, 96), min_size=2, max_size=6, unique=True))
    marks = sorted(marks)[: len(marks) // 2 * 2]
    times = [f"{mark // 4:02}:{mark % 4 * 15:02}" for mark in marks]
    return list(zip(times[::2], times[1::2], strict=True))


weeks = st.dictionaries(st.integers(1, 7), intervals(), max_size=7).map(packed)


@given(weeks, st.sampled_from(["sl", "it"]))
def test_what_is_written_is_read_as_it_was(week, language):
    assert parse(in_words(week, language)) == week


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("pon-sre 9-12", [{"days": [1, 2, 3], "from": "09:00", "to": "12:00"}]),
        ("lun–mer ore 9.00–12.00", [{"days": [1, 2, 3], "from": "09:00", "to": "12:00"}]),
        ("Sabato e domenica: 8–24", [{"days": [6, 7], "from": "08:00", "to": "24:00"}]),
        ("petek–ponedeljek 10.30–11", [{"days": [1, 5, 6, 7], "from": "10:30", "to": "11:00"}]),
        ("", []),
    ],
)
def test_either_language_is_read(text, stored):
    assert parse(text) == stored


@pytest.mark.parametrize("text", ["kadar pridete", "pon 12–9", "pon 9–25", "pon 9–12, 11–13"])
def test_what_cannot_be_is_refused(text):
    with pytest.raises(ValidationError):
        parse(text)


@pytest.mark.parametrize(
    ("moment", "closes", "opens"),
    [
        ("2026-11-23T08:59", "", (dt.date(2026, 11, 23), "09:00")),
        ("2026-11-23T09:00", "12:00", (dt.date(2026, 11, 24), "09:00")),
        ("2026-11-23T12:00", "", (dt.date(2026, 11, 24), "09:00")),
        ("2026-11-25T12:30", "", (dt.date(2026, 11, 25), "16:00")),
        ("2026-11-27T23:00", "", (dt.date(2026, 11, 30), "09:00")),
    ],
)
def test_open_until_and_opens_next(moment, closes, opens):
    now = at(moment)
    assert is_open(now, WEEK) is bool(closes)
    assert closes_at(now, WEEK) == closes
    assert opens_next(now, WEEK) == opens


def test_intervals_that_touch_are_one():
    week = [
        {"days": [1], "from": "08:00", "to": "12:00"},
        {"days": [1], "from": "12:00", "to": "24:00"},
    ]
    assert closes_at(at("2026-11-23T09:00"), week) == "24:00"
    assert closes_at(at("2026-11-23T23:59"), week) == "24:00"


def test_a_holiday_has_no_hours_unless_they_are_noted():
    day = dt.date(2026, 12, 25)
    assert hours_on(day, WEEK, []) == []
    noted = [{"from": "2026-12-25", "to": "2026-12-25", "hours": [["10:00", "11:00"]]}]
    assert hours_on(day, WEEK, noted) == [("10:00", "11:00")]
    assert opens_next(at("2026-12-24T13:00"), WEEK) == (dt.date(2026, 12, 28), "09:00")


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (dt.date(2026, 4, 6), True),  # Easter Monday
        (dt.date(2027, 3, 29), True),
        (dt.date(2026, 2, 8), True),
        (dt.date(2026, 8, 17), False),
    ],
)
def test_the_holidays_of_slovenia(day, holiday):
    assert is_holiday(day) is holiday


def test_an_exception_goes_before_the_week_and_is_over_after_its_last_day():
    closed = [{"from": "2026-11-23", "to": "2026-11-25", "hours": []}]
    assert is_open(at("2026-11-24T10:00"), WEEK, closed) is False
    assert opens_next(at("2026-11-23T08:00"), WEEK, closed) == (dt.date(2026, 11, 26), "09:00")
    assert is_open(at("2026-11-26T10:00"), WEEK, closed) is True


def test_what_never_opens_opens_never():
    assert opens_next(at("2026-11-23T08:00"), []) is None
    for_years = [{"from": "2026-01-01", "to": "2028-12-31", "hours": []}]
    assert opens_next(at("2026-11-23T08:00"), WEEK, for_years) is None


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_hours_are_wall_time_when_the_clocks_change(day):
    """The night in which 02:30 does not exist, and the one in which it comes twice."""
    sunday = [{"days": [7], "from": "01:00", "to": "09:00"}]
    start = dt.datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=LJUBLJANA)
    states = []
    for half_hours in range(24):
        now = (start.astimezone(dt.UTC) + dt.timedelta(minutes=30 * half_hours)).astimezone(
            LJUBLJANA
        )
        states.append((f"{now:%H:%M}", is_open(now, sunday)))
    assert [open_ for clock, open_ in states if clock < "01:00"] == [False, False]
    assert {open_ for clock, open_ in states if "01:00" <= clock < "09:00"} == {True}
    assert {open_ for clock, open_ in states if clock >= "09:00"} == {False}


def test_openstreetmap_says_the_same():
    assert osm(WEEK) == "Mo-Tu 09:00-12:00; We 09:00-12:00,16:00-18:30; Th-Fr 09:00-12:00"


def test_an_exception_in_words():
    row = {"from": "2026-12-24", "to": "2026-12-26", "hours": [["09:00", "11:00"]]}
    assert exception_in_words(row, "sl") == "24.–26.\u00a012.\u00a02026: 9.00–11.00"
