"""What the list counts and in what order it stands, against the same worked out by hand."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from directory.models import Entry, EntryFacet, Facet
from directory.models.freshness import DORMANT
from directory.queries import TOTAL, Matching, Sort, concealed, ordering, public_entries
from tests.directory.organisations import make_organisation, set_clock

VALUES = {
    Facet.TOPIC.value: ["kultura", "sport", "mladi"],
    Facet.MUNICIPALITY.value: ["050", "040"],
    Facet.FORM.value: ["drustvo", "zavod"],
}
some_values = st.fixed_dictionaries(
    {group: st.sets(st.sampled_from(values)) for group, values in VALUES.items()}
)
anybody = st.lists(some_values, max_size=8)


def store(organisations: list[dict[str, set]]) -> list[tuple[Entry, dict]]:
    """Put entries with these facets in the place of all others; every third is not public."""
    Entry.objects.all().delete()
    today = timezone.localdate()
    made = []
    for number, facets in enumerate(organisations):
        listed = number % 3 != 2
        entry = Entry.objects.create(title=f"Društvo {number}", due_on=today, listed=listed)
        if listed:
            made.append((entry, facets))
            EntryFacet.objects.bulk_create(
                EntryFacet(entry=entry, group=group, value=value)
                for group, values in facets.items()
                for value in values
            )
    return made


def matches(facets: dict, chosen: dict, but: str = "") -> bool:
    return all(
        facets[group] & set(values) for group, values in chosen.items() if values and group != but
    )


def counted(made, chosen: dict) -> dict:
    """The counts, worked out one by one."""
    found = {TOTAL: sum(matches(facets, chosen) for _entry, facets in made)}
    for group, values in VALUES.items():
        for value in values:
            number = sum(
                value in facets[group] and matches(facets, chosen, but=group)
                for _entry, facets in made
            )
            if number:
                found[group, value] = number
    return found


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(organisations=anybody, chosen=some_values)
def test_counts_are_those_worked_out_by_hand(db, organisations, chosen):
    made = store(organisations)
    asked = {group: sorted(values) for group, values in chosen.items()}
    matching = Matching(chosen=asked)
    assert matching.counts() == counted(made, asked)
    entries = {entry.pk for entry, facets in made if matches(facets, asked)}
    assert set(matching.entries().values_list("pk", flat=True)) == entries


@pytest.mark.django_db
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(organisations=anybody, chosen=some_values)
def test_a_count_is_what_choosing_the_value_alone_in_its_group_gives(db, organisations, chosen):
    store(organisations)
    asked = {group: sorted(values) for group, values in chosen.items()}
    for (group, value), number in Matching(chosen=asked).counts().items():
        if group:
            after = Matching(chosen=asked | {group: [value]}).counts()
            assert after[TOTAL] == number


@pytest.mark.parametrize("chosen", [{}, {"topic": ["kultura"], "municipality": ["050", "040"]}])
def test_counting_is_one_query(db, chosen):
    store([{"topic": {"kultura"}, "municipality": {"050"}, "form": {"zavod"}}] * 3)
    with CaptureQueriesContext(connection) as queries:
        Matching(chosen=chosen).counts()
    assert len(queries) == 1


def order_of(sort: Sort, language: str = "sl", **options) -> list[str]:
    entries = Entry.objects.listed().order_by(*ordering(sort, language=language, **options))
    return [entry.title for entry in entries]


def test_names_stand_in_each_language_s_own_order(directory):
    for name in ("Žarek", "Čebela", "Cvet", "Ćuk", "Dom", "Šola", "Sol"):
        make_organisation(official_name=name)
    assert order_of(Sort.NAME, "sl") == ["Cvet", "Čebela", "Ćuk", "Dom", "Sol", "Šola", "Žarek"]
    assert order_of(Sort.NAME, "it") == ["Čebela", "Ćuk", "Cvet", "Dom", "Sol", "Šola", "Žarek"]


def test_the_name_in_the_reader_s_language_decides(directory):
    make_organisation(official_name="Zadnje", name_it="Associazione prima")
    make_organisation(official_name="Burja")
    assert order_of(Sort.NAME, "sl") == ["Burja", "Zadnje"]
    assert order_of(Sort.NAME, "it") == ["Zadnje", "Burja"]


@pytest.mark.parametrize("sort", Sort)
def test_what_nobody_confirms_stands_last_in_every_order(sort, directory):
    fresh = make_organisation(official_name="Žarek", lat=45.9, lon=14.0)
    old = make_organisation(official_name="Aleja", lat=45.5, lon=13.7)
    set_clock(old, 365 + DORMANT.days + 1)
    # The latest confirmation counts; the clock of a dormant one is the older by far.
    near = (45.5, 13.7) if sort == Sort.DISTANCE else None
    assert order_of(sort, near=near) == [fresh.title, old.title]


def test_the_nearer_stands_first_and_what_has_no_point_behind(directory):
    make_organisation(official_name="Brez točke")
    make_organisation(official_name="Sežana", lat=45.703, lon=13.871)
    make_organisation(official_name="Izola", lat=45.538, lon=13.662)
    make_organisation(official_name="Skrita", lat=45.547, lon=13.729, hide_address=True)
    found = order_of(Sort.DISTANCE, near=(45.547, 13.729))
    assert found == ["Izola", "Sežana", "Brez točke", "Skrita"]


def test_the_latest_confirmation_stands_first(directory):
    for name, days in (("Dolgo", 90), ("Včeraj", 1), ("Lani", 200)):
        make_organisation(official_name=name, assured_days_ago=days)
    assert order_of(Sort.CONFIRMED) == ["Včeraj", "Dolgo", "Lani"]


def test_dormancy_begins_on_its_day(directory):
    page = make_organisation(official_name="Aleja")
    make_organisation(official_name="Žarek")
    today = timezone.localdate()
    Entry.objects.filter(uid=page.uid).update(due_on=today - DORMANT + timedelta(days=1))
    assert order_of(Sort.NAME) == ["Aleja", "Žarek"]
    Entry.objects.filter(uid=page.uid).update(due_on=today - DORMANT)
    assert order_of(Sort.NAME) == ["Žarek", "Aleja"]


def test_what_only_some_may_read_is_in_no_list(directory):
    seen, kept = make_organisation(), make_organisation()
    PageViewRestriction.objects.create(page=kept, restriction_type=PageViewRestriction.LOGIN)
    assert [entry.uid for entry in public_entries()] == [seen.uid]
    assert Matching(hidden=concealed()).counts()["topic", "kultura"] == 1
