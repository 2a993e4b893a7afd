"""Delivering mail to a server that is away, refuses or hangs, over real sockets."""

import smtplib
import socket
from collections import Counter
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from hubkit.outbox import delivery, retention
from hubkit.outbox import mail as outbox
from hubkit.outbox.models import Message, State
from tests.hubkit.outbox_server import MailServer

pytestmark = pytest.mark.django_db

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def server(settings):
    settings.HUBKIT_OUTBOX_BACKEND = SMTP
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.5
    server = MailServer()
    settings.EMAIL_PORT = server.port
    yield server
    server.end()


def write(count):
    return [
        outbox.queue(mail.EmailMessage(f"Pismo {number}", "Besedilo", to=[f"{number}@example.org"]))
        for number in range(count)
    ]


def ids(messages):
    return sorted(message.message_id for message in messages)


def let_time_pass():
    """Hours later: what was put off is due, and no worker has anything."""
    later = timezone.now() - timedelta(seconds=1)
    Message.objects.filter(state__in=[State.WAITING, State.SENDING]).update(next_attempt_at=later)


def states():
    return Counter(Message.objects.values_list("state", flat=True))


def test_every_mail_arrives_once_over_one_connection(server):
    messages = write(3)
    assert delivery.deliver_due() == {State.SENT: 3}
    assert delivery.deliver_due() == {}
    assert server.ids() == ids(messages)
    done = Message.objects.get(pk=messages[0].pk)
    assert (done.state, done.attempts, done.last_error) == (State.SENT, 1, "")
    assert timezone.now() - done.done_at < timedelta(minutes=1)


def test_hidden_receivers_are_in_the_envelope_only(server):
    outbox.queue(mail.EmailMessage("Zadeva", to=["a@example.org"], bcc=["b@example.org"]))
    delivery.deliver_due()
    assert server.envelopes == [["a@example.org", "b@example.org"]]
    assert "b@example.org" not in server.mails[0].as_string()


def test_a_server_that_is_away_loses_nothing_and_is_asked_once_a_round(server, settings):
    messages = write(3)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
        assert delivery.deliver_due() == {State.WAITING: 1}
    first = Message.objects.get(pk=messages[0].pk)
    assert (first.attempts, first.last_error.split(":")[0]) == (1, "ConnectionRefusedError")
    settings.EMAIL_PORT = server.port
    assert delivery.deliver_due() == {State.SENT: 2}
    let_time_pass()
    assert delivery.deliver_due() == {State.SENT: 1}
    assert server.ids() == ids(messages)


@pytest.mark.parametrize(
    ("verb", "reply"),
    [
        ("MAIL", "451 later"),
        ("RCPT", "450 greylisted"),
        ("RCPT", "550 no such person"),
        ("DATA", "451 later"),
        (".", "451 later"),
        (".", "554 spam"),
        ("EHLO", "421 closing"),
        ("MAIL", ""),
        ("RCPT", ""),
        ("EHLO", ""),
    ],
)
def test_what_a_server_refuses_or_leaves_hanging_arrives_once_when_it_is_well(server, verb, reply):
    messages = write(2)
    server.replies = {verb: reply, **({"HELO": reply} if verb == "EHLO" else {})}
    delivery.deliver_due()
    assert states() == {State.WAITING: 2}
    server.mails.clear()  # what came in whole was refused all the same
    server.replies = {}
    let_time_pass()
    delivery.deliver_due()
    assert states() == {State.SENT: 2}
    assert server.ids() == ids(messages)


def test_a_server_that_takes_a_mail_and_never_says_so_gets_a_copy_of_the_same_name(server):
    (message,) = write(1)
    server.replies = {".": ""}
    assert delivery.deliver_due() == {State.WAITING: 1}
    server.replies = {}
    let_time_pass()
    assert delivery.deliver_due() == {State.SENT: 1}
    first, second = server.mails
    assert first["Message-ID"] == second["Message-ID"] == message.message_id
    assert first["Date"] == second["Date"]


def test_one_broken_mail_does_not_hold_up_the_others(server):
    messages = write(3)
    Message.objects.filter(pk=messages[0].pk).update(content={"from": "another release"})
    assert delivery.deliver_due() == {State.WAITING: 1, State.SENT: 2}
    assert server.ids() == ids(messages[1:])


def test_a_transport_that_sends_nothing_has_not_sent_it(server, monkeypatch):
    write(1)
    monkeypatch.setattr("django.core.mail.backends.smtp.EmailBackend.send_messages", lambda *_: 0)
    assert delivery.deliver_due() == {State.WAITING: 1}


def test_pauses_double_up_to_twelve_hours():
    minutes = [delivery.pause_after(attempts).total_seconds() / 60 for attempts in range(1, 13)]
    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 720, 720]
    assert delivery.pause_after(1_000_000) == timedelta(hours=12)


def test_after_its_last_attempt_a_mail_has_failed_and_can_be_sent_again(server, settings):
    settings.HUBKIT_OUTBOX_ATTEMPTS = 2
    (message,) = write(1)
    server.replies = {"RCPT": "550 no such person"}
    assert delivery.deliver_due() == {State.WAITING: 1}
    message.refresh_from_db()
    assert timedelta(0) < message.next_attempt_at - timezone.now() <= timedelta(minutes=1)
    let_time_pass()
    assert delivery.deliver_due() == {State.FAILED: 1}
    let_time_pass()
    assert delivery.deliver_due() == {}
    message.refresh_from_db()
    assert "no such person" in message.last_error
    server.replies = {}
    assert outbox.send_again(message) is True
    assert delivery.deliver_due() == {State.SENT: 1}
    assert server.ids() == [message.message_id]


def test_a_mail_that_kills_its_worker_has_failed_after_its_last_attempt(server, settings):
    settings.HUBKIT_OUTBOX_ATTEMPTS = 2
    killer, other = write(2)
    for _attempt in range(2):
        assert delivery.claim(Message.objects.due()) == killer
        Message.objects.filter(pk=killer.pk).update(
            next_attempt_at=timezone.now() - timedelta(seconds=1)
        )
    assert delivery.deliver_due() == {State.SENT: 1}
    assert server.ids() == [other.message_id]
    killer.refresh_from_db()
    assert (killer.state, killer.attempts, killer.last_error) == (
        State.FAILED,
        2,
        "The worker was killed while it had this mail.",
    )
    assert outbox.send_again(killer) is True
    assert delivery.deliver_due() == {State.SENT: 1}


def test_fewer_attempts_allowed_than_were_made_leave_the_reason_as_it_was(server, settings):
    (message,) = write(1)
    Message.objects.update(attempts=5, last_error="OSError: busy")
    settings.HUBKIT_OUTBOX_ATTEMPTS = 5
    assert delivery.deliver_due() == {}
    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.FAILED, "OSError: busy")


def test_who_waits_longest_goes_first(server):
    older, newer = write(2)
    Message.objects.filter(pk=newer.pk).update(next_attempt_at=timezone.now() - timedelta(hours=1))
    delivery.deliver_due()
    assert [each["Message-ID"] for each in server.mails] == [newer.message_id, older.message_id]


def test_a_mail_that_another_worker_has_is_left_to_it_until_it_must_be_dead(server):
    (message,) = write(1)
    assert delivery.claim(Message.objects.due()) == message
    assert delivery.claim(Message.objects.due()) is None
    delivery.deliver(message.pk)
    assert (outbox.send_again(message), outbox.give_up(message)) == (False, False)
    assert server.mails == []
    Message.objects.update(next_attempt_at=timezone.now())
    assert delivery.deliver_due() == {State.SENT: 1}
    message.refresh_from_db()
    assert message.attempts == 2


def test_a_worker_that_is_told_to_end_takes_nothing_more(server):
    write(2)
    assert delivery.deliver_due(ended=lambda: bool(server.mails)) == {State.SENT: 1}
    assert states() == {State.SENT: 1, State.WAITING: 1}


def test_a_rude_goodbye_changes_nothing(server, monkeypatch):
    def rude(self):
        raise smtplib.SMTPResponseException(500, "go away")

    write(1)
    monkeypatch.setattr(smtplib.SMTP, "quit", rude)
    assert delivery.deliver_due() == {State.SENT: 1}


def test_giving_up_ends_it(server):
    (message,) = write(1)
    assert outbox.give_up(message) is True
    assert outbox.give_up(message) is False
    assert delivery.deliver_due() == {}
    assert outbox.send_again(message) is True
    assert delivery.deliver_due() == {State.SENT: 1}
    assert outbox.send_again(message) is False


def test_what_is_done_with_loses_its_content_and_later_everything(server, settings):
    settings.HUBKIT_OUTBOX_KEEP_DAYS, settings.HUBKIT_OUTBOX_FORGET_DAYS = 14, 365
    sent, given_up, failed, waiting = write(4)
    delivery.deliver(sent.pk)
    outbox.give_up(given_up)
    Message.objects.filter(pk=failed.pk).update(state=State.FAILED)
    assert retention.purge() == 0
    Message.objects.filter(done_at__isnull=False).update(
        done_at=timezone.now() - timedelta(days=14, minutes=1)
    )
    assert retention.purge() == 2
    assert retention.purge() == 0
    kept = set(Message.objects.exclude(content={}).values_list("pk", flat=True))
    assert kept == {failed.pk, waiting.pk}
    assert outbox.send_again(given_up) is False
    Message.objects.filter(pk=sent.pk).update(done_at=timezone.now() - timedelta(days=366))
    assert retention.purge() == 0
    assert Message.objects.filter(pk=sent.pk).count() == 0
    assert Message.objects.count() == 3


def test_the_command_says_in_one_line_what_it_did(server, capsys):
    write(2)
    call_command("send_mail_queue", "--once")
    call_command("send_mail_queue")
    assert capsys.readouterr().out.splitlines() == [
        "Mail: 2 delivered, 0 put off, 0 failed, 0 purged.",
        "Mail: 0 delivered, 0 put off, 0 failed, 0 purged.",
    ]


def test_looking_for_mail_costs_the_same_for_many(server, django_assert_num_queries):
    write(3)
    Message.objects.update(next_attempt_at=timezone.now() + timedelta(hours=1))
    with django_assert_num_queries(3):  # savepoint, the search, release
        assert delivery.deliver_due() == {}


def test_what_a_secret_mail_says_is_forgotten_once_it_is_delivered(server):
    for secret in (True, False):
        letter = mail.EmailMessage("Povezava", "Skrivnost", to=["ana@example.org"])
        outbox.queue(letter, secret=secret)
    delivery.deliver_due()
    told = Message.objects.order_by("pk").values_list("state", "content__body")
    assert list(told) == [(State.SENT, None), (State.SENT, "Skrivnost")]
