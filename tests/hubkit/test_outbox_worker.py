"""The worker as a process of its own: killed, ended politely, and two at once."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings as project
from django.db import connection

from tests.hubkit.outbox_server import MailServer

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ROOT = Path(__file__).parents[2]
SETTINGS = """
from {base} import *
DATABASES = {{"default": {database!r}}}
EMAIL_BACKEND = "hubkit.outbox.backend.EmailBackend"
HUBKIT_OUTBOX_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = "127.0.0.1", {port}, 20
"""
WRITE = """
from django.core.mail import EmailMessage
from django.db import transaction
from hubkit.outbox import mail
with transaction.atomic():
    for number in range({count}):
        mail.queue(EmailMessage(f"Pismo {{number}}", "Besedilo", to=["ana@example.org"]))
"""
LET_TIME_PASS = """
from django.utils import timezone
from hubkit.outbox.models import Message
Message.objects.update(next_attempt_at=timezone.now())
"""
READ = """
import json
from hubkit.outbox.models import Message
print(json.dumps(list(Message.objects.order_by("pk").values_list("message_id", "state"))))
"""


class Machine:
    """A database and a mail server of our own, and processes that use them."""

    def __init__(self, folder, database):
        self.server, self.database = MailServer(), database
        text = SETTINGS.format(
            base=os.environ["DJANGO_SETTINGS_MODULE"], database=database, port=self.server.port
        )
        (folder / "machine_settings.py").write_text(text)
        roots = os.pathsep.join([str(ROOT), str(ROOT / "site"), str(folder)])
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "machine_settings",
            "PYTHONPATH": roots,
            "HOST_APPS": "",
        }
        self.started = []

    def start(self, *arguments):
        command = [sys.executable, "-m", "django", *arguments]
        process = subprocess.Popen(command, env=self.env, stdout=subprocess.PIPE, text=True)
        self.started.append(process)
        return process

    def call(self, *arguments):
        process = self.start(*arguments)
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        return out.strip()

    def shell(self, script):
        return self.call("shell", "--verbosity=0", "--command", script)

    def rows(self):
        return [tuple(row) for row in json.loads(self.shell(READ))]

    def end(self):
        self.server.end()
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.communicate()


@pytest.fixture
def machine(tmp_path):
    # A worker is another process: it cannot see what the test's own transaction holds.
    if connection.vendor == "postgresql":
        with scratch_database() as database:
            yield from running(tmp_path, database)
    else:
        database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "db.sqlite3")}
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20}
        yield from running(tmp_path, database | {"OPTIONS": options})


def running(folder, database):
    machine = Machine(folder, database)
    try:
        machine.call("migrate", "hubkit_outbox", "--verbosity=0")
        yield machine
    finally:
        machine.end()


class scratch_database:  # noqa: N801  (used as a function)
    """A PostgreSQL database beside the one of the tests, dropped afterwards."""

    def __enter__(self):
        database = project.DATABASES["default"]
        self.name = f"outbox_{os.getpid()}"
        self.execute(f"CREATE DATABASE {self.name}")
        names = ("ENGINE", "USER", "PASSWORD", "HOST", "PORT")
        return {name: database.get(name, "") for name in names} | {"NAME": self.name}

    def __exit__(self, *_):
        self.execute(f"DROP DATABASE {self.name} WITH (FORCE)")

    def execute(self, statement):
        with closing(psycopg2.connect(**connection.get_connection_params())) as own:
            own.autocommit = True
            own.cursor().execute(statement)


def test_a_worker_killed_after_the_server_took_a_mail_leaves_nothing_stuck(machine):
    machine.shell(WRITE.format(count=3))
    names = [name for name, _state in machine.rows()]
    machine.server.silent = True
    worker = machine.start("send_mail_queue", "--once")
    assert machine.server.arrived.wait(20)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait(10)
    machine.server.silent = False
    machine.server.speak.set()

    # The next worker does not wait for the dead one with the mails that it did not have.
    assert machine.call("send_mail_queue") == "Mail: 2 delivered, 0 put off, 0 failed, 0 purged."
    assert Counter(state for _name, state in machine.rows()) == {"sent": 2, "sending": 1}
    machine.shell(LET_TIME_PASS)
    assert machine.call("send_mail_queue") == "Mail: 1 delivered, 0 put off, 0 failed, 0 purged."
    assert machine.rows() == [(name, "sent") for name in names]
    # A copy of the one that was on its way, with the same name, and of no other.
    assert Counter(machine.server.ids()) == {names[0]: 2, names[1]: 1, names[2]: 1}


def test_a_worker_that_is_asked_to_end_finishes_the_mail_it_has(machine):
    machine.shell(WRITE.format(count=2))
    machine.server.silent = True
    worker = machine.start("send_mail_queue", "--forever", "--pause=0.1")
    assert machine.server.arrived.wait(20)
    worker.terminate()
    time.sleep(0.2)
    assert worker.poll() is None
    machine.server.speak.set()
    out, _ = worker.communicate(timeout=20)
    assert (worker.returncode, out) == (0, "Mail: 1 delivered, 0 put off, 0 failed, 0 purged.\n")
    assert [state for _name, state in machine.rows()] == ["sent", "waiting"]


def test_a_worker_goes_on_for_ever_and_is_quiet_when_there_is_nothing(machine):
    worker = machine.start("send_mail_queue", "--forever", "--pause=0.1")
    machine.shell(WRITE.format(count=1))
    assert machine.server.arrived.wait(20)
    machine.server.arrived.clear()
    machine.shell(WRITE.format(count=1))
    assert machine.server.arrived.wait(20)
    worker.terminate()
    out, _ = worker.communicate(timeout=20)
    assert out == "Mail: 1 delivered, 0 put off, 0 failed, 0 purged.\n" * 2


@pytest.fixture
def several(machine):
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite one worker delivers at a time")
    return machine


def test_two_workers_at_once_send_each_mail_once(several):
    workers = [several.start("send_mail_queue", "--forever", "--pause=0.01") for _ in range(2)]
    several.shell(WRITE.format(count=60))
    until = time.monotonic() + 30
    while len(several.server.mails) < 60 and time.monotonic() < until:
        time.sleep(0.1)
    for worker in workers:
        worker.terminate()
    lines = [line for worker in workers for line in worker.communicate(timeout=60)[0].splitlines()]
    assert sum(int(line.split()[1]) for line in lines) == 60
    rows = several.rows()
    assert {state for _name, state in rows} == {"sent"}
    assert several.server.ids() == sorted(name for name, _state in rows)


def test_a_worker_does_not_wait_for_a_mail_that_another_is_just_claiming(several):
    several.shell(WRITE.format(count=3))
    parameters = connection.get_connection_params() | {"dbname": several.database["NAME"]}
    with closing(psycopg2.connect(**parameters)) as other:
        other.cursor().execute(
            "SELECT id FROM hubkit_outbox_message ORDER BY id LIMIT 1 FOR UPDATE"
        )
        line = several.call("send_mail_queue")
    assert line == "Mail: 2 delivered, 0 put off, 0 failed, 0 purged."
    assert [state for _name, state in several.rows()] == ["waiting", "sent", "sent"]
