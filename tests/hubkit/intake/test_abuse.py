"""The ladder without a CAPTCHA: quarantine that staff see, limits that are told, nobody traced."""

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError
from django.test import Client, RequestFactory

from hubkit.intake import limits, review
from hubkit.intake.models import Count, Draft, Salt, State, Submission
from tests.hubkit.intake.visitor import CONSENTS, SENDER, WHAT, WHO, Visitor, mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return Visitor()


@pytest.fixture
def limit(settings):
    def set_limit(**actions):
        settings.HUBKIT_INTAKE_LIMITS = actions

    return set_limit


def test_the_field_nobody_sees_sends_to_quarantine_and_says_so(forms_pages, ana):
    ana.open("/sl/obrazci/predlog/")
    trap = ana.page.select_one(".intake__trap")
    field = trap.select_one("input")
    assert trap["aria-hidden"] == "true"
    assert (field["autocomplete"], field["tabindex"]) == ("off", "-1")
    assert {"data-1p-ignore", "data-lpignore", "data-bwignore"} <= set(field.attrs)
    assert trap.select_one("label").text
    ana.send(**WHO, **{field["name"]: "http://example.org"})
    ana.send(**WHAT)
    ana.send(**SENDER)
    ana.send("send", **CONSENTS)
    submission = Submission.objects.get()
    assert (submission.state, submission.reasons) == (State.QUARANTINED, ["trap"])
    assert submission.receipt in ana.text
    assert ana.page.select_one("h1").text != ""
    assert mails() == []


def test_staff_free_it_and_the_address_is_confirmed_then(forms_pages, ana, superuser):
    ana.open("/sl/obrazci/predlog/")
    ana.send(**WHO, zv_4="x")
    ana.send(**WHAT)
    ana.send(**SENDER)
    ana.send("send", **CONSENTS)
    submission = review.not_spam(Submission.objects.get(), by=superuser)
    assert submission.state == State.UNCONFIRMED
    assert [each.recipients for each in mails()] == ["ana@example.org"]


def test_faster_than_anybody_can_is_quarantined(forms_pages, ana, settings):
    settings.HUBKIT_INTAKE_MIN_SECONDS = 3
    ana.propose(forms_pages["sl"])
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False) as clock:
        bor = Visitor()
        bor.fill_proposal(forms_pages["sl"])
        clock.shift(4)
        bor.send("send", **CONSENTS)
    states = Submission.objects.order_by("created_at").values_list("state", "reasons")
    assert list(states) == [(State.QUARANTINED, ["fast"]), (State.UNCONFIRMED, [])]


def test_many_from_one_network_are_quarantined_then_refused_and_kept(forms_pages, ana, limit):
    limit(send=(3600, 1, 2))
    for _time in range(2):
        Visitor().propose(forms_pages["sl"])
    ana.fill_proposal(forms_pages["sl"])
    ana.client.raise_request_exception = True
    answer = ana.send("send", **CONSENTS)
    assert (answer.status_code, int(answer["Retry-After"]) <= 3600) == (429, True)
    assert ana.page.select_one("[role=alert] h2") is not None
    states = Submission.objects.order_by("created_at").values_list("state", "reasons")
    assert list(states) == [(State.UNCONFIRMED, []), (State.QUARANTINED, ["network"])]
    assert Draft.objects.count() == 1
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=1, seconds=1)):
        ana.send("send", **CONSENTS)
    assert Submission.objects.count() == 3


def test_many_with_one_address_are_quarantined(forms_pages, limit):
    limit(email=(86_400, 1, 9))
    for address in ("ana@example.org", "bor@example.org", "ANA@example.org"):
        Visitor().propose(forms_pages["sl"], sender_email=address)
    found = Submission.objects.order_by("created_at").values_list("email", "reasons")
    assert [reasons for _email, reasons in found] == [[], [], ["address"]]


def test_a_step_over_the_limit_keeps_what_was_typed_and_names_a_way(
    forms_pages, ana, limit, settings
):
    limit(save=(3600, None, 0))
    settings.HUBKIT_INTAKE_ADDRESS = "pisarna@example.org"
    ana.open("/sl/obrazci/predlog/")
    answer = ana.send(**WHO)
    assert answer.status_code == 429
    assert ana.fields()["name"] == WHO["name"]
    assert ana.page.select_one("a[href='mailto:pisarna@example.org']") is not None


def test_guessing_codes_ends_soon(forms_pages, limit):
    limit(code=(3600, None, 2))
    answers = [Visitor().open(f"/sl/obrazci/oddaja/AAAA-AAAA-AAA{n}/") for n in range(3)]
    assert [each.status_code for each in answers] == [404, 404, 429]


def test_no_address_of_a_network_is_stored(forms_pages, ana):
    ana.client.defaults["REMOTE_ADDR"] = "203.0.113.9"
    ana.propose(forms_pages["sl"])
    rows = [*Submission.objects.values(), *Count.objects.values()]
    assert "203.0.113.9" not in str(rows)
    assert {len(each.key) for each in Count.objects.all()} == {64}


def test_with_its_day_the_key_goes_and_nobody_can_tell_the_hashes():
    today = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
    with time_machine.travel(today, tick=False):
        limits.count("send", "203.0.113.9")
        first = Count.objects.get().key
    with time_machine.travel(today + dt.timedelta(days=1), tick=False):
        limits.count("send", "203.0.113.9")
        assert Salt.objects.count() == 2
        limits.forget()
        assert Salt.objects.get().day == dt.date(2026, 11, 24)
        assert first not in Count.objects.values_list("key", flat=True)
        assert limits.forget() == 0


@pytest.mark.parametrize(
    ("sender", "forwarded", "proxies", "network"),
    [
        ("203.0.113.9", "", 0, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", 0, "203.0.113.9"),
        ("10.0.0.1", "198.51.100.1", 1, "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", 1, "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.2", 2, "198.51.100.1"),
        ("10.0.0.1", "", 1, "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "", 0, "203.0.113.9"),
        ("fe80::1%eth0", "", 0, "fe80::/64"),
        ("", "", 0, "unknown"),
        ("10.0.0.1", "\x00<b>", 1, "unknown"),
    ],
)
def test_only_our_own_proxies_are_believed(sender, forwarded, proxies, network, settings):
    settings.HUBKIT_INTAKE_PROXIES = proxies
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=sender, **extra)
    assert limits.network_of(request) == network


def test_without_its_table_one_may_write_once_a_minute(monkeypatch):
    def broken(*args):
        raise DatabaseError

    monkeypatch.setattr(limits, "add", broken)
    monkeypatch.setattr(limits, "_seen", {})
    clock = [100.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: clock[0])
    assert limits.count("send", "a") == limits.Verdict()
    assert limits.count("send", "a").wait == 60
    assert limits.count("send", "b") == limits.Verdict()
    clock[0] += 60
    assert limits.count("send", "a") == limits.Verdict()


def test_many_networks_get_one_address_few_mails_and_are_told_nothing(forms_pages, ana):
    ana.propose(forms_pages["sl"])
    before, answers = len(mails()), set()
    for number in range(9):
        network = Visitor(Client(REMOTE_ADDR=f"192.0.2.{number}"))
        network.open("/sl/obrazci/potrditev/")
        network.send("", email="ana@example.org")
        answers.add((network.response.status_code, network.text))
    assert len(answers) == 1
    assert len(mails()) - before == 5
