"""Sent is kept: before any row there is a file, and whatever dies, it is whole or resumable."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError

from hubkit.intake import loading, sending, spool
from hubkit.intake.models import Draft, State, Submission
from tests.hubkit.intake.kinds import Proposal
from tests.hubkit.intake.visitor import CONSENTS, SENDER, WHAT, WHO, Visitor, mails, picture

ROOT = Path(__file__).parents[3]
HOST = {
    "DJANGO_SETTINGS_MODULE": "tests.host.settings",
    "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    "HOST_APPS": "",
}


@pytest.fixture
def ana():
    return Visitor()


def spooled(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "spool").glob("*"))


@pytest.mark.django_db
def test_the_file_is_there_before_any_row_and_gone_after(
    forms_pages, ana, intake_root, monkeypatch, django_capture_on_commit_callbacks
):
    seen = []
    receive = sending.receive

    def watch(parcel):
        (path,) = (intake_root / "spool").iterdir()
        seen.append((path.stat().st_mode & 0o777, json.loads(path.read_text()) == parcel))
        seen.append(Submission.objects.count())
        return receive(parcel)

    monkeypatch.setattr(sending, "receive", watch)
    with django_capture_on_commit_callbacks(execute=True):
        ana.propose(forms_pages["sl"])
    assert seen == [(0o600, True), 0]
    assert spooled(intake_root) == []
    assert (intake_root / "spool").stat().st_mode & 0o777 == 0o700


@pytest.mark.django_db
def test_what_could_not_be_written_is_taken_up_later_and_once(
    forms_pages, ana, intake_root, monkeypatch, capsys, django_capture_on_commit_callbacks
):
    def away(*args):
        raise OperationalError

    ana.open("/sl/obrazci/predlog/")
    ana.send(**WHO)
    ana.send(**WHAT, logo=picture())
    ana.send(**SENDER)
    with monkeypatch.context() as patched:
        patched.setattr(Proposal, "on_received", away)
        with pytest.raises(OperationalError):
            ana.client.post(ana.url, {**ana.fields(), **CONSENTS, "action": "send"})
    # Where the project's handler500 is told of an absent database, it keeps the form too.
    for twin in (intake_root / "spool").glob("kept-*"):
        twin.unlink()
    assert (Submission.objects.count(), mails(), len(spooled(intake_root))) == (0, [], 1)
    (path,) = (intake_root / "spool").iterdir()
    copy = path.read_text()
    call_command("load_spool")
    assert capsys.readouterr().out == "Taken up: 1, left: 0.\n"
    submission = Submission.objects.get()
    assert (submission.state, submission.payload["name"]) == (State.UNCONFIRMED, WHO["name"])
    assert [each.name for each in submission.files.all()] == ["logo.png"]
    assert (submission.consents.count(), len(mails()), Draft.objects.count()) == (1, 1, 0)
    # The file of a process that died between commit and removing: nothing happens twice.
    path.write_text(copy)
    assert loading.load_spool() == {"loaded": 1}
    assert (Submission.objects.count(), len(mails()), spooled(intake_root)) == (1, 1, [])
    # Its sender, who had got an error and sends again, finds the receipt.
    ana.open(ana.url)
    assert submission.receipt in ana.text


@pytest.mark.django_db
def test_a_file_that_cannot_be_taken_up_stays_and_keeps_nobody_else(
    forms_pages, ana, intake_root, monkeypatch
):
    with monkeypatch.context() as patched:
        patched.setattr(sending, "receive", lambda parcel: 1 / 0)
        for _time in range(2):
            ana.fill_proposal(forms_pages["sl"])
            with pytest.raises(ZeroDivisionError):
                ana.client.post(ana.url, {**ana.fields(), **CONSENTS})
    first = sorted((intake_root / "spool").iterdir())[0]
    parcel = json.loads(first.read_text())
    first.write_text(json.dumps({**parcel, "kind": "gone.kind"}))
    (intake_root / "spool" / "broken.json").write_text("{")
    assert loading.load_spool() == {"loaded": 1, "left": 1}
    assert (Submission.objects.count(), len(spooled(intake_root))) == (1, 2)


@pytest.mark.django_db
def test_a_file_that_somebody_else_takes_up_meanwhile_is_passed_over(intake_root):
    spool.write({"key": "left"})
    (spool.folder() / "taken.json").symlink_to("gone")  # listed, and not there when it is read
    assert [content for _path, content in spool.waiting()] == [{"key": "left"}]


def test_a_correction_is_spooled_too(forms_pages, ana, intake_root):
    filling = {"key": "x", "a": 1}
    path = spool.write(filling)
    assert json.loads(path.read_text()) == filling
    spool.remove(filling)
    assert spooled(intake_root) == []


@pytest.fixture
def database(tmp_path) -> dict[str, str]:
    """A bare host on SQLite with a page of forms, of its own; the environment to reach it."""
    env = {**os.environ, **HOST, "DATABASE_URL": f"sqlite:///{tmp_path / 'host.sqlite3'}"}
    env["INTAKE_TEST_ROOT"] = str(tmp_path / "intake")
    run(env, "-m", "django", "migrate", "-v0")
    run(env, "-m", "tests.hubkit.intake.host")
    return env


def run(env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, *arguments], env=env, cwd=ROOT, check=False, text=True)


def rows(env: dict[str, str]) -> tuple[int, int, int]:
    """How many submissions, their traces and mails there are."""
    with sqlite3.connect(env["DATABASE_URL"].removeprefix("sqlite:///")) as connection:
        tables = ("hubkit_intake_submission", "hubkit_intake_passage", "hubkit_outbox_message")
        sql = "SELECT count(*) FROM "
        return tuple(connection.execute(sql + each).fetchone()[0] for each in tables)


@pytest.mark.slow
def test_killed_at_any_moment_it_is_whole_or_resumable(database, tmp_path):
    outcomes = {}
    for number, stage in enumerate(
        [
            "before the file",
            "after the file",
            "between the rows",
            "before the commit",
            "after the commit",
        ]
    ):
        killed = run(database, "-m", "tests.hubkit.intake.sender", stage)
        assert killed.returncode == -signal.SIGKILL, stage
        whole = rows(database)
        assert len(set(whole)) == 1, stage
        run(database, "-m", "tests.hubkit.intake.host", "load")
        outcomes[stage] = (whole[0], rows(database)[0])
        assert len(set(rows(database))) == 1, stage
        assert list((tmp_path / "intake" / "spool").glob("*.json")) == [], (number, stage)
    # Killed before the file, the draft is there as it was, and is sent by the next click.
    assert outcomes == {
        "before the file": (0, 0),
        "after the file": (0, 1),
        "between the rows": (1, 2),
        "before the commit": (2, 3),
        "after the commit": (4, 4),
    }
