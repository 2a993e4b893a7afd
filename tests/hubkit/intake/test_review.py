"""What staff do: one has it, decisions are mailed, and nothing happens out of turn."""

import datetime as dt

import pytest
import time_machine

from hubkit.intake import review, rounds
from hubkit.intake.models import TRANSITIONS, Event, State, Submission
from hubkit.intake.transitions import NotYoursError, TransitionError, move
from tests.hubkit.intake.kinds import KNOWN, Change
from tests.hubkit.intake.visitor import CONSENTS, Visitor, links_in, mails
from tests.hubkit.intake.world import make_editor, make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def vida():
    return make_editor("vida")


@pytest.fixture
def zoran():
    return make_editor("zoran")


@pytest.fixture
def submission(forms_pages):
    return make_submission(forms_pages["sl"].translation_key)


@pytest.fixture
def taken(submission, vida):
    review.take(submission, by=vida)
    return submission


def test_who_comes_second_is_told_who_has_it(submission, vida, zoran):
    same = Submission.objects.get()
    assert review.take(submission, by=vida) == vida
    assert review.take(same, by=zoran) == vida
    assert (same.state, same.assigned_to) == (State.IN_REVIEW, vida)
    assert same.taken_at is not None


def test_what_is_not_in_the_queue_nobody_gets(forms_pages, vida):
    assert review.take(make_submission(state=State.UNCONFIRMED), by=vida) is None


def test_only_who_has_it_decides(taken, zoran):
    same = Submission.objects.get()
    for decide in (
        lambda: review.reject(same, by=zoran, message="Ne."),
        lambda: review.ask_for_changes(same, by=zoran, message="Kaj?"),
        lambda: review.begin(same, by=zoran),
        lambda: review.merge(same, by=zoran, kind="specimen.change", target_uid=KNOWN),
    ):
        with pytest.raises(NotYoursError) as error:
            decide()
        assert error.value.submission.assigned_to.username == "vida"
    assert (Submission.objects.get().state, mails()) == (State.IN_REVIEW, [])


def test_it_goes_back_by_hand_or_after_48_idle_hours(taken, vida, zoran):
    review.release(taken, by=zoran)
    assert (taken.state, taken.assigned_to, taken.taken_at) == (State.QUEUED, None, None)
    review.take(taken, by=vida)
    now = dt.datetime.now(dt.UTC)
    with time_machine.travel(now + dt.timedelta(hours=47), tick=False):
        rounds.run()
        review.touch(taken)
    with time_machine.travel(now + dt.timedelta(hours=94), tick=False):
        assert rounds.run()["released"] == 0
    with time_machine.travel(now + dt.timedelta(hours=96), tick=False):
        assert rounds.run()["released"] == 1
    taken.refresh_from_db()
    assert (taken.state, taken.assigned_to) == (State.QUEUED, None)


def test_a_rejection_is_mailed_with_its_reason_and_corrected(taken, vida, happened):
    review.reject(taken, by=vida, message="Manjka opis: <b>&")
    (message,) = mails()
    assert "Manjka opis: <b>&" in message.content["body"]
    ana = Visitor()
    ana.open(links_in(message)[0])
    assert "Manjka opis: <b>&" in ana.text
    assert taken.drafts.count() == 0
    data = ana.fields()
    ana.send("")
    first = ana.url
    again = ana.client.post(links_in(message)[0], data)
    assert (again["Location"], taken.drafts.count()) == (first, 1)
    assert ana.fields()["name"] == "Društvo Žabe"
    ana.send(name="Društvo Rib")
    ana.send("summary")
    ana.send("send", **CONSENTS)
    taken.refresh_from_db()
    assert taken.state == State.QUEUED
    assert taken.payload["name"] == "Društvo Žabe"
    assert taken.content["name"] == taken.edited["name"] == "Društvo Rib"
    assert taken.receipt in ana.text
    assert happened == [("resubmitted", State.QUEUED)]
    assert Submission.objects.count() == 1
    # A second click finds the same receipt, and the link that it stands in the queue.
    assert taken.receipt in Visitor().open(first).content.decode()
    assert Visitor().open(links_in(message)[0]).status_code == 200
    assert taken.drafts.count() == 0


def test_who_does_not_answer_is_asked_twice_more_and_then_it_lapses(taken, vida):
    review.ask_for_changes(taken, by=vida, message="Kje je sedež?")
    now = dt.datetime.now(dt.UTC)
    counts = []
    for days in (9, 10.1, 22, 23.1, 29, 30.1, 31):
        with time_machine.travel(now + dt.timedelta(days=days), tick=False):
            rounds.run()
            rounds.run()
        counts.append((len(mails()), Submission.objects.get().state))
    asked = State.NEEDS_CHANGES
    assert counts == [
        *((1, asked), (2, asked), (2, asked), (3, asked), (3, asked)),
        *((4, State.LAPSED), (4, State.LAPSED)),
    ]


def test_after_thirty_days_a_rejection_is_final(taken, vida):
    review.reject(taken, by=vida, message="Ne.")
    link = links_in(mails()[0])[0]
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=30, hours=1)):
        ana = Visitor()
        ana.open(link)
        assert ana.page.select("form[action=''], .intake input[name=stamp]") == []
        assert taken.receipt in ana.text


def test_it_is_joined_with_what_is_there_and_goes_on_as_a_change(taken, vida, forms_pages):
    successor = review.merge(taken, by=vida, kind="specimen.change", target_uid=KNOWN)
    assert (taken.state, taken.successor) == (State.MERGED, successor)
    assert (successor.state, successor.assigned_to) == (State.IN_REVIEW, vida)
    assert (successor.target_uid, successor.payload) == (KNOWN, taken.payload)
    assert successor.base == Change.known
    assert (successor.email, successor.language) == (taken.email, taken.language)
    ana = Visitor()
    ana.open(forms_pages["sl"].status_url(taken))
    assert successor.receipt in ana.text
    with pytest.raises(TransitionError):
        review.merge(taken, by=vida, kind="specimen.change", target_uid=KNOWN)
    assert Submission.objects.count() == 2


def test_publishing_ends_with_a_mail_or_comes_back_whole(taken, vida):
    review.begin(taken, by=vida)
    review.fail(taken, by=vida)
    assert (taken.state, taken.assigned_to, mails()) == (State.IN_REVIEW, vida, [])
    review.begin(taken, by=vida)
    review.clash(taken, by=vida)
    review.resolve(taken, by=vida, base={"name": "Novo"})
    assert (taken.state, taken.base) == (State.IN_REVIEW, {"name": "Novo"})
    review.begin(taken, by=vida)
    review.finish(taken, by=vida)
    assert (taken.state, len(mails())) == (State.APPLIED, 1)
    events = [each.event for each in taken.passages.all()]
    assert events == ["take", "begin", "fail", "begin", "clash", "resolve", "begin", "finish"]
    assert {each.by for each in taken.passages.all()} == {vida}


def test_what_was_interrupted_while_publishing_comes_back(taken, vida):
    review.begin(taken, by=vida)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)):
        assert rounds.run()["restored"] == 1
    taken.refresh_from_db()
    assert (taken.state, taken.assigned_to) == (State.IN_REVIEW, vida)


def test_spam_tells_nobody_and_can_be_taken_back(taken, vida):
    taken.email_confirmed_at = dt.datetime.now(dt.UTC)
    taken.save()
    review.mark_spam(taken, by=vida)
    assert (taken.state, mails()) == (State.SPAM, [])
    review.not_spam(taken, by=vida)
    assert (taken.state, taken.assigned_to) == (State.QUEUED, None)


def test_what_may_not_happen_raises_and_changes_nothing(forms_pages):
    for state in State:
        submission = make_submission(state=state)
        for event in set(Event) - {each for old, each in TRANSITIONS if old == state}:
            if event == Event.RECEIVE:
                continue
            with pytest.raises(TransitionError):
                move(submission, event)
            assert submission.state == state
        assert submission.passages.count() == 0
