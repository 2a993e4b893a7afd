"""Claims, confirmations, reports, and wishes to be removed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.life import owners
from directory.models import (
    AssuredBy,
    DoNotList,
    Entry,
    EntryState,
    OrganisationPage,
    Owner,
    OwnerState,
)
from directory.profile import read
from hubkit.intake.models import State
from hubkit.outbox.models import Message
from tests.directory.moderation_cases import (
    address,
    fresh,
    last_mail,
    let_publish,
    reviewer,
    sheet_data,
    submit,
    text_of,
)
from tests.directory.organisations import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tombstones(settings, tmp_path):
    settings.DIRECTORY_TOMBSTONES = str(tmp_path / "tombstones.jsonl")


@pytest.fixture
def staff(directory, client):
    user = reviewer(language="en")
    let_publish(user)
    client.force_login(user)
    return user


@pytest.fixture
def page(staff):
    return make_organisation(
        official_name="Burja", phone="+38656278500", contact_name="Ana Novak", contact_consent=True
    )


def press(client, submission, action, **values):
    data = sheet_data(submission, action=action, **values)
    response = client.post(address(submission), data)
    submission.refresh_from_db()
    return response


def entry_of(page) -> Entry:
    return Entry.objects.get(uid=page.uid)


def test_a_claim_is_accepted_after_a_call(staff, page, client):
    """7.3: invited -> active; the only mail is the one with the link."""
    submission = submit("claim", target=page, by=staff, email="neki@gmail.com", sender_name="Neki")
    owners.claim(entry_of(page), email="neki@gmail.com", name="Neki", language="sl")
    told = text_of(client.get(address(submission)))
    assert "+386 5 627 85 00" in told
    assert "Call the organisation on the number it is registered with" in told
    assert press(client, submission, "accept-claim").status_code == 302
    owner = Owner.objects.get()
    assert (owner.email, owner.state) == ("neki@gmail.com", OwnerState.ACTIVE)
    assert (submission.state, Message.objects.count()) == (State.APPLIED, 1)


def test_a_claim_is_refused_with_a_reason(staff, page, client):
    submission = submit("claim", target=page, by=staff, email="neki@gmail.com", language="it")
    owners.claim(entry_of(page), email="neki@gmail.com", name="Neki", language="it")
    assert "Give a reason" in text_of(press(client, submission, "refuse-claim"))
    press(client, submission, "refuse-claim", message="Non La conoscono.")
    assert (submission.state, Owner.objects.get().state) == (State.REJECTED, OwnerState.REVOKED)
    assert Message.objects.count() == 1
    assert "Non La conoscono." in last_mail()


def test_a_confirmation_is_one_click(staff, page, client):
    """7.2: any confirmation returns it to fresh."""
    entry = entry_of(page)
    submission = submit("assure", target=page, by=staff, language="it")
    assert press(client, submission, "confirm").status_code == 302
    row = entry.assurances.get(submission=submission.pk)
    assert (row.kind, row.user) == (AssuredBy.OWNER, staff)
    assert fresh(entry).assured_at > timezone.now() - timedelta(minutes=5)
    assert submission.state == State.APPLIED
    assert page.get_translations().get().full_url in last_mail()


def test_a_report_is_answered(staff, page, client):
    submission = submit("report", target=page, by=staff)
    told = text_of(client.get(address(submission)))
    assert f"/admin/pages/{page.pk}/edit/" in told
    press(client, submission, "answer", message="Popravili smo.")
    assert submission.state == State.APPLIED
    assert "Popravili smo." in last_mail()
    assert page.full_url in last_mail()


def test_a_report_without_an_address_is_done_without_a_mail(staff, page, client):
    submission = submit("report", target=page, by=staff, email="")
    press(client, submission, "answer")
    assert (submission.state, Message.objects.count()) == (State.APPLIED, 0)


def test_people_are_hidden_by_one_click(staff, page, client):
    """7.4: Complaint / erasure: contacts hidden at once by one staff click."""
    submission = submit("remove", target=page, by=staff)
    told = text_of(press(client, submission, "hide-people", message="Na pol"))
    assert "Na pol" in told
    found = OrganisationPage.objects.get(pk=page.pk)
    assert read(found)["contact_name"] == ""
    assert read(found.latest_revision.as_object())["contact_name"] == ""
    assert (submission.state, found.live) == (State.IN_REVIEW, True)


@pytest.mark.parametrize(
    ("ending", "state", "is_live"),
    [
        ("hidden", EntryState.OPEN, False),
        ("dissolved", EntryState.DISSOLVED, False),
        ("gone", EntryState.GONE, None),
    ],
)
def test_each_way_to_end_an_entry(staff, page, client, ending, state, is_live):
    """7.2: archived (dissolved) -> gone; 7.4: page -> gone."""
    submission = submit("remove", target=page, by=staff)
    response = press(client, submission, "remove", ending=ending, message="Urejeno.")
    assert response.status_code == 302
    entry = entry_of(page)
    assert (entry.state, entry.listed) == (state, False)
    found = OrganisationPage.objects.filter(pk=page.pk).first()
    assert (found.live if found else None) == is_live
    assert submission.state == State.APPLIED
    assert "Burja" in last_mail()
    assert "Urejeno." in last_mail()
    assert not DoNotList.objects.exists()


def test_nobody_takes_a_page_from_the_web_who_may_not(staff, page, client):
    staff.groups.clear()
    submission = submit("remove", target=page, by=staff)
    told = text_of(press(client, submission, "remove", ending="gone", message="Na pol"))
    assert "You may not take this page from the web; ask somebody who publishes pages." in told
    assert "Na pol" in told
    assert (submission.state, fresh(page).live) == (State.IN_REVIEW, True)
    assert read(fresh(page))["contact_name"] == "Ana Novak"


def test_an_entry_is_merged_into_the_one_named(staff, page, client):
    """7.2: archived (merged -> 301)."""
    heir = make_organisation(official_name="Zveza Val")
    submission = submit("remove", target=page, by=staff)
    told = text_of(press(client, submission, "remove", ending="merged", heir="Burja"))
    assert "No active entry, or more than one, has this number or name." in told
    assert submission.state == State.IN_REVIEW
    press(client, submission, "remove", ending="merged", heir="zveza val")
    entry = entry_of(page)
    assert (entry.state, entry.merged_into) == (EntryState.MERGED, entry_of(heir))
    assert "Zveza Val" in last_mail()


def test_whoever_does_not_want_to_be_listed_is_remembered_as_a_hash(staff, page, client):
    """7.2: gone(410, DoNotList hash)."""
    submission = submit("remove", target=page, by=staff)
    press(client, submission, "remove", ending="gone", do_not_list="on")
    assert DoNotList.objects.count() == 2  # of the number and of the name
    assert not any("Burja" in row.reason + row.hash for row in DoNotList.objects.all())


def test_it_says_what_is_to_be_chosen(staff, page, client):
    submission = submit("remove", target=page, by=staff)
    told = text_of(press(client, submission, "remove"))
    assert "Choose what becomes of the entry." in told
    assert submission.state == State.IN_REVIEW


def test_an_entry_that_is_gone_can_only_be_answered(staff, page, client):
    """7.4: Target deleted meanwhile."""
    submission = submit("assure", target=page, by=staff)
    Entry.objects.filter(uid=page.uid).delete()
    told = text_of(press(client, submission, "confirm"))
    assert "This failed and nothing was changed." in told
    press(client, submission, "reject", message="Ni več v imeniku.")
    assert submission.state == State.REJECTED
