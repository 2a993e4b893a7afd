"""Who has a submission: taken by one, seen by all, given back, taken over."""

import pytest
from django.test import Client

from hubkit.intake.models import State
from tests.directory.moderation_cases import address, reviewer, sheet_data, submit, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(directory):
    return reviewer("prva", language="en"), reviewer("druga", language="en")


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_second_editor_sees_who_has_it(two):
    """7.4: Two editors take the same."""
    one, other = map(logged_in, two)
    submission = submit()
    assert one.post(address(submission), {"action": "take"}).url == address(submission)
    told = text_of(other.post(address(submission), {"action": "take"}))
    assert "prva is reviewing this." in told
    assert 'value="publish"' not in told
    submission.refresh_from_db()
    assert submission.assigned_to == two[0]
    assert "with prva" in text_of(other.get(address(submission)))
    assert "with you" in text_of(one.get(address(submission)))


def test_nobody_decides_on_what_somebody_else_has(two):
    """6.3: one may decide only on what one has taken; what was typed is not lost."""
    submission = submit(by=two[0])
    for action in ("publish", "ask", "reject", "spam"):
        data = sheet_data(submission, action=action, message="Moje besede")
        told = text_of(logged_in(two[1]).post(address(submission), data))
        assert "prva is reviewing this." in told
        assert "Moje besede" in told
    submission.refresh_from_db()
    assert (submission.state, submission.assigned_to) == (State.IN_REVIEW, two[0])


def test_it_is_given_back_and_taken_over(two):
    """7.1: in_review --release--> queued."""
    one, other = map(logged_in, two)
    submission = submit(by=two[0])
    other.post(address(submission), {"action": "take-over"})
    submission.refresh_from_db()
    assert (submission.state, submission.assigned_to) == (State.IN_REVIEW, two[1])
    told = text_of(one.post(address(submission), sheet_data(submission)))
    assert "druga is reviewing this." in told
    other.post(address(submission), {"action": "release"})
    submission.refresh_from_db()
    assert (submission.state, submission.assigned_to) == (State.QUEUED, None)


def test_enter_in_a_field_decides_nothing(two):
    submission = submit(by=two[0])
    told = text_of(logged_in(two[0]).post(address(submission), sheet_data(submission, action="")))
    submission.refresh_from_db()
    assert submission.state == State.IN_REVIEW
    assert told.index('name="action" value=""') < told.index('value="publish"')
