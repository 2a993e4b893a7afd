"""Signs that deceive the eye."""

import pytest
from django.utils.translation import override

from directory.moderation.signs import foreign_words, visible, warnings


@pytest.mark.parametrize(
    "text",
    [
        "Društvo za čisto Žusterno – 1. člen",
        "Associazione «L'Alba», nº 3, 1ª sezione",
        "Zveza Š&Ž, www.primer.si, 5 µg",
        "",
    ],
)
def test_texts_of_the_region_are_not_suspected(text):
    assert warnings(text) == []


def test_letters_of_other_alphabets_are_named():
    with override("en"):
        assert warnings({"a": ["Cаritas Koper"]}) == [
            "Letters that are not Latin and may look so: Cаritas"
        ]
    assert list(foreign_words("Ｂurja αlfa burja")) == ["Ｂurja", "αlfa"]


def test_hidden_signs_are_told_and_written_out():
    with override("en"):
        assert warnings("moc.\u202eelpmaxe") == ["Holds signs that turn the direction of writing."]
        assert warnings("Bur\u200bja\ufeff") == ["Holds signs that cannot be seen."]
    assert visible("a\u202eb\u200bc") == "a[U+202E]b[U+200B]c"
