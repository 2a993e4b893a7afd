"""Which names are alike, and whose number is whose."""

import pytest

from directory.duplicates import ALIKE, asked_not_to_be_listed, by_name, by_number
from directory.life.do_not_list import hashes_of, refuse
from directory.models import Entry, EntryState
from tests.directory.organisations import make_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Društvo Čigra", "Drustvo Cigra", True),
        ("Društvo Čigra", "ČIGRA, društvo za igro", False),
        ("Društvo upokojencev Piran", "Društvo upokojencev Izola", False),
        ("Društvo upokojencev Piran", "Društvo upokojencev", True),
        ("Kulturno društvo Sedem burij", "Kulturna društva Sedem burij", True),
        ("Associazione Tavola aperta", "Associazione Tavola aperta APS", True),
        ("Associazione Tavola aperta", "Associazione Casa aperta", False),
        ("Klub Galeb", "Društvo Galeb", True),
        ("Društvo", "Društvo Galeb", False),
        ("Društvo Galeb", "Društvo Školjka", False),
    ],
)
def test_which_names_are_alike(directory, one, other, alike):
    page = make_organisation(official_name=other)
    found = by_name(one)
    assert [entry.uid for entry, _score in found] == ([page.uid] if alike else [])
    assert all(ALIKE <= score <= 1 for _entry, score in found)


def test_a_name_in_the_other_language_is_found(directory):
    page = make_organisation(official_name="Društvo Odprta miza", name_it="Tavola aperta")
    assert [entry.uid for entry, _score in by_name("Associazione Tavola aperta")] == [page.uid]


def test_at_most_five_the_best_first_and_the_same_seat_before_others(directory):
    for number in range(6):
        make_organisation(official_name=f"Društvo Galeb {number}")
    best = make_organisation(official_name="Društvo Galeb")
    found = by_name("Društvo Galeb")
    assert len(found) == 5
    assert (found[0][0].uid, found[0][1]) == (best.uid, 1.0)
    near = make_organisation(official_name="Društvo Galeb 9", settlement="Kraj", municipality="090")
    assert by_name("Društvo Galeb", "090")[1][0].uid == near.uid


def test_the_queries_do_not_grow(directory, django_assert_num_queries):
    make_organisation(official_name="Društvo Galeb 1")
    with django_assert_num_queries(2):
        by_name("Društvo Galeb")
    for number in range(3):
        make_organisation(official_name=f"Društvo Galeb {number}")
    with django_assert_num_queries(2):
        assert len(by_name("Društvo Galeb")) == 4


def test_what_nobody_may_see_is_found_by_staff_only(directory):
    page = make_organisation(official_name="Društvo Galeb", maticna="5874190", published=False)
    Entry.objects.filter(uid=page.uid).update(maticna="5874190")
    assert (by_number("5874190"), by_name("Društvo Galeb")) == (None, [])
    assert by_number("5874190", listed=False).uid == page.uid
    assert by_name("Društvo Galeb", listed=False)[0][0].uid == page.uid
    Entry.objects.update(state=EntryState.GONE)
    assert by_number("5874190", listed=False) is None


def test_nothing_is_like_nothing(directory):
    make_organisation(maticna="")
    assert by_number("") is None
    assert by_name("  – ") == []


def test_who_asked_not_to_be_listed_is_known_by_number_or_name(directory):
    refuse(hashes_of(maticna="5874190", title="Društvo Galeb"))
    assert asked_not_to_be_listed("5874190", ["Drugo ime"]) is True
    assert asked_not_to_be_listed("", ["", "Društvo Galeb"]) is True
    assert asked_not_to_be_listed("5000017", ["Društvo Školjka"]) is False
