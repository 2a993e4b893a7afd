"""Delivering mail: one row is claimed, sent and settled at a time, each in its own transaction.

At least once: a worker that dies between the server's "accepted" and our note of it sends a copy
later, with the same Message-ID. No transaction is open while a mail server takes its time.
"""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from hubkit.outbox import content
from hubkit.outbox.conf import setting
from hubkit.outbox.models import Message, MessageQuerySet, State

logger = logging.getLogger(__name__)

# A worker that has had a mail for so long was killed. Longer than any delivery takes: with
# EMAIL_TIMEOUT a dialogue with a mail server is some seconds long.
LEASE = timedelta(minutes=10)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=12)
KILLED = "The worker was killed while it had this mail."


def deliver_due(*, ended: Callable[[], bool] = lambda: False) -> Counter[State]:
    """Deliver what is due until nothing is, `ended` says so, or the server cannot be reached.

    Returns how many mails came into which state; one that is tried again later is WAITING.
    """
    transport = get_connection(setting("BACKEND"))
    results: Counter[State] = Counter()
    try:
        while not ended() and (message := claim(Message.objects.due())):
            reached = attempt(message, transport)
            results[State(message.state)] += 1
            if not reached:
                break  # the others would only wait for the same server
    finally:
        hang_up(transport)
    return results


def deliver(pk: int) -> None:
    """Deliver one mail now, unless a worker has it."""
    if message := claim(Message.objects.due().filter(pk=pk)):
        transport = get_connection(setting("BACKEND"))
        attempt(message, transport)
        hang_up(transport)


def claim(due: MessageQuerySet) -> Message | None:
    """Take the first mail that no other worker has, and count the attempt, come what may.

    One whose last attempt ended with its worker has failed; no other worker is risked on it.
    """
    while True:
        with transaction.atomic():
            message = due.select_for_update(skip_locked=True).first()
            if message is None:
                return None
            if message.attempts < setting("ATTEMPTS"):
                message.state = State.SENDING
                message.attempts += 1
                message.next_attempt_at = timezone.now() + LEASE
                message.save(update_fields=["state", "attempts", "next_attempt_at"])
                return message
            was_killed = message.state == State.SENDING
            fail(message, KILLED if was_killed else message.last_error)


def attempt(message: Message, transport: BaseEmailBackend) -> bool:
    """Try to send a claimed mail and write down how it went; False if no server was reached."""
    reached = False
    try:
        transport.open()
        reached = True
        if transport.send_messages([content.unpack(message.content)]) == 0:
            raise OSError("The email backend did not send it and gave no reason.")
    except Exception as error:  # noqa: BLE001  (whatever it is, the mail must not be lost)
        hang_up(transport)
        put_off(message, error)
    else:
        kept = {} if message.content.get("secret") else message.content
        settle(message, State.SENT, done_at=timezone.now(), last_error="", content=kept)
    return reached


def put_off(message: Message, error: Exception) -> None:
    """Note why, and when to try again, if ever."""
    why = f"{type(error).__name__}: {error}"
    if message.attempts >= setting("ATTEMPTS"):
        fail(message, why)
    else:
        again = timezone.now() + pause_after(message.attempts)
        settle(message, State.WAITING, last_error=why, next_attempt_at=again)


def fail(message: Message, why: str) -> None:
    logger.error("Mail %s failed: %s", message.pk, why)
    settle(message, State.FAILED, last_error=why)


def pause_after(attempts: int) -> timedelta:
    """One minute, then twice as long each time, up to twelve hours."""
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 20), LONGEST_PAUSE)


def settle(message: Message, state: State, **values) -> None:
    message.state = state
    for name, value in values.items():
        setattr(message, name, value)
    message.save(update_fields=["state", *values])


def hang_up(transport: BaseEmailBackend) -> None:
    """End the dialogue. That the other end does so rudely changes nothing for the mails."""
    try:
        transport.close()
    except Exception as error:  # noqa: BLE001
        logger.info("The mail server did not say goodbye: %s", error)
