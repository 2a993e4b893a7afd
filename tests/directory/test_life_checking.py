"""The nightly check of the directory finds what contradicts itself, and mends it (7.4)."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import PageLogEntry

from directory.life import tombstones
from directory.life.checking import CHECKS, check
from directory.life.erasure import end_entry, erase_people
from directory.models import Entry, EntryFacet, EntryState, OrganisationPage, Owner, Term
from directory.profile import write
from tests.directory.organisations import make_organisation, twin_of
from tests.directory.owning import entry_of, make_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(directory):
    OrganisationPage.objects.all().delete()
    Entry.objects.all().delete()
    return make_organisation(official_name="Društvo Burja", name_it="Associazione Bora")


@pytest.fixture(autouse=True)
def stones(settings, tmp_path):
    settings.DIRECTORY_TOMBSTONES = str(tmp_path / "stones.jsonl")


def troubles(*, mend: bool) -> list[tuple[str, bool]]:
    return [(finding.trouble, finding.mended) for finding in check(mend=mend)]


def mends(trouble: str) -> bool:
    """Whether the check finds just this, leaves it in a dry run, mends it, and is then content."""
    found = [troubles(mend=mend) for mend in (False, True, False)]
    assert found == [[(trouble, False)], [(trouble, True)], []]
    return True


def stays(trouble: str) -> bool:
    """Whether the check finds this, and finds it again since only a person can decide."""
    found = [troubles(mend=True) for _night in range(2)]
    return all((trouble, False) in night for night in found)


def test_where_all_is_well_nothing_is_found(page):
    make_organisation(source="it")
    make_organisation(published=False)
    assert troubles(mend=True) == []


def test_7_4_a_missing_twin_is_made(client, page):
    OrganisationPage.objects.filter(pk=twin_of(page).pk).delete()
    assert mends("no page in it")
    twin = twin_of(page)
    assert (twin.slug, twin.live) == ("associazione-bora", True)
    assert client.get(twin.url).status_code == 200


def test_7_4_a_twin_that_lags_behind_is_brought_in_step(page):
    OrganisationPage.objects.filter(pk=twin_of(page).pk).update(summary_sl="Staro.", live=False)
    assert mends("it does not follow the organisation's other page")
    twin = twin_of(page)
    assert (twin.summary_sl, twin.live, twin.slug) == ("Povzetek.", True, "associazione-bora")


def test_a_twin_that_is_no_alias_waits_for_a_person(page):
    OrganisationPage.objects.filter(pk=twin_of(page).pk).update(alias_of=None)
    assert stays("it should be an alias of the organisation's other page")


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"title": "Drugo"}, "title"),
        ({"listed": False}, "listed"),
        ({"maticna": "1"}, "maticna"),
        ({"lat": 45.5}, "lat"),
        ({"sort_it": b"x"}, "sort_it"),
        ({"municipality": "090", "lon": 13.0}, "municipality, lon"),
    ],
)
def test_a_projection_that_differs_is_written_anew(page, change, names):
    Entry.objects.update(**change)
    assert mends(f"its entry differs: {names}")


def test_facets_that_differ_are_written_anew(page):
    EntryFacet.objects.filter(group="topic").delete()
    assert mends("its entry differs: facets")
    assert EntryFacet.objects.get(group="topic").value == "kultura"


def test_a_page_without_entry_gets_one(page):
    Entry.objects.all().delete()
    assert mends("no entry")
    assert entry_of(page).listed


def test_an_open_entry_without_page_waits_for_a_person(page):
    Entry.objects.create(title="Brez strani", due_on="2030-01-01")
    [(trouble, _mended)] = troubles(mend=True)
    assert trouble.endswith("“Brez strani”: it is open and has no page")


def test_an_organisation_that_is_there_twice_waits_for_a_person(page):
    other = make_organisation()
    OrganisationPage.objects.filter(pk__in=[page.pk, other.pk]).update(maticna="1732803")
    found = [str(finding) for finding in check(mend=True) if "1732803" in finding.trouble]
    assert [str(each.pk) in text for each, text in zip((page, other), found, strict=True)] == [
        True,
        True,
    ]


def test_7_4_a_retired_term_is_followed_to_its_heir_and_reported_without_one(page):
    term = Term.objects.get(taxonomy__code="topics", code="kultura")
    heir = Term.objects.of("topics").exclude(pk=term.pk).first()
    term.retired, term.replaced_by = True, heir
    term.save()
    assert mends("its entry differs: facets")
    term.replaced_by = None
    term.save()
    assert stays("term “kultura”: out of use without a successor, and still chosen")


def test_owners_of_an_ended_entry_lose_it(page):
    entry = entry_of(page)
    end_entry(entry, state=EntryState.DISSOLVED)
    assert len(troubles(mend=True)) == 1
    make_owner(page)
    assert mends(
        f"entry {entry.uid} “Društvo Burja”: it has ended and somebody still looks after it"
    )
    assert Owner.objects.get().state == "revoked"


def test_an_end_that_is_not_among_the_tombstones_is_written_there(page):
    entry = entry_of(page)
    end_entry(entry, state=EntryState.GONE)
    PageLogEntry.objects.filter(action="directory.erased").delete()
    assert mends(f"entry {entry.uid} “Društvo Burja”: its end is not among the tombstones")


def test_what_the_history_alone_says_is_erased_is_written_to_the_tombstones(page):
    entry = entry_of(page)
    write(page, {"contact_name": "Ana Skrivna", "contact_consent": True})
    page.save_revision().publish()
    erase_people(entry)
    assert list(tombstones.read()) == []
    assert mends(f"entry {entry.uid}: what was erased is not among the tombstones")
    assert [stone["people"] for stone in tombstones.read()] == [
        PageLogEntry.objects.get(action="directory.erased").data["people"]
    ]


def test_an_ended_entry_that_is_public_waits_for_a_person(page):
    Entry.objects.update(state=EntryState.DISSOLVED, listed=False)
    assert stays("it is public though its entry has ended")


def test_one_check_that_fails_does_not_hide_the_others(page, monkeypatch):
    def broken(mend):
        raise RuntimeError("damaged")
        yield

    Entry.objects.update(title="Drugo")
    monkeypatch.setattr("directory.life.checking.CHECKS", [broken, *CHECKS])
    assert [mended for _trouble, mended in troubles(mend=True)] == [False, True]


def test_the_command_ends_with_1_only_where_something_stays(page):
    out = StringIO()
    Entry.objects.update(title="Drugo")
    with pytest.raises(SystemExit) as dry:
        call_command("check_directory", "--dry-run", stdout=StringIO())
    call_command("check_directory", stdout=out)
    assert (dry.value.code, out.getvalue().splitlines()[-1]) == (1, "1 found, 1 mended.")


def test_writing_the_page_keeps_everything_in_step(page):
    write(page, {"areas": ["050", "090"], "hide_address": True})
    page.save_revision().publish()
    assert troubles(mend=True) == []
