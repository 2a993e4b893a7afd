"""The clock of an entry: due, mails, overdue, dormant, staff decide (7.2)."""

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from directory import projection
from directory.life import bounces
from directory.life.assurance import assure
from directory.life.calls import Why, calls_of, to_call
from directory.life.clock import set_interval
from directory.life.reminding import mails_due, remind
from directory.models import AssuredBy, Entry, Freshness, OwnerState
from directory.models.freshness import DORMANT, INTERVALS, OVERDUE, due_after
from hubkit.outbox.models import Message, State
from tests.directory.organisations import make_organisation, set_clock
from tests.directory.owning import entry_of, last_body, make_owner, written

pytestmark = pytest.mark.django_db

DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2100, 1, 1))
ORDER = list(Freshness)


# What holds on every day


@given(due=DAYS, day=DAYS, later=st.integers(0, 2000))
def test_7_2_freshness_only_falls_with_time(due, day, later):
    before = Freshness.on(day, due=due)
    after = Freshness.on(day + dt.timedelta(days=later), due=due)
    assert ORDER.index(before) <= ORDER.index(after)


@given(due=DAYS, day=DAYS)
def test_7_2_people_are_hidden_before_facts_and_only_after_the_banner(due, day):
    freshness = Freshness.on(day, due=due)
    assert freshness.hides_people == (day >= due + DORMANT)
    assert freshness.is_unconfirmed == (day >= due + OVERDUE)


@given(day=DAYS, months=st.sampled_from(INTERVALS))
def test_7_2_any_confirmation_returns_an_entry_to_fresh(day, months):
    assert Freshness.on(day, due=due_after(day, months)) is Freshness.FRESH


@given(day=DAYS, months=st.sampled_from(INTERVALS))
def test_due_after_so_many_months_is_the_same_day_or_the_months_last(day, months):
    due = due_after(day, months)
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == months
    next_day = due + dt.timedelta(days=1)
    assert due.day == day.day or (due.day < day.day and next_day.day == 1)


@given(day=DAYS, later=st.integers(0, 400), months=st.sampled_from(INTERVALS))
def test_due_after_keeps_the_order_of_days(day, later, months):
    assert due_after(day, months) <= due_after(day + dt.timedelta(days=later), months)


@given(due=DAYS, day=DAYS)
def test_mails_due_agree_with_freshness(due, day):
    number = mails_due(day, due)
    assert (number == 0) == (Freshness.on(day, due=due) is Freshness.FRESH)
    assert (number == 3) == Freshness.on(day, due=due).is_unconfirmed


# The nights


@pytest.fixture
def page(directory):
    return make_organisation(official_name="Društvo Burja", assured_days_ago=0)


def night(entry: Entry, days: int) -> list[tuple[str, str]]:
    """Let the night come so many days after the due day; return the mails that it wrote."""
    before = len(written())
    noon = timezone.make_aware(dt.datetime.combine(entry.due_on, dt.time(12)))
    with time_machine.travel(noon + dt.timedelta(days=days), tick=False):
        call_command("run_directory", stdout=StringIO())
    return written()[before:]


def test_7_2_three_mails_a_month_apart(page):
    make_owner(page)
    entry = entry_of(page)
    nights = {days: len(night(entry, days)) for days in (-1, 0, 1, 29, 30, 31, 60, 61, 179, 800)}
    assert nights == {-1: 0, 0: 1, 1: 0, 29: 0, 30: 1, 31: 0, 60: 1, 61: 0, 179: 0, 800: 0}
    assert {to for to, _subject in written()} == {"ana@example.org"}


def test_a_run_twice_in_a_night_writes_once(page):
    make_owner(page)
    entry = entry_of(page)
    assert (len(night(entry, 0)), len(night(entry, 0))) == (1, 0)


def test_nights_that_were_missed_make_one_mail(page):
    make_owner(page)
    entry = entry_of(page)
    assert (len(night(entry, 75)), entry_of(page).reminded) == (1, 3)


def test_the_mail_has_the_data_one_link_and_the_owners_language(page):
    make_owner(page, language="it")
    night(entry_of(page), 0)
    text = last_body()
    assert "Povzetek." in text
    # The link itself, and where one asks for a new one.
    assert text.count("/accesso-scheda/") == 2
    message = Message.objects.get()
    assert message.content["headers"]["Content-Language"] == "it"
    assert message.content["secret"] is True


def test_every_active_owner_is_asked_and_no_other(page):
    make_owner(page, "a@example.org")
    make_owner(page, "b@example.org")
    for state in ("invited", "suspended", "revoked"):
        make_owner(page, f"{state}@example.org", state=state)
    assert [to for to, _s in night(entry_of(page), 0)] == ["a@example.org", "b@example.org"]


def test_who_confirmed_is_asked_again_only_after_the_interval(page):
    make_owner(page)
    entry = entry_of(page)
    night(entry, 0)
    noon = timezone.make_aware(dt.datetime.combine(entry.due_on, dt.time(12)))
    assure(entry, kind=AssuredBy.OWNER, at=noon + dt.timedelta(days=3))
    assert [len(night(entry, days)) for days in (-1, 0)] == [0, 1]
    assert entry.due_on == due_after(noon.date() + dt.timedelta(days=3), 12)


def test_what_is_not_public_is_not_asked_about(page):
    make_owner(page)
    entry = entry_of(page)
    page.unpublish()
    assert night(entry, 0) == []


def test_a_shorter_interval_counts_from_the_last_confirmation(page):
    entry = set_clock(page, 100)
    set_interval(entry, 6)
    assert entry.due_on == due_after(timezone.localdate(entry.assured_at), 6)
    with pytest.raises(ValueError, match="every 5 months"):
        set_interval(entry, 5)


def test_7_2_nothing_is_deleted_however_old(page):
    make_owner(page)
    entry = entry_of(page)
    night(entry, 5000)
    page.refresh_from_db()
    assert (page.live, entry_of(page).listed, entry_of(page).state) == (True, True, "open")


def test_asking_takes_the_same_queries_for_each_entry(page):
    def cost(day):
        with CaptureQueriesContext(connection) as captured:
            remind(day)
        return len(captured)

    day = entry_of(page).due_on
    make_owner(page)
    cost(day)
    one = cost(day + dt.timedelta(days=30))
    for number in range(2):
        other = make_organisation(assured_days_ago=0)
        make_owner(other, f"{number}@example.org")
    cost(day)
    three = cost(day + dt.timedelta(days=60))
    assert three <= 3 * one


# Mail that comes back (7.4)

REFUSED = "SMTPRecipientsRefused: {'ana@example.org': (550, b'5.1.1 no such user')}"


def refuse(error: str = REFUSED, to: str = "ana@example.org", **values) -> Message:
    values = {"state": State.WAITING, "last_error": error} | values
    return Message.objects.create(recipients=to, subject="?", **values)


def test_7_4_after_two_hard_bounces_the_owner_is_suspended_and_the_entry_keeps_its_state(page):
    owner = make_owner(page)
    refuse()
    assert bounces.count_bounces() == 0
    owner.refresh_from_db()
    assert (owner.state, owner.bounces) == ("active", 1)
    refuse(state=State.FAILED)
    assert (bounces.count_bounces(), bounces.count_bounces()) == (1, 0)
    owner.refresh_from_db()
    assert (owner.state, owner.bounces, entry_of(page).listed) == ("suspended", 2, True)
    assert list(to_call(Why.NEW_CONTACT)) == [entry_of(page)]


@pytest.mark.parametrize(
    "error",
    [
        "SMTPRecipientsRefused: {'ana@example.org': (450, b'mailbox busy')}",
        "ConnectionRefusedError: [Errno 111]",
        "SMTPDataError: (554, b'we think that this is spam')",
        "",
    ],
)
def test_what_passes_is_no_hard_bounce(page, error):
    owner = make_owner(page)
    refuse(error)
    refuse(error)
    bounces.count_bounces()
    owner.refresh_from_db()
    assert (owner.state, owner.bounces) == ("active", 0)


def test_what_was_delivered_in_the_end_is_no_bounce(page):
    make_owner(page)
    refuse(state=State.SENT)
    refuse(state=State.SENT)
    assert bounces.count_bounces() == 0


def test_bounces_before_somebody_was_let_in_again_do_not_count(page):
    owner = make_owner(page)
    refuse()
    refuse()
    owner.changed_at = timezone.now() + dt.timedelta(minutes=1)
    owner.save()
    assert bounces.count_bounces() == 0


# Whom to call


def reasons(entry: Entry) -> list[Why]:
    found = calls_of(list(to_call().filter(pk=entry.pk)))
    return found[0].reasons if found else []


def at(page, days: int) -> Entry:
    """Return the page's entry, due so many days ago."""
    entry = entry_of(page)
    entry.due_on = timezone.localdate() - dt.timedelta(days=days)
    entry.save()
    return entry


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-1, []),
        (0, []),
        (59, []),
        (60, [Why.OVERDUE]),
        (179, [Why.OVERDUE]),
        (180, [Why.DORMANT]),
        (729, [Why.DORMANT]),
        (730, [Why.DECIDE]),
    ],
)
def test_7_2_the_list_of_calls_by_days_after_the_due_day(page, days, expected):
    make_owner(page)
    assert reasons(at(page, days)) == expected


def test_an_entry_without_owner_is_in_the_list_from_the_first_day(page):
    assert (reasons(at(page, -1)), reasons(at(page, 0))) == ([], [Why.NO_OWNER])


def test_a_claim_is_in_the_list_at_once(page):
    make_owner(page, state=OwnerState.INVITED)
    assert reasons(at(page, -300)) == [Why.CLAIM]


def test_what_has_ended_or_is_not_public_is_in_no_list(page):
    entry = at(page, 900)
    Entry.objects.filter(pk=entry.pk).update(listed=False)
    assert reasons(entry) == []


def test_the_list_costs_the_same_for_one_and_for_three(page):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            calls_of(list(to_call().select_related("page")))
        return len(captured)

    at(page, 70)
    one = cost()
    for _number in range(2):
        at(make_organisation(phone="05 627 85 00"), 70)
    assert len(calls_of(list(to_call()))) == 3
    assert (cost(), one) == (one, 4)


def test_a_confirmation_while_the_page_is_published_is_kept(page, monkeypatch):
    at(page, 70)
    key = projection.sort_key

    def confirmed_meanwhile(*args):
        monkeypatch.setattr(projection, "sort_key", key)
        assure(entry_of(page), kind=AssuredBy.OWNER)
        return key(*args)

    monkeypatch.setattr(projection, "sort_key", confirmed_meanwhile)
    projection.refresh(page)
    entry = entry_of(page)
    assert (entry.freshness, entry.assured_at) == (Freshness.FRESH, entry.assurances.first().at)


def test_one_address_that_cannot_be_mailed_keeps_no_other_from_its_mail(page, caplog):
    at(page, 0)
    make_owner(page, f"ana@{'é' * 60}.si")
    other = make_organisation()
    at(other, 0)
    make_owner(other, "bor@example.org")
    assert remind() == {"entries": 1, "mails": 1}
    assert [to for to, _subject in written()] == ["bor@example.org"]
    assert [each.message for each in caplog.records if "could not be reminded" in each.message] == [
        f"The owners of entry {entry_of(page).pk} could not be reminded."
    ]
