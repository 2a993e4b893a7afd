"""Eight processes send 400 forms while an editor holds a transaction: all are there, none twice."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

PROCESSES, FORMS, HELD_SECONDS = 8, 400, 8
ROOT = Path(__file__).parents[2]


@pytest.fixture
def site(tmp_path, django_db_blocker) -> Iterator[dict[str, str]]:
    """The environment of processes with a site of their own: its pages, no demo."""
    with django_db_blocker.unblock(), database(tmp_path) as url:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.load.settings",
            "DATABASE_URL": url,
            "LOAD_FOLDER": str(tmp_path),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        }
        for command in (["migrate", "-v0"], ["load_content"]):
            manage = [sys.executable, "-m", "django", *command]
            subprocess.run(manage, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
        yield env


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """The address of an empty database, beside the tests' own on PostgreSQL."""
    if connection.vendor != "postgresql":
        yield f"sqlite:///{folder / 'load.sqlite3'}"
        return
    name, known = "iskra_load", settings.DATABASES["default"]
    with closing(connection.Database.connect(**server_of(known))) as server:
        server.autocommit = True
        server.cursor().execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.cursor().execute(f'CREATE DATABASE "{name}"')
        address, _slash, rest = os.environ["DATABASE_URL"].rpartition("/")
        yield f"{address}/{name}{rest[rest.find('?') :] if '?' in rest else ''}"
        server.cursor().execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def server_of(known: dict) -> dict:
    named = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    found = {name: known[key] for name, key in named.items() if known.get(key)}
    return {**found, "dbname": "postgres"}


def start(env: dict[str, str], *arguments: object) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.load.actors", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_all_forms_are_kept_once_while_an_editor_holds_a_transaction(site):
    share = FORMS // PROCESSES
    firsts = range(1, FORMS + 1, share)
    senders = [start(site, "sender", first, first + share) for first in firsts]
    editor = start(site, "editor", HELD_SECONDS)
    assert editor.stdout.readline() == "open\n", editor.stderr.read()
    outputs = [sender.communicate(timeout=900) for sender in senders]
    assert [errors[-2000:] for _lines, errors in outputs if errors] == []
    assert editor.communicate(timeout=60)[0] == "committed\n"
    lines = [line.split() for output, _errors in outputs for line in output.splitlines()]
    assert sorted(int(number) for number, _first, _second in lines) == list(range(1, FORMS + 1))
    assert [line for line in lines if line[1] != line[2]] == []  # the double click: one receipt
    assert len({first for _number, first, _second in lines}) == FORMS
    assert stored(site) == [str(FORMS)] * 4


def stored(env: dict[str, str]) -> list[str]:
    """How many submissions there are, of how many names and keys, and mails about them."""
    question = (
        "from hubkit.intake.models import Submission as S;"
        "from hubkit.outbox.models import Message;"
        "rows = list(S.objects.filter(state='unconfirmed'));"
        "print(len(rows), len({r.payload['official_name'] for r in rows}),"
        "len({r.idempotency_key for r in rows}),"
        "Message.objects.filter(recipients__startswith='drustvo-').count())"
    )
    manage = [sys.executable, "-m", "django", "shell", "-v0", "-c", question]
    answer = subprocess.run(manage, cwd=ROOT, env=env, check=True, capture_output=True, text=True)
    return answer.stdout.split()
