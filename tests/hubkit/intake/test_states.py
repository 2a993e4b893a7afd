"""Any order of events: the states follow the table of directory.md and nothing is half done."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hubkit.intake import confirmation, resubmission, review, withdrawal
from hubkit.intake.models import TRANSITIONS, Event, State, Submission
from hubkit.intake.transitions import TransitionError
from hubkit.outbox.models import Message
from tests.hubkit.intake.kinds import KNOWN
from tests.hubkit.intake.world import make_editor, make_submission

EDITORS = ("vida", "zoran")
# What is alive has no day to be emptied on, and what expired is empty already.
UNDATED = {
    *(State.UNCONFIRMED, State.QUEUED, State.IN_REVIEW, State.NEEDS_CHANGES, State.APPLYING),
    *(State.CONFLICT, State.EXPIRED),
}
# Which mail each event queues for the sender, if it happens.
MAILED = {
    *(Event.CONFIRM, Event.ASK, Event.REJECT, Event.FINISH, Event.WITHDRAW, Event.LAPSE),
    Event.RESUBMIT,
}


class Life(RuleBasedStateMachine):
    """One submission to which staff, its sender and the clock do things in any order."""

    @initialize(start=st.sampled_from([State.QUARANTINED, State.UNCONFIRMED]))
    def receive(self, start):
        Message.objects.all().delete()
        Submission.objects.all().delete()
        self.editors = {name: PEOPLE[name] for name in EDITORS}
        self.row = make_submission(state=start)
        self.state, self.holder = start, None

    def do(self, event: Event, act, *, by=None, held=False):
        """Let it happen and expect what the table says, or a refusal that changed nothing."""
        mails = Message.objects.count()
        allowed = (self.state, event) in TRANSITIONS and not (held and by != self.holder)
        try:
            act(self.row)
        except TransitionError:
            assert not allowed, (self.state, event)
            assert Message.objects.count() == mails
            return
        assert allowed, (self.state, event)
        self.state = TRANSITIONS[self.state, event]
        if event in MAILED:
            assert Message.objects.count() == mails + 1

    @rule()
    def confirm(self):
        if self.state == State.UNCONFIRMED or self.row.email_confirmed_at is None:
            self.do(Event.CONFIRM, confirmation.confirm)

    @rule()
    def expire(self):
        self.do(Event.EXPIRE, confirmation.expire)

    @rule(name=st.sampled_from(EDITORS))
    def take(self, name):
        got = review.take(self.row, by=self.editors[name])
        if self.state == State.QUEUED:
            self.state, self.holder = State.IN_REVIEW, self.editors[name]
        assert got == self.row.assigned_to

    @rule(name=st.sampled_from(EDITORS))
    def release(self, name):
        by = self.editors[name]
        self.do(Event.RELEASE, lambda row: review.release(row, by=by))
        self.forget_holder()

    @rule(name=st.sampled_from(EDITORS), what=st.sampled_from(["ask", "reject", "begin", "merge"]))
    def decide(self, name, what):
        by = self.editors[name]
        acts = {
            "ask": lambda row: review.ask_for_changes(row, by=by, message="?"),
            "reject": lambda row: review.reject(row, by=by, message="-"),
            "begin": lambda row: review.begin(row, by=by),
            "merge": lambda row: review.merge(row, by=by, kind="specimen.change", target_uid=KNOWN),
        }
        self.do(Event(what), acts[what], by=by, held=True)

    @rule(what=st.sampled_from(["finish", "fail", "clash"]))
    def end(self, what):
        self.do(Event(what), lambda row: getattr(review, what)(row, by=self.holder))

    @rule(name=st.sampled_from(EDITORS))
    def resolve(self, name):
        by = self.editors[name]
        act = lambda row: review.resolve(row, by=by, base={})  # noqa: E731
        self.do(Event.RESOLVE, act, by=by, held=True)

    @rule()
    def resubmit(self):
        key = self.row.pk if self.row.resent_key is None else None
        if key:
            act = lambda row: resubmission.resubmit(row, key=key, payload={"name": "B"})  # noqa: E731
            self.do(Event.RESUBMIT, act)
            self.forget_holder()

    @rule()
    def lapse(self):
        self.do(Event.LAPSE, resubmission.lapse)
        self.forget_holder()

    @rule()
    def mark_spam(self):
        self.do(Event.SPAM, lambda row: review.mark_spam(row, by=None))
        self.forget_holder()

    @rule()
    def not_spam(self):
        was_confirmed = self.row.email_confirmed_at is not None
        self.do(Event.NOT_SPAM, lambda row: review.not_spam(row, by=None))
        if was_confirmed and self.state == State.UNCONFIRMED:
            self.state = State.QUEUED
        self.forget_holder()

    @rule()
    def withdraw(self):
        self.do(Event.WITHDRAW, withdrawal.withdraw)
        self.forget_holder()

    def forget_holder(self):
        if self.row.assigned_to_id is None:
            self.holder = None

    @invariant()
    def the_row_is_as_the_table_says(self):
        if not hasattr(self, "row"):
            return
        row = Submission.objects.get(pk=self.row.pk)
        assert row.state == self.state
        if row.state in (State.EXPIRED, State.WITHDRAWN):
            assert row.content == {}
        else:
            assert row.content
        if row.passages.exists():  # the first state is made without them
            assert (row.purge_after is None) == (row.state in UNDATED)


PEOPLE: dict = {}


@pytest.mark.slow
@pytest.mark.django_db
def test_every_order_of_events_follows_the_table(forms_pages):
    PEOPLE.update({name: make_editor(name) for name in EDITORS})
    machine = Life.TestCase
    machine.settings = settings(
        max_examples=40,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    machine("runTest").runTest()


def test_the_table_is_that_of_the_design():
    over = {State.EXPIRED, State.MERGED, State.APPLIED, State.WITHDRAWN}
    assert {state for state in State if state.is_over} == over
    assert {state for state in State if state.may_be_withdrawn} == set(State) - over
    reached = set(TRANSITIONS.values()) | {State.QUARANTINED}
    assert reached == set(State)
