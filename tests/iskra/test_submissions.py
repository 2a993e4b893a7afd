"""The demo's two submissions: in the queue as their senders sent them, and only once."""

import pytest

from directory.models import OrganisationPage
from directory.moderation.queue import submissions
from directory.quality.websites import malformed
from hubkit.intake import retention, review
from hubkit.intake.models import Draft, State, Submission
from hubkit.outbox.models import Message
from iskra.seeding.organisations import directory_in, make_organisations, make_submissions
from iskra.seeding.submissions import submit

pytestmark = pytest.mark.django_db
CIGRA = "/sl/imenik/primer-drustvo-cigra/"
NAMES = {
    "sl": "Društvo za gibanje in dihanje Lahek korak – primer",
    "it": "Associazione Tavola aperta – esempio",
}


@pytest.fixture(autouse=True)
def made():
    make_submissions()


def sent(language: str) -> Submission:
    return Submission.objects.get(language=language)


def test_one_in_each_language_waits_for_review():
    waiting = submissions().waiting_for_staff()
    assert {each.language: each.content["official_name"] for each in waiting} == NAMES
    assert {each.state for each in waiting} == {State.QUEUED}
    assert not OrganisationPage.objects.filter(title__in=NAMES.values()).exists()


@pytest.mark.parametrize("language", ["sl", "it"])
def test_it_came_as_the_public_form_sends_it(language):
    submission = sent(language)
    assert submission.kind == "directory.new"
    assert submission.email == submission.content["contact_email"]
    assert submission.email_confirmed_at is not None
    assert submission.duplicates == []
    assert [each.event for each in submission.passages.order_by("pk")] == ["receive", "confirm"]
    consents = submission.consents.order_by("purpose").values_list("purpose", "language")
    assert list(consents) == [("process", language), ("publish", language)]
    assert submission.content["sender_name"] == submission.content["contact_name"]


def test_the_settlement_is_the_registers():
    assert sent("it").content["settlement"] == "10123038"  # Seča, Sezza


def test_the_sender_is_told_in_their_language():
    messages = Message.objects
    subjects = {code: messages.get(recipients__contains=sent(code).email).subject for code in NAMES}
    assert subjects == {
        "sl": "Prejeto: Nov vnos v imenik",
        "it": "Ricevuto: Nuova scheda nell'elenco",
    }


def test_loading_again_makes_no_second():
    before = set(Submission.objects.values_list("pk", flat=True))
    make_submissions()
    assert set(Submission.objects.values_list("pk", flat=True)) == before
    assert len(before) == 2
    assert not Draft.objects.exists()


def test_what_was_decided_does_not_come_back(admin_user):
    refused, purged = sent("sl"), sent("it")
    review.take(refused, by=admin_user)
    review.reject(refused, by=admin_user, message="Ne.")
    review.take(purged, by=admin_user)
    review.mark_spam(purged, by=admin_user)
    retention.reduce(purged)
    make_submissions()
    states = Submission.objects.order_by("-language").values_list("state", flat=True)
    assert list(states) == [State.REJECTED, State.SPAM]


def test_the_addresses_of_organisations_work(client):
    make_organisations()
    assert list(malformed()) == []
    assert "https://cigra.example.org/stetje/" in client.get(CIGRA).text


def test_what_the_public_form_would_refuse_is_refused():
    values = sent("sl").content | {"email": "", "phone": ""}
    with pytest.raises(ValueError, match="lahek-korak"):
        submit("lahek-korak", values, page=directory_in("sl"))
    assert Submission.objects.count() == 2
