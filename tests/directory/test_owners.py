"""Who becomes an owner, by which address, and how one ceases to be (7.3 Owner link)."""

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from directory.life import links, owners
from directory.models import EditLink, Owner, OwnerState
from tests.directory.organisations import make_organisation
from tests.directory.owning import entry_of, last_body, make_owner, make_submission, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(directory):
    return make_organisation(
        official_name="Društvo Burja", email="pisarna@burja.si", website="https://www.burja.si/sl/"
    )


@pytest.fixture
def entry(page):
    return entry_of(page)


@pytest.mark.parametrize(
    ("email", "state"),
    [
        ("pisarna@burja.si", "active"),
        ("PISARNA@Burja.si", "active"),
        ("ana@burja.si", "active"),
        ("ana@burja.si.example.org", "invited"),
        ("ana@noburja.si", "invited"),
        ("ana@gmail.com", "invited"),
    ],
)
def test_7_3_the_sender_of_an_applied_entry_is_active_if_the_address_matches(entry, email, state):
    owner = owners.settle(make_submission(entry, email=email), entry)
    assert (owner.state, owner.email, owner.name, owner.language) == (
        state,
        email.lower(),
        "Ana Primer",
        "sl",
    )


def test_the_new_owner_gets_a_link(entry):
    owner = owners.settle(make_submission(entry, email="ana@burja.si"), entry)
    assert [to for to, _subject in written()] == ["ana@burja.si"]
    token = last_body().split("/uredi/")[1].split("/")[0]
    assert links.find(token).owner == owner


def test_a_domain_that_many_share_proves_nothing(directory):
    page = make_organisation(email="", phone="05 627 85 00", website="https://www.arnes.si/~burja")
    owner = owners.settle(make_submission(entry_of(page), email="x@arnes.si"), entry_of(page))
    assert owner.state == OwnerState.INVITED


def test_a_change_of_the_website_does_not_let_its_sender_in(entry, page):
    """The address is compared with the entry as it was before the change."""
    page.website, page.email = "https://tat.example", "x@tat.example"
    page.save_revision().publish()
    base = {"website": "https://www.burja.si/sl/", "email": "pisarna@burja.si"}
    owner = owners.settle(make_submission(entry, email="x@tat.example", base=base), entry)
    assert owner.state == OwnerState.INVITED


def test_an_unconfirmed_address_owns_nothing(entry):
    submission = make_submission(entry, email="pisarna@burja.si", email_confirmed_at=None)
    assert owners.settle(submission, entry) is None
    assert Owner.objects.count() == 0


def test_7_3_of_a_second_claimant_staff_see_both_and_the_first_is_told(entry, page):
    make_owner(page, "pisarna@burja.si")
    second = owners.claim(entry, email="ana@burja.si", name="Ana", language="it")
    assert second.state == OwnerState.INVITED
    assert [to for to, _subject in written()] == ["pisarna@burja.si"]
    assert "ana@burja.si" not in last_body()
    assert set(entry.owners.values_list("email", flat=True)) == {"pisarna@burja.si", "ana@burja.si"}


def test_the_first_owner_is_told_once(entry, page):
    make_owner(page, "pisarna@burja.si")
    for _time in range(2):
        owners.claim(entry, email="ana@burja.si", name="Ana", language="it")
    assert len(written()) == 1


def test_claiming_again_changes_nothing_for_an_active_owner(entry, page):
    owner = make_owner(page)
    assert owners.claim(entry, email="ANA@example.org ", name="", language="it") == owner
    owner.refresh_from_db()
    assert (owner.state, owner.language, written()) == ("active", "sl", [])


def test_who_was_revoked_comes_back_only_through_staff(entry, page):
    owner = make_owner(page, "pisarna@burja.si", state=OwnerState.REVOKED)
    assert owners.settle(make_submission(entry, email=owner.email), entry).state == "revoked"
    assert owners.claim(entry, email=owner.email, name="", language="sl").state == "invited"


def test_who_was_suspended_for_returned_mail_is_active_once_mail_arrives(entry, page):
    make_owner(page, "pisarna@burja.si", state=OwnerState.SUSPENDED, bounces=2)
    owner = owners.settle(make_submission(entry, email="pisarna@burja.si"), entry)
    assert (owner.state, owner.bounces) == ("active", 0)


def test_who_was_suspended_by_staff_stays_so(entry, page, superuser):
    owners.suspend(make_owner(page, "pisarna@burja.si"), superuser)
    owner = owners.settle(make_submission(entry, email="pisarna@burja.si"), entry)
    assert owner.state == OwnerState.SUSPENDED


def test_staff_accept_after_a_call(entry, page, superuser):
    owner = make_owner(page, state=OwnerState.INVITED, language="it")
    assert not owners.is_active(entry, "ana@example.org")
    owners.accept(owner, superuser)
    assert owners.is_active(entry, "ANA@example.org")
    assert "/accesso-scheda/" in last_body()


def test_staff_refuse_and_say_so(entry, page, superuser):
    owner = make_owner(page, state=OwnerState.INVITED)
    owners.refuse(owner, superuser)
    owner.refresh_from_db()
    assert (owner.state, [to for to, _ in written()]) == ("revoked", ["ana@example.org"])


def test_revoking_closes_every_link_at_once(entry, page, superuser):
    owner = make_owner(page)
    tokens = [links.make_link(owner)[1] for _time in range(2)]
    owners.revoke(owner, superuser)
    assert [links.find(token).revoked_at is None for token in tokens] == [False, False]
    assert not owners.is_active(entry, owner.email)
    owners.revoke(owner, superuser)
    assert len(written()) == 1


def test_of_a_token_only_the_hash_is_stored(page):
    link, token = links.make_link(make_owner(page))
    assert len(token) == 43
    row = EditLink.objects.values().get(pk=link.pk)
    assert token not in str(row)
    days = (link.expires_at - timezone.now()).days
    assert days == links.DAYS - 1


def test_the_page_remembers_a_hash_and_no_address(entry, page, superuser):
    owners.accept(make_owner(page, state=OwnerState.INVITED), superuser)
    row = PageLogEntry.objects.get(action="directory.owner")
    assert (row.data["state"], row.user) == ("active", superuser)
    assert "ana" not in str(row.data)
