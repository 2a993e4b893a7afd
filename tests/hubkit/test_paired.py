"""Words in two equal fields."""

import pytest
from django.utils.translation import override

from hubkit.bilingual.paired import Paired
from hubkit.bilingual.templatetags.bilingual import marked


class Record:
    name = Paired()

    def __init__(self, sl="", it=""):
        self.name_sl, self.name_it = sl, it


@pytest.mark.parametrize(
    ("record", "language", "expected"),
    [
        (Record("Sl", "It"), "sl", ("Sl", "sl")),
        (Record("Sl", "It"), "it", ("It", "it")),
        (Record("Sl", ""), "it", ("Sl", "sl")),
        (Record("", "It"), "sl", ("It", "it")),
        (Record("", ""), "it", ("", "it")),
    ],
)
def test_the_reader_s_language_or_the_other_one(record, language, expected):
    with override(language):
        assert (record.name, record.name.language) == expected


def test_both_start_with_the_reader_s():
    with override("it"):
        assert Paired.everywhere(Record("Sl", "It"), "name") == ["It", "Sl"]


def test_only_a_foreign_wording_is_marked_and_its_text_escaped():
    with override("it"):
        assert marked(Record("A & B").name) == '<span lang="sl">A &amp; B</span>'
        assert marked(Record("", "A").name) == "A"
        assert marked("") == ""
