"""Ending entries and erasing people, and doing so again after a backup (7.2 and 7.4)."""

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.search.backends import get_search_backend

from directory.forms.addresses import address
from directory.life import do_not_list, tombstones
from directory.life.assurance import assure
from directory.life.erasure import end_entry, erase_people
from directory.models import (
    AssuredBy,
    Contact,
    DoNotList,
    Entry,
    EntryState,
    FieldDecision,
    OrganisationPage,
    Owner,
)
from directory.profile import write
from hubkit.intake.models import Draft, State, Submission
from tests.directory.organisations import make_organisation, twin_of
from tests.directory.owning import entry_of, make_owner, make_submission, written
from tests.directory.visitor import Guest

pytestmark = pytest.mark.django_db

ANA = {
    "contact_name": "Ana Skrivna",
    "contact_email": "ana.skrivna@example.org",
    "contact_phone": "05 627 85 00",
    "contact_role_sl": "tajnica",
    "contact_consent": True,
}


@pytest.fixture
def page(directory):
    return make_organisation(official_name="Društvo Burja", maticna="1732803", **ANA)


@pytest.fixture
def entry(page):
    return entry_of(page)


@pytest.fixture(autouse=True)
def stones(settings, tmp_path):
    settings.DIRECTORY_TOMBSTONES = str(tmp_path / "deep" / "stones.jsonl")


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What waits for the end of the transaction happens."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def everything_of(page_key, entry: Entry) -> str:
    """All that the database says of an organisation, as one text."""
    pages = OrganisationPage.objects.filter(translation_key=page_key)
    revisions = Revision.page_revisions.filter(object_id__in=[str(p.pk) for p in pages])
    tables = (
        pages.values(),
        Contact.objects.filter(page__in=pages).values(),
        revisions.values(),
        Submission.objects.filter(target_uid=page_key).values(),
        FieldDecision.objects.values(),
        PageLogEntry.objects.values(),
        Owner.objects.filter(entry=entry).values(),
    )
    return str([list(table) for table in tables])


def names_of_people(page: OrganisationPage) -> set[str]:
    return set(
        Contact.objects.filter(page__translation_key=page.uid).values_list("name", flat=True)
    )


def test_7_4_erasing_people_takes_them_from_wherever_they_are(page, entry, superuser, committed):
    for _draft in range(2):
        page.save_revision()
    sent = make_submission(entry, payload=ANA | {"email": "x@y.si"}, edited=ANA, base=ANA)
    FieldDecision.objects.create(
        submission=sent, path="contact_name", old="Ana Skrivna", new="A", verdict="accept"
    )
    assert everything_of(page.uid, entry).count("Skrivna") >= 9
    with committed():
        erase_people(entry, by=superuser)
    left = everything_of(page.uid, entry)
    assert [word in left for word in ("Skrivna", "ana.skrivna", "tajnica")] == [False] * 3
    sent.refresh_from_db()
    assert sent.payload == {"email": "x@y.si"}
    assert OrganisationPage.objects.get(pk=page.pk).live
    assert get_search_backend().search("Skrivna", Page).count() == 0


def test_the_editor_shows_the_page_without_them(page, entry):
    page.save_revision()
    erase_people(entry)
    latest = OrganisationPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert list(latest.contacts.all()) == []
    assert latest.title == "Društvo Burja"
    latest.save_revision().publish()
    assert list(twin_of(page).contacts.all()) == []


def test_7_4_the_log_keeps_a_hash(page, entry, superuser, committed):
    with committed():
        erase_people(entry, by=superuser)
    row = PageLogEntry.objects.get(action="directory.erased")
    assert row.data["people"] == [tombstones.digest("ana  SKRIVNA")]
    [stone] = tombstones.read()
    assert stone == row.data
    assert "Skrivna" not in tombstones.path().read_text()


def test_erasing_twice_leaves_one_stone(entry, committed):
    for _time in range(2):
        with committed():
            erase_people(entry)
    assert len(list(tombstones.read())) == 1


def test_what_is_rolled_back_leaves_no_stone(page, entry, committed):
    with committed(), transaction.atomic():
        erase_people(entry)
        transaction.set_rollback(True)
    assert list(tombstones.read()) == []
    assert names_of_people(page) == {"Ana Skrivna"}


# Ends


def test_7_2_gone_deletes_the_page_and_keeps_the_entry(page, entry, committed):
    make_owner(page)
    done = make_submission(entry, payload={"official_name": "Društvo Burja"})
    waiting = make_submission(entry, state=State.IN_REVIEW, kind="directory.remove")
    with committed():
        end_entry(entry, state=EntryState.GONE)
    assert not Page.objects.filter(translation_key=entry.uid).exists()
    assert (entry.state, entry.page, entry.listed, entry.maticna) == ("gone", None, False, "")
    assert (entry.facets.count(), entry.owners.count()) == (0, 0)
    done.refresh_from_db()
    waiting.refresh_from_db()
    assert (done.payload, done.email, bool(done.digest)) == ({}, "", True)
    assert (waiting.email, waiting.state) == ("ana@example.org", "in_review")
    assert [stone["state"] for stone in tombstones.read()] == ["gone"]


def test_7_2_dissolved_keeps_an_unpublished_page_without_people(page, entry):
    end_entry(entry, state=EntryState.DISSOLVED)
    page.refresh_from_db()
    assert (page.live, twin_of(page).live, entry.listed) == (False, False, False)
    assert names_of_people(page) == set()
    assert entry.ended_at is not None


def test_7_2_the_owners_of_a_merged_entry_ask_for_the_heir(page, entry):
    heir = make_organisation(email="pisarna@burja.si")
    make_owner(page, "ana@example.org")
    make_owner(page, "pisarna@burja.si")
    end_entry(entry, state=EntryState.MERGED, merged_into=entry_of(heir))
    assert entry.merged_into == entry_of(heir)
    assert dict(entry_of(heir).owners.values_list("email", "state")) == {
        "ana@example.org": "invited",
        "pisarna@burja.si": "active",
    }
    assert entry.owners.count() == 0


@pytest.mark.skipif(
    "wagtail.contrib.redirects" not in settings.INSTALLED_APPS, reason="the site has no redirects"
)
def test_7_2_the_addresses_of_a_merged_entry_lead_to_the_heir(client, page, entry):
    heir = make_organisation()
    old = {each.locale_id: each.url for each in (page, twin_of(page))}
    end_entry(entry, state=EntryState.MERGED, merged_into=entry_of(heir))
    for each in (heir, twin_of(heir)):
        response = client.get(old[each.locale_id])
        assert (response.status_code, response["Location"]) == (301, each.url)


@pytest.mark.parametrize("state", [EntryState.OPEN, EntryState.MERGED])
def test_an_end_that_makes_no_sense_is_refused(entry, state):
    with pytest.raises(ValueError, match=r"\w"):
        end_entry(entry, state=state, merged_into=entry if state == EntryState.MERGED else None)
    with pytest.raises(ValueError, match=r"\w"):
        end_entry(entry, state=EntryState.GONE, merged_into=entry)


def test_7_4_who_asked_not_to_be_listed_is_known_again_and_not_named(page, entry):
    end_entry(entry, state=EntryState.GONE, do_not_list=True)
    assert do_not_list.is_refused(maticna="1732803")
    assert do_not_list.is_refused(title="DRUŠTVO  burja")
    assert not do_not_list.is_refused(maticna="5874190", title="Društvo Burjica")
    assert not do_not_list.is_refused()
    assert "Burja" not in str(list(DoNotList.objects.values()))


def test_nobody_is_written_to_about_the_end(page, entry):
    make_owner(page)
    end_entry(entry, state=EntryState.GONE)
    assert written() == []


# After a backup


def replayed(*args: str) -> str:
    out = StringIO()
    call_command("replay_erasures", *args, stdout=out)
    return out.getvalue().splitlines()[-1]


@pytest.fixture
def backup(committed):
    """Do something, take it back as a backup would, and leave the tombstones."""

    def restore(change) -> None:
        point = transaction.savepoint()
        with committed():
            change()
        transaction.savepoint_rollback(point)

    return restore


def test_7_4_after_a_backup_people_are_erased_again(page, entry, backup):
    backup(lambda: erase_people(entry))
    assert replayed("--dry-run") == "1 erased again."
    assert names_of_people(page) == {"Ana Skrivna"}
    assert [replayed(), replayed()] == ["1 erased again.", "0 erased again."]
    assert "Skrivna" not in everything_of(page.uid, entry)


def test_after_a_backup_a_person_who_came_later_stays(page, entry, backup):
    backup(lambda: erase_people(entry))
    page = OrganisationPage.objects.get(pk=page.pk)
    write(page, {"contact_name": "Bor Novi"})
    page.save_revision().publish()
    replayed()
    assert names_of_people(page) == {"Bor Novi"}


@pytest.mark.parametrize("state", [EntryState.GONE, EntryState.DISSOLVED])
def test_7_4_after_a_backup_entries_end_again(page, entry, backup, state):
    backup(lambda: end_entry(Entry.objects.get(pk=entry.pk), state=state, do_not_list=True))
    assert Entry.objects.get(pk=entry.pk).listed
    assert replayed() == "2 erased again."
    assert replayed() == "0 erased again."
    restored = Entry.objects.get(pk=entry.pk)
    assert (restored.state, restored.listed) == (state, False)
    assert do_not_list.is_refused(maticna="1732803")
    assert len(list(tombstones.read())) == 1


def test_after_a_backup_a_merge_without_its_heir_is_at_least_an_end(page, entry, backup):
    heir = make_organisation()
    backup(
        lambda: end_entry(
            Entry.objects.get(pk=entry.pk), state=EntryState.MERGED, merged_into=entry_of(heir)
        )
    )
    end_entry(entry_of(heir), state=EntryState.GONE)
    replayed()
    assert Entry.objects.get(pk=entry.pk).state == EntryState.DISSOLVED


def test_a_line_cut_off_by_a_crash_is_passed_over(entry):
    tombstones.append({"uid": str(entry.uid), "state": None, "people": []})
    with tombstones.path().open("a") as file:
        file.write('{"uid": "abc')
    assert [json.dumps(stone["uid"]) for stone in tombstones.read()] == [f'"{entry.uid}"']
    assert replayed() == "0 erased again."


def test_the_file_is_for_the_sites_own_user_only(entry):
    tombstones.append({"uid": str(entry.uid)})
    assert oct(tombstones.path().stat().st_mode)[-3:] == "600"


def test_what_an_entry_was_made_from_is_found_by_its_assurance(page, entry):
    made_from = make_submission(None, payload=ANA, target_uid=None)
    assure(entry, kind=AssuredBy.STAFF, submission=made_from.pk)
    erase_people(entry)
    made_from.refresh_from_db()
    assert made_from.payload == {}


def test_what_was_taken_for_the_same_organisation_is_erased_with_it(page, entry):
    change = make_submission(entry, payload=ANA)
    sent = [
        make_submission(None, payload=ANA, successor=change, state=State.MERGED),
        make_submission(None, payload=ANA, state=State.MERGED),
    ]
    Submission.objects.filter(pk=sent[1].pk).update(successor=sent[0])
    erase_people(entry)
    assert [Submission.objects.get(pk=each.pk).payload for each in (*sent, change)] == [{}] * 3


def test_what_somebody_is_writing_forgets_the_person_and_keeps_the_rest(page, entry, directory):
    guest = Guest()
    guest.open(address(directory["sl"], "change", uid=page.uid))
    guest.send(short_name="BU")
    draft = Draft.objects.get()
    assert (draft.base["contact_name"], draft.data["who"]["short_name"]) == ("Ana Skrivna", ["BU"])
    erase_people(entry)
    draft.refresh_from_db()
    assert "krivna" not in json.dumps([draft.base, draft.data])
    assert draft.data["who"]["short_name"] == ["BU"]
    assert guest.client.get(guest.url).status_code == 200
