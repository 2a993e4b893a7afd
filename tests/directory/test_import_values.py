"""What a cell says, in either language, and the sentence for what it cannot say."""

import json

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.exchange.headings import importable
from directory.exchange.lexicon import Lexicon
from directory.exchange.values import value_of
from directory.models import Term
from hubkit.places.models import Settlement, Street

pytestmark = pytest.mark.usefixtures("directory")


@pytest.fixture(scope="module")
def names():
    return sorted(importable())


@pytest.fixture
def lexicon(directory):
    return Lexicon()


def read(name: str, text: str, **known):
    return value_of(name, text, Lexicon(), known)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("legal_form", "Associazione", "drustvo"),
        ("legal_form", "zveza-drustev", "zveza-drustev"),
        ("topics", "Glasba; ambiente", ["kultura", "okolje"]),
        ("topics", '["kultura", "okolje"]', ["kultura", "okolje"]),
        ("topics", "kultura; umetnost\ncoro", ["kultura"]),
        ("audiences", "giovani\nanziani", ["mladi", "starejsi"]),
        ("access", "vhod-brez-stopnic", ["vhod-brez-stopnic"]),
        ("areas", "50; Pirano; Koper / Capodistria; hrpelje-kozina", ["050", "090", "035"]),
        ("languages", "sl; italiano; Slovenian sign language", ["sl", "it", "sgn"]),
        ("municipality", "Capodistria", "050"),
        ("settlement", "capodistria", "10101743"),
        ("settlement", "10101743", "10101743"),
        ("post", "6000 Koper - Capodistria", "6000"),
        ("post", "SI-6000", "6000"),
        ("volunteers", "Sì", True),
        ("volunteers", "ne", False),
        ("hub_member", "1", True),
        ("founded_year", "1984.", 1984),
        ("lat", "45,5469", 45.5469),
        ("alert_until", "31. 1. 2027", "2027-01-31"),
        ("alert_until", "2027-01-31", "2027-01-31"),
        ("phone", "05 627 85 00", "+38656278500"),
        ("website", "primer.example", "https://primer.example"),
        ("former_names", "Prvo; Drugo\nTretje", ["Prvo", "Drugo", "Tretje"]),
        ("hours", "lun-ven 9-12", [{"days": [1, 2, 3, 4, 5], "from": "09:00", "to": "12:00"}]),
        (
            "links",
            "a.example; b.example",
            [{"url": "https://a.example"}, {"url": "https://b.example"}],
        ),
        ("short_name", "'=A1", "=A1"),
        ("short_name", "'navedek", "'navedek"),
        ("short_name", "-", ""),
        ("areas", "-", []),
        ("founded_year", "-", None),
        ("access", "-", []),
        ("contact_consent", "-", False),
    ],
)
def test_a_cell_is_read(name, text, value):
    assert read(name, text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("official_name", "-"),
        ("topics", "kultura; okolje; šport; zdravje"),
        ("topics", "plovba"),
        ("legal_form", "d.o.o."),
        ("municipality", "Ljubljana"),
        ("post", "1000"),
        ("volunteers", "morda"),
        ("founded_year", "dolgo"),
        ("founded_year", "900"),
        ("lat", "nan"),
        ("lat", "91"),
        ("alert_until", "31. 2. 2027"),
        ("short_name", "x" * 101),
        ("hours", "včasih"),
        ("hours", '[{"days": [9], "from": "09:00", "to": "12:00"}]'),
        ("hours_exceptions", '[{"from": "2026-12-26", "to": "2026-12-24"}]'),
        ("activities", '[{"name_sl": ["a"]}]'),
        ("activities", '[{"pk": "5"}]'),
        ("public_interest", '[{"ministry": "MK"}]'),
        ("links", '[{"label_sl": "A"}]'),
    ],
)
def test_what_cannot_be_read_is_refused(name, text):
    with pytest.raises(ValidationError):
        read(name, text)


def test_a_settlement_is_looked_for_in_its_municipality():
    for code, municipality in (("1", "050"), ("2", "111")):
        Settlement.objects.create(code=code, municipality=municipality, name_sl="Gradišče")
    assert read("settlement", "Gradišče", municipality="111") == "2"
    assert read("settlement", "Zaselek", municipality="111") == "Zaselek"
    with pytest.raises(ValidationError):
        read("settlement", "Gradišče")
    with pytest.raises(ValidationError):
        read("settlement", "Koper", municipality="111")


def test_a_street_is_known_by_either_name():
    koper = Settlement.objects.get(code="10101743")
    Street.objects.create(
        code="7", settlement=koper, name_sl="Gregorčičeva ulica", name_it="Via Simon Gregorčič"
    )
    assert read("street", "via simon gregorcic", settlement=koper.code) == "Gregorčičeva ulica"
    assert read("street", "Nova pot", settlement=koper.code) == "Nova pot"


def test_a_word_that_means_two_terms_means_neither_and_a_retired_one_goes_by_its_code():
    Term.objects.filter(code="okolje").update(retired=True)
    Term.objects.filter(code="sport", taxonomy__code="topics").update(synonyms_sl="dvoumno")
    Term.objects.filter(code="zdravje", taxonomy__code="topics").update(synonyms_it="Dvoumno")
    assert read("topics", "okolje") == ["okolje"]
    for text in ("dvoumno", "tutela dell'ambiente e della natura"):
        with pytest.raises(ValidationError):
            read("topics", text)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_text_is_a_value_or_a_sentence(lexicon, data, names):
    shapes = st.sampled_from(
        ["[", "[{}]", '[{"url": 1}]', '[{"days": "x"}]', "{}", "nan", "-", "1e9"]
    )
    name = data.draw(st.sampled_from(names))
    text = data.draw(st.one_of(st.text(min_size=1, max_size=40), shapes)).strip()
    if not text:
        return
    try:
        value = value_of(name, text, lexicon, {})
    except ValidationError:
        return
    assert json.loads(json.dumps(value)) == value  # as directory.profile has its values
