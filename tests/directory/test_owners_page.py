"""The owners' page: ask for a link, confirm, change, prefer, hand back (7.3 and 7.4)."""

import datetime as dt
import logging

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from directory.life import links
from directory.models import Assurance, DirectoryPage, EditLink, OrganisationPage, OwnerState
from hubkit.intake.models import Count, Draft, State, Submission
from hubkit.outbox.models import Message
from tests.directory.organisations import make_organisation, set_clock
from tests.directory.owning import entry_of, last_body, link_to, make_owner, written
from tests.directory.visitor import CONSENT, YOU, Guest
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(directory):
    return make_organisation(official_name="Društvo Burja")


@pytest.fixture
def owner(page):
    return make_owner(page)


@pytest.fixture
def ask(directory):
    return directory["sl"].owner_url()


def body(response) -> str:
    return response.content.decode()


def without_token(response) -> str:
    """The answer without what differs in any two: the token that guards the form."""
    text = body(response)
    start = text.find('name="csrfmiddlewaretoken"')
    return text[:start] + text[text.find(">", start) :] if start > 0 else text


# Asking for a link


def test_7_3_asking_gives_the_same_answer_whether_or_not_the_address_is_known(client, owner, ask):
    answers = []
    for email in ("ana@example.org", "nihce@example.org"):
        response = client.post(ask, {"email": email})
        answers.append((response.status_code, response["Location"], body(response)))
        answers.append(without_token(client.get(response["Location"])))
    assert answers[:2] == answers[2:]
    assert [to for to, _subject in written()] == ["ana@example.org", "nihce@example.org"]
    assert EditLink.objects.count() == 1


def test_the_mail_lists_every_entry_of_the_address(client, owner, page, ask):
    make_owner(make_organisation(official_name="Zavod Sonce"), "ana@example.org")
    make_owner(make_organisation(official_name="Tuje"), "ana@example.org", state="invited")
    client.post(ask, {"email": "Ana@Example.org"})
    text = last_body()
    assert [name in text for name in ("Društvo Burja", "Zavod Sonce", "Tuje")] == [
        True,
        True,
        False,
    ]
    assert text.count("/uredi/") == 3  # two entries, and where to ask again
    assert Message.objects.get().content["secret"] is True


def test_the_mail_is_in_the_language_of_the_page(client, owner, directory):
    client.post(directory["it"].owner_url(), {"email": "ana@example.org"})
    assert Message.objects.get().content["headers"]["Content-Language"] == "it"


def test_each_address_is_written_to_five_times_a_day_and_nobody_learns_it(client, owner, ask):
    answers = {client.post(ask, {"email": "ana@example.org"})["Location"] for _ in range(7)}
    assert (len(answers), Message.objects.count()) == (1, 5)


def test_7_4_flood_is_slowed_down_in_words(client, ask):
    for number in range(10):
        client.post(ask, {"email": f"x{number}@example.org"})
    response = client.post(ask, {"email": "y@example.org"})
    assert (response.status_code, int(response["Retry-After"]) > 0) == (429, True)
    assert (Message.objects.count(), 'value="y@example.org"' in body(response)) == (10, True)


def test_no_count_holds_an_address(client, ask):
    client.post(ask, {"email": "ana@example.org"})
    assert "ana" not in str(list(Count.objects.values()))


def test_what_is_no_address_is_told_at_the_field(client, ask):
    response = client.post(ask, {"email": "ana"})
    assert response.status_code == 200
    assert 'id="id_email_error"' in body(response)


def test_both_words_open_both_pages(client, directory):
    for page in directory.values():
        for word in links.EDIT.values():
            assert client.get(f"{page.url}{word}/").status_code == 200


def test_the_switcher_knows_the_word_of_the_other_language():
    assert DirectoryPage.subpath_in("it", "uredi/abc/") == "accesso-scheda/abc/"
    assert DirectoryPage.subpath_in("sl", "accesso-scheda/") == "uredi/"
    assert DirectoryPage.subpath_in("it", "oddaja/X/") == "invio/X/"


# The link


def test_the_answers_are_stored_and_indexed_by_nobody(client, owner, ask):
    for address in (ask, link_to(owner)):
        response = client.get(address)
        assert response["Cache-Control"] == "no-store, private"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("method", ["get", "head"])
def test_7_4_a_scanner_that_opens_the_link_changes_nothing(client, owner, page, method):
    set_clock(page, 400)
    before = vars(entry_of(page)) | {"_state": None}
    assert getattr(client, method)(link_to(owner)).status_code == 200
    assert vars(entry_of(page)) | {"_state": None} == before
    assert Assurance.objects.count() == 1


def test_one_button_confirms(client, owner, page):
    set_clock(page, 600)
    address = link_to(owner)
    response = client.post(address, {"action": "confirm"})
    assert response["Location"] == f"{address}?done=confirmed"
    entry = entry_of(page)
    assert (entry.freshness, entry.reminded) == ("fresh", 0)
    assert list(entry.assurances.values_list("kind", flat=True)) == ["owner", "owner"]


def test_7_4_a_double_click_or_a_scanner_that_posts_confirms_once(client, owner, page):
    address = link_to(owner)
    for _time in range(3):
        client.post(address, {"action": "confirm"})
    assert Assurance.objects.filter(at__gte=timezone.now() - dt.timedelta(hours=1)).count() == 1


def test_7_4_a_link_used_twice_is_no_error(client, owner):
    address = link_to(owner)
    client.post(address, {"action": "confirm"})
    assert client.get(address).status_code == 200


def test_the_page_shows_what_readers_see_but_nothing_kept_by_staff(client, directory):
    page = make_organisation(summary_sl="Pihamo po burji.", alert_sl="Skrivnost hiše.")
    text = body(client.get(link_to(make_owner(page))))
    assert ("Pihamo po burji." in text, "Skrivnost hiše." in text) == (True, False)


def test_7_4_an_expired_link_has_one_button_for_a_new_one(client, owner, ask):
    address = link_to(owner)
    with time_machine.travel(timezone.now() + dt.timedelta(days=15), tick=False):
        response = client.get(address)
        assert (response.status_code, 'name="email"' in body(response)) == (410, False)
        assert client.post(address)["Location"] == f"{ask}?sent"
    assert [to for to, _subject in written()] == ["ana@example.org"]
    assert Assurance.objects.count() == 1


def test_7_4_a_damaged_link_is_told_and_offers_a_new_one(client, owner):
    address = link_to(owner)
    response = client.get(address[:-6] + "/")
    assert (response.status_code, 'name="email"' in body(response)) == (404, True)


@pytest.mark.parametrize("state", ["revoked", "suspended", "invited"])
def test_a_link_of_somebody_who_may_not_opens_nothing(client, owner, page, state):
    address = link_to(owner)
    owner.state = state
    owner.save()
    assert client.post(address, {"action": "confirm"}).status_code == 410
    assert Assurance.objects.count() == 1


def test_a_revoked_link_opens_nothing_though_its_owner_may(client, owner):
    address = link_to(owner)
    links.revoke_links(owner)
    assert client.get(address).status_code == 410


def test_a_link_to_an_entry_that_is_gone(client, owner, page):
    address = link_to(owner)
    entry_of(page).page.delete()
    assert client.get(address).status_code == 410


def test_tokens_are_in_no_log(client, owner, caplog):
    address = link_to(owner)
    token = address.split("/")[-2]
    links.revoke_links(owner)
    with caplog.at_level(logging.DEBUG):
        client.get(address)
        client.get(f"{address}nekaj/")
        client.get(address[:-4] + "/")
    logged = [record.getMessage() for record in caplog.records]
    assert [line for line in logged if token[:30] in line] == []
    assert any("…" in line for line in logged)  # the foreign address was logged, without the token


# What an owner does


def test_preferences(client, owner, page):
    entry = set_clock(page, 10)
    address = link_to(owner)
    response = client.post(address, {"action": "prefer", "interval": "6", "language": "it"})
    assert response["Location"] == f"{address}?done=saved"
    owner.refresh_from_db()
    changed = entry_of(page)
    assert (owner.language, changed.interval) == ("it", 6)
    assert 160 < (entry.due_on - changed.due_on).days < 190


def test_an_interval_that_is_not_offered_is_refused(client, owner, page):
    response = client.post(link_to(owner), {"action": "prefer", "interval": "1", "language": "sl"})
    assert (response.status_code, entry_of(page).interval) == (200, 12)


def test_handing_back(client, owner, page):
    address = link_to(owner)
    assert "Društvo Burja" in body(client.post(address, {"action": "hand_back"}))
    owner.refresh_from_db()
    assert owner.state == OwnerState.REVOKED
    assert client.get(address).status_code == 410
    assert OrganisationPage.objects.get(pk=page.pk).live


def test_something_else_does_nothing(client, owner):
    assert client.post(link_to(owner), {"action": "delete"}).status_code == 200
    assert Assurance.objects.count() == 1


def test_changing_opens_the_form_with_the_address_known(client, owner, page):
    response = client.post(link_to(owner), {"action": "change"})
    draft = Draft.objects.get()
    assert (draft.target_uid, draft.email, draft.language) == (page.uid, "ana@example.org", "sl")
    assert draft.is_email_proven
    assert "ana@example.org" in str(draft.data)  # typed by nobody
    assert "ana@example.org" not in str(draft.base)
    assert response["Location"].endswith("/1/")


def test_a_full_stop_after_the_link_brings_no_token_into_the_log(client, owner, caplog):
    address = link_to(owner)
    client.get(f"{address[:-1]}./")
    assert address.split("/")[-2] not in caplog.text


def test_without_the_form_for_changes_there_is_no_button(client, owner, monkeypatch):
    monkeypatch.setattr(DirectoryPage, "intake_kinds", (), raising=False)
    address = link_to(owner)
    assert 'value="change"' not in body(client.get(address))
    assert client.post(address, {"action": "change"}).status_code == 200


def test_the_pages_ask_the_same_number_of_queries_for_one_owner_and_for_three(
    client, owner, page, directory
):
    cache.clear()
    address = link_to(owner)
    one = queries_of(client, address), queries_of(client, directory["sl"].owner_url())
    for number in range(2):
        make_owner(page, f"{number}@example.org")
        make_owner(make_organisation(), "ana@example.org")
    assert (queries_of(client, address), queries_of(client, directory["sl"].owner_url())) == one


def test_an_owner_proves_no_address_but_their_own(client, directory, page, owner, settings):
    settings.HUBKIT_INTAKE_MIN_SECONDS = 0
    guest = Guest(client)
    guest.url = client.post(link_to(owner), {"action": "change"})["Location"]
    start = guest.url.removesuffix("1/")
    client.post(f"{start}pozneje/", {"email": "zupan@example.org"})
    guest.open(f"{start}5/")
    guest.send("summary", **YOU | {"sender_email": "zupan@example.org", "note": "Prosim."})
    guest.send("send", **CONSENT)
    submission = Submission.objects.get(email="zupan@example.org")
    assert (submission.state, submission.email_confirmed_at) == (State.UNCONFIRMED, None)
