"""A copy of the demo site to live through time with: its own clock, its own mails."""

import datetime as dt
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from deploy.processes import running
from deploy.server import HOST, django_environment, end_with_parent, wait_until_ready
from tests.browser.conftest import GRANIAN, ROOT, free_port

SETTINGS = "tests.browser.demo_ahead"
LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Mail:
    """A mail as its receiver sees it."""

    subject: str
    language: str
    text: str

    @property
    def links(self) -> list[str]:
        return LINK.findall(self.text)

    def links_to(self, *words: str) -> list[str]:
        """Return the links with one of the words in their path."""
        return [link for link in self.links if {*words} & {*link.split("/")}]


@dataclass
class DemoCopy:
    """A site in a folder of its own; served for a while at a moment, and then at another."""

    folder: Path
    port: int = field(default_factory=free_port)
    ahead: dt.timedelta = dt.timedelta()
    read: set[Path] = field(default_factory=set)

    @classmethod
    def of(cls, original: Path, folder: Path) -> "DemoCopy":
        """Copy the site of the folder `original`, which may be served meanwhile."""
        copy = cls(folder)
        with closing(sqlite3.connect(original / "db.sqlite3")) as old, closing(copy.sql()) as new:
            old.backup(new)
            new.execute("UPDATE wagtailcore_site SET hostname = ?, port = ?", (HOST, copy.port))
            new.commit()
        if (original / "media").exists():
            shutil.copytree(original / "media", folder / "media")
        (folder / "mails").mkdir()
        return copy

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    def sql(self) -> sqlite3.Connection:
        return sqlite3.connect(self.folder / "db.sqlite3")

    @contextmanager
    def served(self, now: dt.datetime) -> Iterator[None]:
        """Serve it, with the clock going on from `now`; what fails on the server fails here."""
        self.ahead = now - dt.datetime.now(dt.UTC)
        granian = ["--host", HOST, "--port", self.port, "iskra.wsgi:application"]
        command = [sys.executable, *GRANIAN, *granian]
        log = self.folder / "server.log"
        with log.open("a") as output:
            options = {"stdout": output, "stderr": output, "start_new_session": True}
            options |= {"cwd": ROOT, "env": self.environment(), "preexec_fn": end_with_parent}
            with running(command, **options) as server:
                wait_until_ready(server, self.port)
                yield
                server.terminate()
        assert "Traceback" not in log.read_text(), log.read_text()

    def run(self, *command: str) -> str:
        """Run a command of manage.py at the time of the server; return what it says."""
        told = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment(),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return told.stdout

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            **django_environment(SETTINGS),
            "DATABASE_URL": f"sqlite:///{self.folder}/db.sqlite3",
            "MEDIA_ROOT": str(self.folder / "media"),
            "PORT": str(self.port),
            "MAILS": str(self.folder / "mails"),
            "CLOCK_AHEAD": str(self.ahead.total_seconds()),
        }

    def mails_to(self, address: str) -> list[Mail]:
        """Return the mails to an address that have not been read yet, as they went out."""
        new = sorted({*(self.folder / "mails").iterdir()} - self.read)
        received = [mail for path in new for mail in mails_in(path) if mail["To"] == address]
        self.read |= {path for path in new if any(m["To"] == address for m in mails_in(path))}
        return [
            Mail(mail["Subject"], mail["Content-Language"], mail.get_content()) for mail in received
        ]


def mails_in(path: Path) -> list[EmailMessage]:
    """Return the mails of a file of Django's file backend, which puts a line after each."""
    parts = path.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
    return [message_from_bytes(part, policy=policy.default) for part in parts if part.strip()]
