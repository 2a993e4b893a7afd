"""The eight municipalities: official names, and what is only custom."""

import csv
import os
from pathlib import Path

import pytest

from hubkit.places.municipalities import MUNICIPALITIES, Municipality

SHARED = Path(os.environ.get("ISKRA_SHARED", Path(__file__).parents[3] / "shared"))
REGISTER = SHARED / "data" / "gurs" / "iskra-naselja.csv"
BY_NAME = {municipality.sl: municipality for municipality in MUNICIPALITIES}


def test_four_are_bilingual():
    assert [each.sl for each in MUNICIPALITIES if each.bilingual] == [
        "Ankaran",
        "Izola",
        "Koper",
        "Piran",
    ]


@pytest.mark.parametrize(
    ("name", "language", "names", "custom"),
    [
        ("Koper", "sl", [("sl", "Koper"), ("it", "Capodistria")], ""),
        ("Koper", "it", [("it", "Capodistria"), ("sl", "Koper")], ""),
        ("Sežana", "sl", [("sl", "Sežana")], ""),
        ("Sežana", "it", [("sl", "Sežana")], "Sesana"),
    ],
)
def test_a_custom_name_is_never_shown_as_official(name, language, names, custom):
    place: Municipality = BY_NAME[name]
    assert (place.names(language), place.custom_for(language)) == (names, custom)


@pytest.mark.skipif(not REGISTER.exists(), reason="the register's data is not beside the project")
def test_codes_and_official_names_are_the_register_s():
    with REGISTER.open(encoding="utf-8") as stream:
        rows = {
            (row["obcina_id"].zfill(3), row["obcina_sl"], row["obcina_it"])
            for row in csv.DictReader(stream)
        }
    # The municipality itself and the statistical office write the hyphen with spaces.
    ours = {(each.code, each.sl.replace(" - ", "-"), each.it or "") for each in MUNICIPALITIES}
    assert {row[:2] for row in ours} == {row[:2] for row in rows}
    assert {row for row in rows if row[2]} <= ours
