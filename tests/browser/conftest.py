"""The real site, prepared and served as `make run` does it, and a Chromium that visits it.

    pytest tests/browser -o addopts=

One server and one browser serve the whole run, so run it without -n: every worker of xdist would
prepare a site of its own. Nothing here uses pytest-django's database.
"""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from deploy.processes import running
from deploy.server import HOST, django_environment, end_with_parent, wait_until_ready
from deploy.suite import find_chromium

ROOT = Path(__file__).resolve().parents[2]
GRANIAN = ["-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "2"]
CHROMIUM = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
DESKTOP = {"width": 1350, "height": 900}
PATIENCE_MS = 10_000


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Serve the demo site from a temporary folder; its address, without a slash at the end.

    A page that fails on the server fails the run, also where no test looked at it.
    """
    folder = tmp_path_factory.mktemp("site")
    env = os.environ | django_environment("iskra.settings.dev")
    env |= {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "MEDIA_ROOT": f"{folder}/media"}
    for command in (["deploy/catalogs.py"], ["manage.py", "prepare", "--demo"]):
        subprocess.run([sys.executable, *command], cwd=ROOT, env=env, check=True)
    port, log = free_port(), folder / "server.log"
    command = [sys.executable, *GRANIAN, "--host", HOST, "--port", port, "iskra.wsgi:application"]
    with log.open("w") as output:
        # In a session of its own and bound to this process, as deploy.server explains.
        options = {"stdout": output, "stderr": output, "start_new_session": True}
        with running(command, cwd=ROOT, env=env, preexec_fn=end_with_parent, **options) as server:
            wait_until_ready(server, port)
            yield f"http://{HOST}:{port}"
            server.terminate()
    assert "Traceback" not in log.read_text(), log.read_text()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def browser():
    path = find_chromium(os.environ) or shutil.which("chromium-browser")
    if not path:
        pytest.skip("no Chromium found; set CHROMIUM to one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser, site):
    """Open a page in a browser profile of its own; the options are those of `new_context`."""
    contexts = []

    def open_page(**options):
        context = browser.new_context(**{"base_url": site, "viewport": DESKTOP, **options})
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page):
    return new_page()
