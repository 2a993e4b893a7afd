"""Which column a text of the desk is kept in, whose limits then hold for its translation."""

import pytest

from hubkit.bilingual.desk.places import column_at
from tests.specimens.models import Campaign, MeetingPage, Point, Station

KEY = "7d1a3f0e-5a52-4d4e-9c39-2f2a52a0c1aa"


@pytest.mark.parametrize(
    ("model", "path", "column"),
    [
        (MeetingPage, "lead", MeetingPage._meta.get_field("lead")),
        (MeetingPage, f"points.{KEY}.text", Point._meta.get_field("text")),
        (Campaign, f"stations.{KEY}.title", Station._meta.get_field("title")),
        (MeetingPage, f"body.{KEY}.title", None),
        (Campaign, f"stations.{KEY}.body.{KEY}.title", None),
        (MeetingPage, "gone", None),
    ],
)
def test_a_text_of_a_body_has_no_column_of_its_own(model, path, column):
    assert column_at(model, path) == column
