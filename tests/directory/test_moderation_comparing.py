"""The rule by which what a sender saw, what is there and what they want become one."""

from hypothesis import given
from hypothesis import strategies as st

from directory.moderation.comparing import UNITS, Outcome, compare, same

SAME, OURS, PROPOSED, OVERLAP = Outcome

NAMES = ("email", "website", "topics", "volunteers", *sorted(UNITS[0]), *sorted(UNITS[1]))
values = st.fixed_dictionaries(
    {name: st.sampled_from(["", "a", "b", ["x"], [], True, False, None, 7]) for name in NAMES}
)


def merged(base, live, proposed, draft=None):
    """What everything accepted makes of the page, overlaps left as they are."""
    outcomes = compare(base, live, proposed, draft)
    return live | {name: proposed[name] for name, each in outcomes.items() if each is PROPOSED}


def test_what_only_one_side_changed_is_taken_from_that_side():
    base = {"email": "a", "website": "a", "phone": "a"}
    live = {"email": "b", "website": "a", "phone": "a"}
    proposed = {"email": "a", "website": "c", "phone": "a"}
    assert compare(base, live, proposed) == {"email": OURS, "website": PROPOSED, "phone": SAME}
    assert merged(base, live, proposed) == {"email": "b", "website": "c", "phone": "a"}


def test_what_both_changed_differently_is_for_a_person():
    assert compare({"email": "a"}, {"email": "b"}, {"email": "c"}) == {"email": OVERLAP}
    assert compare({"email": "a"}, {"email": "b"}, {"email": "b"}) == {"email": SAME}


def test_half_an_address_of_each_would_be_nobodys():
    base = {"settlement": "Koper", "house_number": "1"}
    live = {"settlement": "Izola", "house_number": "1"}
    proposed = {"settlement": "Koper", "house_number": "2"}
    assert compare(base, live, proposed) == {"settlement": OURS, "house_number": OVERLAP}


def test_a_draft_of_staff_that_says_something_else_overlaps():
    live = base = {"summary_sl": "a", "website": "a"}
    proposed = {"summary_sl": "b", "website": "b"}
    found = compare(base, live, proposed, {"summary_sl": "c", "website": "b"})
    assert found == {"summary_sl": OVERLAP, "website": PROPOSED}


def test_what_the_sender_was_not_shown_is_a_proposal():
    assert compare({}, {"email": ""}, {"email": "a", "website": ""}) == {
        "email": PROPOSED,
        "website": SAME,
    }


@given(values, values)
def test_without_changes_of_staff_the_sender_gets_all(base, proposed):
    found = merged(base, base, proposed)
    assert all(same(found[name], proposed[name]) for name in NAMES)


@given(values, values)
def test_a_sender_who_changed_nothing_changes_nothing(base, live):
    assert merged(base, live, base) == live
    assert OVERLAP not in compare(base, live, base).values()


@given(values, values, values)
def test_nothing_of_staff_is_ever_overwritten_by_itself(base, live, proposed):
    found = merged(base, live, proposed)
    for name in NAMES:
        if not same(live[name], base[name]):
            assert found[name] == live[name]


@given(values, values, values)
def test_outside_of_units_only_three_different_values_overlap(base, live, proposed):
    outcomes = compare(base, live, proposed)
    for name in ("email", "website", "topics", "volunteers"):
        three = not (
            same(base[name], live[name])
            or same(live[name], proposed[name])
            or same(base[name], proposed[name])
        )
        assert (outcomes[name] is OVERLAP) == three


@given(values, values, values)
def test_a_unit_is_never_mixed(base, live, proposed):
    outcomes = compare(base, live, proposed)
    for unit in UNITS:
        changed = any(not same(base[name], live[name]) for name in unit)
        assert not (changed and any(outcomes[name] is PROPOSED for name in unit))


@given(values, values, values, values)
def test_a_draft_only_adds_to_what_a_person_decides(base, live, proposed, draft):
    without, found = compare(base, live, proposed), compare(base, live, proposed, draft)
    for name, each in found.items():
        assert each == without[name] or (without[name], each) == (PROPOSED, OVERLAP)
