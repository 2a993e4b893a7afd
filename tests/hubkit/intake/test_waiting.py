"""When nobody moderates: moderators, then the owner, and one honest mail to the sender."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.management import call_command

from hubkit.intake import review, rounds
from hubkit.intake.models import Event, Passage, State, Submission
from hubkit.intake.waiting import working_days
from tests.hubkit.intake.visitor import mails
from tests.hubkit.intake.world import make_editor, make_submission

pytestmark = pytest.mark.django_db

KNOWN = {f"{name}@example.org" for name in ("ana", "bor", "vida", "drugi", "lastnik")}
MONDAY = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


@pytest.fixture
def vida():
    user = make_editor("vida")
    user.user_permissions.add(Permission.objects.get(codename="change_submission"))
    return user


def queued(at=MONDAY, **values) -> Submission:
    submission = make_submission(state_at=at, **values)
    Passage.objects.create(submission=submission, event=Event.CONFIRM, state=State.QUEUED, at=at)
    return submission


def receivers(days: int) -> list[str]:
    with time_machine.travel(MONDAY + dt.timedelta(days=days), tick=False):
        rounds.run()
        rounds.run()
    # The project has moderators of its own.
    return [each.recipients for each in mails() if each.recipients in KNOWN]


def test_moderators_owner_and_sender_are_told_once_each(vida, settings):
    settings.HUBKIT_INTAKE_ADDRESS = "lastnik@example.org"
    make_editor("drugi")
    queued()
    queued(email="bor@example.org", language="it")
    assert receivers(2) == []
    after_three = ["ana@example.org", "bor@example.org", "vida@example.org"]
    assert sorted(receivers(3)) == sorted(after_three)
    assert sorted(receivers(8)) == sorted(after_three)
    assert sorted(receivers(9)) == sorted([*after_three, "lastnik@example.org"])
    assert len(receivers(30)) == 4
    body = next(each for each in mails() if each.recipients == "vida@example.org").content["body"]
    assert body.count("/admin/review/") == 2
    italian = next(each for each in mails() if each.recipients == "bor@example.org")
    assert italian.content["headers"]["Content-Language"] == "it"


def test_taking_it_and_letting_it_lie_starts_no_new_count(vida):
    submission = queued()
    with time_machine.travel(MONDAY + dt.timedelta(days=2), tick=False):
        review.take(submission, by=vida)
        review.release(submission, by=vida)
    assert sorted(receivers(3)) == ["ana@example.org", "vida@example.org"]


def test_what_is_being_read_is_nobodys_fault(vida):
    submission = queued()
    with time_machine.travel(MONDAY + dt.timedelta(days=2), tick=False):
        review.take(submission, by=vida)
    assert receivers(3) == []


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-11-23", "2026-11-23", 0),
        ("2026-11-23", "2026-11-26", 3),
        ("2026-11-27", "2026-11-30", 1),
        ("2026-11-28", "2026-11-30", 1),
    ],
)
def test_only_working_days_count(start, end, days):
    assert working_days(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) == days


def test_one_that_fails_keeps_nobody_else(vida, monkeypatch, capsys):
    old = MONDAY - dt.timedelta(days=8)
    broken = make_submission(state=State.UNCONFIRMED, state_at=old, kind="specimen.proposal")
    make_submission(state=State.UNCONFIRMED, state_at=old)
    expire = rounds.confirmation.expire

    def fails(submission):
        if submission.pk == broken.pk:
            raise ZeroDivisionError
        expire(submission)

    monkeypatch.setattr(rounds.confirmation, "expire", fails)
    with time_machine.travel(MONDAY, tick=False):
        call_command("run_intake")
    assert "expired: 1" in capsys.readouterr().out
    states = set(Submission.objects.values_list("state", flat=True))
    assert states == {State.EXPIRED, State.UNCONFIRMED}
