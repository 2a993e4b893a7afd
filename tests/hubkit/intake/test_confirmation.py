"""The link that confirms: looked at it changes nothing, pressed it acts, and it stays usable."""

import datetime as dt

import pytest
import time_machine

from hubkit.intake import confirmation, rounds, tokens
from hubkit.intake.models import State, Submission
from hubkit.intake.transitions import TransitionError
from hubkit.outbox.models import Message
from hubkit.outbox.models import State as MailState
from tests.hubkit.intake.visitor import Visitor, links_in, mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(forms_pages):
    """Somebody who has just sent a proposal, on the page of the receipt."""
    visitor = Visitor()
    visitor.propose(forms_pages["sl"])
    return visitor


def submission() -> Submission:
    return Submission.objects.get()


def link() -> str:
    return links_in(mails()[-1])[0]


def later(**time) -> time_machine.travel:
    return time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(**time), tick=False)


def test_looking_changes_nothing_and_shows_what_was_sent(ana):
    before = Submission.objects.values().get()
    for _time in range(2):
        ana.open(link())
    assert ana.client.head(link()).status_code == 200
    assert ana.client.options(link()).status_code == 200
    assert Submission.objects.values().get() == before
    assert "Društvo Žabe" in ana.text
    assert ana.response["Cache-Control"] == "no-store, private"


def test_the_button_confirms_and_once_more_does_no_harm(ana, happened):
    ana.open(link())
    data = ana.fields()
    ana.send("")
    assert submission().state == State.QUEUED
    assert submission().email_confirmed_at is not None
    assert submission().receipt in ana.text
    assert ana.client.post(link_of_first(), data).status_code == 200
    assert submission().passages.filter(event="confirm").count() == 1
    assert happened == [("received", State.UNCONFIRMED), ("confirmed", State.QUEUED)]
    assert len(mails()) == 2


def link_of_first() -> str:
    return links_in(mails()[0])[0]


def test_a_link_used_twice_says_so_and_where_it_stands(ana):
    ana.open(link())
    ana.send("")
    ana.open(link_of_first())
    assert ana.response.status_code == 200
    assert ana.page.select_one(".intake__note") is not None
    assert submission().receipt in ana.text


def test_a_new_link_does_not_void_the_old_one(ana):
    old = link()
    ana.send("", action="/nova-povezava/")
    assert len(mails()) == 2
    assert mails()[-1].content["secret"] is True
    ana.open(old)
    ana.send("")
    assert submission().state == State.QUEUED


def test_a_corrected_address_voids_the_old_link(ana):
    old = link()
    ana.send("", action="/naslov/", email="prava@example.org")
    assert submission().email == "prava@example.org"
    assert [each.recipients for each in mails()] == ["ana@example.org", "prava@example.org"]
    stranger = Visitor()
    stranger.open(old)
    assert stranger.response.status_code == 410
    assert "Društvo Žabe" not in stranger.text
    assert "prava" not in stranger.text
    stranger.send("")
    assert submission().state == State.UNCONFIRMED
    assert mails()[-1].recipients == "prava@example.org"
    ana.open(links_in(mails()[1])[0])
    ana.send("")
    assert submission().state == State.QUEUED


def test_only_who_has_just_sent_it_corrects_the_address(ana):
    code = submission().receipt
    other = Visitor()
    other.open(f"/sl/obrazci/oddaja/{code}/")
    assert "naslov" not in str(other.page.select(".intake form"))
    other.client.post(f"/sl/obrazci/oddaja/{code}/naslov/", {"email": "x@example.org", "k": "x"})
    assert submission().email == "ana@example.org"
    assert "ana@example.org" not in other.text
    assert "a…@example.org" in other.text
    fields = ana.fields("/naslov/")
    with later(hours=1, minutes=1):
        ana.client.post(f"/sl/obrazci/oddaja/{code}/naslov/", {**fields, "email": "x@example.org"})
    assert submission().email == "ana@example.org"


def test_a_wrong_correction_is_told(ana):
    ana.send("", action="/naslov/", email="ni naslov")
    assert submission().email == "ana@example.org"
    assert ana.fields("/naslov/")["email"] == "ni naslov"
    assert [each["href"] for each in ana.page.select(".intake__problems a")] == ["#id_email"]


def test_a_damaged_link_offers_a_new_one_and_does_not_tell_who_is_known(ana):
    known, unknown = Visitor(), Visitor()
    broken = link()[:-12] + "/"
    known.open(broken)
    assert known.response.status_code == 404
    known.send("", email="ANA@example.org")
    unknown.open(broken)
    unknown.send("", email="nihce@example.org")
    assert known.text == unknown.text
    assert [each.recipients for each in mails()] == ["ana@example.org"] * 2


def test_a_token_of_one_purpose_opens_no_other(ana):
    signed = tokens.sign(submission(), tokens.REVISE)
    ana.open(f"/sl/obrazci/potrditev/{signed}/")
    assert ana.response.status_code == 404
    assert tokens.unsign(signed, tokens.CONFIRM, max_age=tokens.WEEK) is None


def test_it_is_asked_for_twice_more_and_then_expires_with_its_content(ana):
    counts = []
    for days in (0.5, 1.1, 4, 5.1, 6.9, 7.1, 8):
        with later(days=days):
            rounds.run()
            rounds.run()
        counts.append((len(mails()), submission().state))
    assert counts == [
        (1, State.UNCONFIRMED),
        (2, State.UNCONFIRMED),
        (2, State.UNCONFIRMED),
        (3, State.UNCONFIRMED),
        (3, State.UNCONFIRMED),
        (3, State.EXPIRED),
        (3, State.EXPIRED),
    ]
    gone = submission()
    assert (gone.payload, gone.email, gone.files.count()) == ({}, "", 0)
    assert len(gone.digest) == 64
    ana.open(f"/sl/obrazci/oddaja/{gone.receipt}/")
    assert ana.response.status_code == 200
    with pytest.raises(TransitionError):
        confirmation.confirm(gone)


def test_an_honest_receipt_while_mail_is_slow(ana):
    code = submission().receipt
    Message.objects.update(state=MailState.WAITING, attempts=2)
    with later(minutes=10):
        ana.open(f"/sl/obrazci/oddaja/{code}/")
        slow = len(ana.page.select(".intake__note"))
        Message.objects.update(state=MailState.SENT)
        ana.open(f"/sl/obrazci/oddaja/{code}/")
        assert (slow, len(ana.page.select(".intake__note"))) == (1, 0)


def test_a_kind_that_asks_for_no_confirmation_is_queued_at_once(forms_pages):
    visitor = Visitor()
    visitor.open(forms_pages["it"].intake_url("specimen.question"))
    visitor.send(question="Quando?", sender_email="bor@example.org", consent_process="on")
    assert (submission().state, submission().email_confirmed_at) == (State.QUEUED, None)
    assert len(mails()) == 1


@pytest.mark.parametrize("domain", ["é" * 60 + ".si", "a" * 60 + ".si" * 70])
def test_an_address_that_no_mail_can_be_written_to_is_told(ana, domain):
    """A name of a domain longer than IDNA can say, an address longer than RFC 5321 has room for."""
    ana.send("", action="/naslov/", email=f"ana@{domain}")
    assert ana.response.status_code == 200
    assert len(ana.page.select(".intake__error")) == 1
    assert submission().email == "ana@example.org"
