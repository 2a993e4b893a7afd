"""The real site with its demo content in a temporary folder, and a Chromium that looks at it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from deploy.processes import LocalError, call, running
from deploy.server import HOST, django_environment, end_with_parent, wait_until_ready
from deploy.suite import find_chromium

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
GRANIAN = ["-m", "granian", "--interface", "wsgi", "--workers", 1, "--blocking-threads", 2]
PAGE_IDS = """
import json
from wagtail.models import Page
print(json.dumps(dict(Page.objects.values_list("url_path", "pk"))))
"""


class Demo:
    """A prepared site; `served()` shows a copy of it, so that every guide starts afresh."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manage("start", "prepare", "--demo")

    def environment(self, copy: str) -> dict[str, str]:
        needed = django_environment("iskra.settings.dev")
        needed["PYTHONPATH"] += os.pathsep + str(ROOT / "docs")
        return (
            os.environ
            | needed
            | {
                "DATABASE_URL": f"sqlite:///{self.folder}/{copy}.sqlite3",
                "MEDIA_ROOT": f"{self.folder}/media",
            }
        )

    def manage(self, copy: str, *arguments: str) -> str:
        """Run a management command on a copy; what it writes."""
        command = [sys.executable, "manage.py", *arguments]
        options: dict[str, Any] = {"cwd": ROOT, "env": self.environment(copy), "text": True}
        done = subprocess.run(command, stdout=subprocess.PIPE, check=False, **options)
        if done.returncode:
            raise LocalError(f"manage.py {arguments[0]} failed; the lines above say why.")
        return done.stdout

    def shell(self, copy: str, code: str) -> str:
        return self.manage(copy, "shell", "--verbosity", "0", "--command", code)

    def page_ids(self, copy: str) -> dict[str, int]:
        """The primary keys of all pages by their path, `/sl/kontakt/`."""
        return json.loads(self.shell(copy, PAGE_IDS))

    @contextmanager
    def served(self, copy: str, change: str = "") -> Iterator[str]:
        """Serve a copy on a free port, after Python code has changed it; its address."""
        for start in self.folder.glob("start.sqlite3*"):
            shutil.copy(start, start.with_name(start.name.replace("start", copy)))
        if change:
            self.shell(copy, change)
        port = free_port()
        command = [sys.executable, *GRANIAN, "--host", HOST, "--port", port]
        command += ["--log-level", "warning", "iskra.wsgi:application"]
        # In a session of its own and bound to this process, as deploy.server explains.
        apart: dict[str, Any] = {"start_new_session": True, "preexec_fn": end_with_parent}
        apart["stdout"] = apart["stderr"] = subprocess.DEVNULL
        with running(command, cwd=ROOT, env=self.environment(copy), **apart) as server:
            wait_until_ready(server, port)
            yield f"http://{HOST}:{port}"
            server.terminate()


@contextmanager
def demo() -> Iterator[Demo]:
    """Prepare the demo site; everything of it goes when the block is left."""
    if call([sys.executable, ROOT / "deploy" / "catalogs.py"]):
        raise LocalError("The catalogs could not be compiled.")
    with tempfile.TemporaryDirectory(prefix="iskra-pictures-") as folder:
        yield Demo(Path(folder))


@contextmanager
def chromium() -> Iterator[Browser]:
    path = find_chromium(os.environ)
    if not path:
        raise LocalError("No Chromium found; set CHROMIUM to one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        browser.close()


def open_page(browser: Browser, width: int, height: int, **options: Any) -> Page:
    """Open a page in a profile of its own, in which nothing moves."""
    size = {"width": width, "height": height}
    return browser.new_context(viewport=size, reduced_motion="reduce", **options).new_page()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
