"""Starts the site on this machine and stays with it until the person ends it."""

import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from deploy import environment
from deploy.processes import LocalError, call, running

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
READY_WITHIN_SECONDS = 60


def run() -> int:
    """Prepares the site and serves it until Ctrl-C. The port is $PORT, or 8000."""
    port = port_of(os.environ)
    require_free(port)
    python = environment.ready("run")
    environment.compile_catalogs()
    env = {**os.environ, **django_environment("iskra.settings.dev"), "PORT": str(port)}
    if call([python, "manage.py", "prepare", "--demo"], env):
        raise LocalError("The site could not be prepared; the lines above say why.")
    return serve(python, port, env)


def django_environment(settings: str) -> dict[str, str]:
    """What a Django process needs to find the project: its settings and the two source roots."""
    roots = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    return {"DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": roots, "PYTHONUNBUFFERED": "1"}


def port_of(environ: Mapping[str, str]) -> int:
    """The port asked for. Raises LocalError unless it is a number from 1 to 65535."""
    text = environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise LocalError(f"PORT={text} is not a port; take a number, for example PORT=8001.")
    return int(text)


def require_free(port: int) -> None:
    """Raises LocalError when the server could not listen on the port."""
    with socket.socket() as probe:
        # As the server does: a connection still closing from the last run is no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise LocalError(f"Port {port} is not allowed here. Take another: PORT=8001") from None
        except OSError:
            another = 8001 if port != 8001 else 8002
            raise LocalError(
                f"Port {port} is busy: another program listens there. Take another: PORT={another}"
            ) from None


def serve(python: Path, port: int, env: Mapping[str, str]) -> int:
    """Runs the server in the foreground; Ctrl-C and SIGTERM end it (see processes.Stopped)."""
    command = [python.parent / "granian", "--interface", "wsgi", "--host", HOST, "--port", port]
    command += ["--workers", 1, "--blocking-threads", 4, "--workers-kill-timeout", 5]
    command += ["--log-level", "warning", "iskra.wsgi:application"]
    # In a session of its own: a Ctrl-C that reaches its workers too leaves them hanging.
    apart = {"start_new_session": True, "preexec_fn": end_with_parent}
    with running(command, env=env, **apart) as process:
        try:
            wait_until_ready(process, port)
            print(addresses(port), flush=True)
            code = process.wait()
        finally:
            process.terminate()
    raise LocalError(f"The server ended by itself (exit code {code}).")


def end_with_parent() -> None:
    """On Linux: the server gets SIGTERM even when this process is killed outright."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def wait_until_ready(process: subprocess.Popen, port: int) -> None:
    """Returns when /healthz answers 200; raises LocalError when the server ends or is too slow."""
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise LocalError("The server did not start; the lines above say why.")
        if status(port) == 200:
            return
        time.sleep(0.1)
    raise LocalError(f"The server did not answer on /healthz within {READY_WITHIN_SECONDS} s.")


def status(port: int) -> int | None:
    """The status of /healthz, or None when nothing answers."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def addresses(port: int) -> str:
    """What a person wants to know once the site answers."""
    base = f"http://{HOST}:{port}"
    return f"""
Iskra is running. Ctrl-C stops it.

  website      {base}/
  slovensko    {base}/sl/
  italiano     {base}/it/
  editors      {base}/admin/
"""
