"""Pick-lists of places, and whom a written name means."""

import pytest
from django import forms
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from hubkit.bilingual.stems import fold
from hubkit.places.forms import PostField, SettlementField, StreetField
from hubkit.places.models import Settlement, Street
from hubkit.places.names import folded, the_one_named
from hubkit.places.queries import (
    match_municipality,
    match_settlement,
    match_street,
    settlements_grouped,
    streets_of,
)


@pytest.fixture
def koper(db):
    return Settlement.objects.get(code="10101743")


@pytest.fixture
def streets(koper):
    rows = [
        ("1", "Čevljarska ulica", "Calegaria"),
        ("2", "Cesta na Markovec", "Strada per Monte San Marco"),
        ("3", "Verdijeva ulica", "Via Giuseppe Verdi"),
        ("4", "Nova ulica", ""),
    ]
    for code, name_sl, name_it in rows:
        Street.objects.create(code=code, settlement=koper, name_sl=name_sl, name_it=name_it)
    return rows


@pytest.fixture
def many(db):
    """Villages for measuring: `many(3)` adds three, each with a street."""

    def add(count: int) -> None:
        for number in range(count):
            village = Settlement.objects.create(
                code=f"8{number}{Settlement.objects.count()}",
                municipality=["111", "019", "049"][number % 3],
                name_sl=f"Vas {number}",
            )
            Street.objects.create(code=village.code, settlement=village, name_sl="Pot")

    return add


def test_settlements_stand_by_municipality_in_each_language_s_order(db):
    Settlement.objects.exclude(municipality__in=["040", "050"]).update(retired=True)
    Settlement.objects.exclude(name_sl__in=["Izola", "Cerej", "Šalara", "Škocjan", "Prade"]).update(
        retired=True
    )

    def read(language):
        return [
            (municipality.label(language), [place.label(language) for place in places])
            for municipality, places in settlements_grouped(language)
        ]

    assert read("sl") == [
        ("Izola / Isola", ["Izola / Isola"]),
        (
            "Koper / Capodistria",
            ["Cerej / Cerei", "Prade", "Šalara / Salara", "Škocjan / San Canziano"],
        ),
    ]
    assert read("it") == [
        (
            "Capodistria / Koper",
            ["Cerei / Cerej", "Prade", "Salara / Šalara", "San Canziano / Škocjan"],
        ),
        ("Isola / Izola", ["Isola / Izola"]),
    ]


def test_streets_in_each_language_s_order(koper, streets):
    assert [street.code for street in streets_of(koper, "sl")] == ["2", "1", "4", "3"]
    assert [street.code for street in streets_of(koper, "it")] == ["1", "4", "2", "3"]


@pytest.mark.parametrize(
    ("text", "municipality", "code"),
    [
        ("Koper", "", "10101743"),
        ("CAPODISTRIA", "", "10101743"),
        ("capodistria/koper", "", "10101743"),
        ("10101743", "", "10101743"),
        (" skocjan ", "", "10102243"),
        ("San  Canziano", "050", "10102243"),
        ("Koper", "040", None),
        ("Kop", "", None),
        ("", "", None),
        ("–", "", None),
    ],
)
def test_a_settlement_by_its_name(db, text, municipality, code):
    found = match_settlement(text, municipality)
    assert (found and found.code) == code


def test_a_name_of_two_settlements_needs_the_municipality(db):
    Settlement.objects.create(code="9", municipality="019", name_sl="Škocjan")
    assert match_settlement("Škocjan") is None
    assert match_settlement("Škocjan", "019").code == "9"


def test_what_the_register_dropped_is_not_found(db):
    Settlement.objects.filter(code="10101743").update(retired=True)
    assert match_settlement("Koper") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cevljarska ulica", "1"),
        ("Via Giuseppe Verdi", "3"),
        ("via giuseppe  verdi / Verdijeva ulica", "3"),
        ("Verdi", None),
        ("nova ulica", "4"),
    ],
)
def test_a_street_by_its_name(koper, streets, text, code):
    found = match_street(text, koper)
    assert (found and found.code) == code
    assert match_street(text, Settlement.objects.get(code="10097665")) is None


def test_a_municipality_by_its_name():
    written = ["hrpelje-kozina", "Hrpelje - Kozina", "capodistria", "050", "Sezana", "Sesana", ""]
    found = [match_municipality(text) for text in written]
    assert [each and each.code for each in found] == ["035", "035", "050", "050", "111", None, None]


PLACES = [
    Settlement(code="1", name_sl="Črni Kal"),
    Settlement(code="2", name_sl="Sv. Anton"),
    Settlement(code="3", name_sl="Dobrava", name_it="Dobrava presso Isola"),
    Settlement(code="4", name_sl="Hrušica"),
    Settlement(code="5", name_sl="Hrusica"),
]
NAMES = [(place, name) for place in PLACES for name in (place.name_sl, place.name_it) if name]


@given(
    st.sampled_from(NAMES[:4]), st.sampled_from([str.upper, str.lower, fold, str.title]), st.data()
)
def test_case_marks_and_spaces_tell_no_two_names_apart(known, written, data):
    place, name = known
    gaps = st.sampled_from([" ", "  ", " - ", "\t"])
    words = [word + data.draw(gaps) for word in written(name).split()]
    assert the_one_named("".join(words), PLACES) is place


@given(st.text(max_size=8))
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)


def test_names_alike_but_for_marks_are_told_apart_to_the_letter():
    found = [the_one_named(text, PLACES) for text in ("Hrušica", "Hrusica", "hrusica")]
    assert [place and place.code for place in found] == ["4", "5", None]


def labels(field):
    """The choices of a field as its form shows them: groups as (label, labels)."""

    class Form(forms.Form):
        place = field

    return [
        (value, [text for _pk, text in label]) if isinstance(label, list) else label
        for value, label in Form().fields["place"].choices
    ]


def test_fields_label_places_in_both_names_and_group_them(koper, streets):
    Settlement.objects.exclude(municipality="040").update(retired=True)
    with override("it"):
        assert labels(SettlementField(empty_label="-")) == [
            "-",
            (
                "Isola / Izola",
                ["Dobrava presso Isola / Dobrava", "Isola / Izola", "Jagodje"],
            ),
        ]
        assert labels(PostField())[1] == "6000 Capodistria / Koper"
    with override("sl"):
        assert labels(StreetField())[1:] == [
            (
                "Koper / Capodistria",
                [
                    "Cesta na Markovec / Strada per Monte San Marco",
                    "Čevljarska ulica / Calegaria",
                    "Nova ulica",
                    "Verdijeva ulica / Via Giuseppe Verdi",
                ],
            )
        ]


def test_a_page_editor_keeps_an_address_that_the_register_dropped(koper, streets):
    Street.objects.filter(code="4").update(retired=True)
    with override("it"):
        every = labels(StreetField(Street.objects.all()))
    assert [group[0] for group in every[1:]] == ["Capodistria / Koper", "Non più nel registro"]
    assert every[-1] == ("Non più nel registro", ["Nova ulica"])


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("field_class", [SettlementField, StreetField, PostField])
def test_a_field_is_one_query_whatever_it_lists(
    many, django_assert_num_queries, field_class, count
):
    many(count)

    class Form(forms.Form):
        place = field_class()

    with django_assert_num_queries(1):
        assert str(Form()["place"]).count("<option") > count


@pytest.mark.parametrize("count", [1, 3])
def test_lists_are_one_query(many, koper, django_assert_num_queries, count):
    many(count)
    with django_assert_num_queries(1):
        settlements_grouped("sl")
    with django_assert_num_queries(1):
        match_settlement("Vas 0")
    with django_assert_num_queries(1):
        streets_of(koper, "it")
