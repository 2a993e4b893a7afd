"""Days with other hours: what people write, and what is stored."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from directory.models.fields import OtherDaysFormField
from directory.other_days import in_lines, parse

EVE = {
    "from": "2026-12-24",
    "to": "2026-12-24",
    "closed": False,
    "hours": [["09:00", "11:00"], ["14:00", "16:00"]],
    "note_sl": "Na sveti večer.",
    "note_it": "La vigilia.",
}
HOLIDAYS = {
    "from": "2026-12-31",
    "to": "2027-01-02",
    "closed": True,
    "hours": [],
    "note_sl": "",
    "note_it": "",
}


SLOVENIAN = """24. 12. 2026: 9.00–11.00, 14.00–16.00 | Na sveti večer. | La vigilia.
31. 12. 2026–2. 1. 2027: zaprto"""
ITALIAN = """24/12/2026: 9.00–11.00, 14.00–16.00 | Na sveti večer. | La vigilia.
31/12/2026–2/1/2027: chiuso"""


@pytest.mark.parametrize(("language", "lines"), [("sl", SLOVENIAN), ("it", ITALIAN)])
def test_what_is_shown_can_be_read_again(language, lines):
    with override(language):
        assert in_lines([EVE, HOLIDAYS]) == lines
        assert parse(lines) == [EVE, HOLIDAYS]


def test_what_an_older_import_left_out_is_shown_too():
    with override("sl"):
        row = {"from": "2026-12-31", "to": "2027-01-02", "closed": True}
        assert parse(in_lines([row])) == [HOLIDAYS]


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "božič: zaprto",
        "31. 2. 2027: zaprto",
        "2. 1. 2027–31. 12. 2026: zaprto",
        "24. 12. 2026: odprto",
        "24. 12. 2026",
        "24. 12. 2026: 11.00–9.00",
    ],
)
def test_what_cannot_be_read_is_named(line):
    with pytest.raises(ValidationError) as caught:
        parse(line)
    assert line in caught.value.messages[0]


def test_hours_of_one_day_may_not_overlap():
    with pytest.raises(ValidationError):
        parse("24. 12. 2026: 9.00–12.00, 11.00–13.00")


def test_the_field_of_the_editor():
    field = OtherDaysFormField(required=False)
    with override("sl"):
        assert field.prepare_value([HOLIDAYS]) == "31. 12. 2026–2. 1. 2027: zaprto"
        assert field.prepare_value("napol") == "napol"
        assert field.clean("31. 12. 2026–2. 1. 2027: zaprto") == [HOLIDAYS]
        assert field.clean("") == []
        assert field.has_changed([HOLIDAYS], "31. 12. 2026–2. 1. 2027: zaprto") is False
        assert field.has_changed([HOLIDAYS], "") is True
