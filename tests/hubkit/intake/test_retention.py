"""What is kept for how long, and that the commands may run as often as they like."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command

from hubkit.intake import retention, review, withdrawal
from hubkit.intake.models import Consent, Draft, State, Submission, SubmissionFile
from tests.hubkit.intake.visitor import (
    CONSENTS,
    SENDER,
    WHAT,
    WHO,
    Visitor,
    links_in,
    mails,
    picture,
)
from tests.hubkit.intake.world import make_editor, make_submission

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def in_days(days: float) -> time_machine.travel:
    return time_machine.travel(NOW + dt.timedelta(days=days), tick=False)


def in_state(state: State, **values) -> Submission:
    return make_submission(
        state=state, state_at=NOW, purge_after=retention.due(state, NOW), **values
    )


@pytest.mark.parametrize(
    ("state", "days"),
    [
        (State.QUARANTINED, 90),
        (State.REJECTED, 90),
        (State.SPAM, 90),
        (State.LAPSED, 90),
        (State.WITHDRAWN, 30),
        (State.APPLIED, 365),
        (State.MERGED, 365),
    ],
)
def test_content_and_address_go_when_their_time_is_over(state, days):
    submission = in_state(state, note="Klicala.", message="Razlog")
    digest = retention.digest_of(submission.payload)
    with in_days(days - 0.1):
        assert retention.purge()["submissions"] == 0
    with in_days(days + 0.1):
        assert retention.purge()["submissions"] == 1
        assert sum(retention.purge().values()) == 0
    submission.refresh_from_db()
    assert (submission.content, submission.email, submission.note) == ({}, "", "")
    assert (submission.state, submission.message) == (state, "Razlog")
    assert submission.digest == digest
    assert "Žabe" not in str(Submission.objects.values().get())


@pytest.mark.parametrize("state", [State.QUEUED, State.IN_REVIEW, State.NEEDS_CHANGES])
def test_nothing_goes_of_what_is_still_read(state):
    in_state(state)
    with in_days(3000):
        assert sum(retention.purge().values()) == 0


def test_a_kind_may_keep_who_sent_what_was_published():
    submission = in_state(State.APPLIED, kind="specimen.question")
    with in_days(366):
        assert retention.purge()["submissions"] == 0
    submission.refresh_from_db()
    assert submission.email == "ana@example.org"


def test_files_of_what_was_refused_go_after_thirty_days(
    forms_pages, intake_root, django_capture_on_commit_callbacks
):
    ana = Visitor()
    ana.open("/sl/obrazci/predlog/")
    ana.send(**WHO)
    ana.send(**WHAT, logo=picture())
    ana.send(**SENDER)
    ana.send("send", **CONSENTS)
    vida = make_editor("vida")
    submission = Submission.objects.get()
    Submission.objects.update(state=State.QUEUED)
    review.take(submission, by=vida)
    with in_days(0):
        review.reject(submission, by=vida, message="Ne.")
    with in_days(29):
        assert retention.purge()["files"] == 0
    with in_days(31), django_capture_on_commit_callbacks(execute=True):
        assert retention.purge()["files"] == 1
    assert list((intake_root / "files").iterdir()) == []
    assert Submission.objects.get().payload["name"] == WHO["name"]


def test_a_draft_goes_after_thirty_days_with_its_files(
    forms_pages, intake_root, django_capture_on_commit_callbacks
):
    with in_days(0):
        ana = Visitor()
        ana.open("/sl/obrazci/predlog/")
        ana.send(**WHO)
        ana.send(**WHAT, logo=picture())
    with in_days(29):
        assert retention.purge()["drafts"] == 0
    with in_days(31):
        assert ana.client.get(ana.url).status_code == 410
        with django_capture_on_commit_callbacks(execute=True):
            assert retention.purge()["drafts"] == 1
    assert (Draft.objects.count(), SubmissionFile.objects.count()) == (0, 0)
    assert list((intake_root / "files").iterdir()) == []


def test_consents_are_proof_for_five_years():
    submission = in_state(State.APPLIED)
    submission.consents.create(purpose="publish", text_version="1", language="sl")
    with in_days(5 * 365 - 1):
        retention.purge()
        assert (Submission.objects.count(), Consent.objects.count()) == (1, 1)
    with in_days(5 * 365 + 1):
        retention.purge()
        assert (Submission.objects.count(), Consent.objects.count()) == (0, 0)


def test_the_command_says_what_it_did_and_nothing_the_second_time(capsys):
    in_state(State.SPAM)
    with in_days(91):
        call_command("purge_submissions")
        assert capsys.readouterr().out == "submissions: 1\n"
        call_command("purge_submissions")
        assert capsys.readouterr().out == ""


def test_what_was_being_corrected_goes_with_what_is_withdrawn(
    forms_pages, intake_root, django_capture_on_commit_callbacks
):
    vida = make_editor("vida")
    submission = make_submission(forms_pages["sl"].translation_key)
    review.take(submission, by=vida)
    review.ask_for_changes(submission, by=vida, message="Kaj?")
    ana = Visitor()
    ana.open(links_in(mails()[-1])[0])
    ana.send("")
    ana.send(**WHO)
    ana.send(**WHAT, logo=picture())
    assert (Draft.objects.count(), SubmissionFile.objects.count()) == (1, 1)
    with django_capture_on_commit_callbacks(execute=True):
        withdrawal.withdraw(submission)
    assert (Draft.objects.count(), SubmissionFile.objects.count()) == (0, 0)
    assert list((intake_root / "files").iterdir()) == []
