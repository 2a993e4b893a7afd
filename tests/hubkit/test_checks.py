"""What of Django's own settings would keep a desk from being saved, told when the site starts."""

import pytest
from django.core.checks import run_checks


@pytest.mark.parametrize(
    ("number", "told"),
    [(1000, True), (9999, True), (10_000, False), (20_000, False), (None, False)],
)
def test_too_few_fields_for_a_long_page_are_told(settings, number, told):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = number
    found = [each for each in run_checks() if each.id == "hubkit_bilingual.W201"]
    assert [each.hint for each in found] == ["Set it to 10000 or more."] * told
