"""Child processes that never outlive this one."""

import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# A Ctrl-C reaches the children from the terminal too: leave them this long to end by themselves.
POLITE_SECONDS = 1
PATIENT_SECONDS = 15


class LocalError(Exception):
    """Something a person has to know or do; its text is the whole message."""


class Stopped(BaseException):
    """The person or the system ended us with the signal `number`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def end(process: subprocess.Popen, patience: float = PATIENT_SECONDS) -> None:
    """Ends a process that still runs: waits a moment, then SIGTERM, then SIGKILL."""
    for seconds, tell in ((POLITE_SECONDS, process.terminate), (patience, process.kill)):
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            tell()
    process.wait()


@contextmanager
def running(command: Sequence[object], **options: Any) -> Iterator[subprocess.Popen]:
    """A started process, ended at the latest when the block is left, however it is left.

    `options` are those of subprocess.Popen.
    """
    with subprocess.Popen([str(part) for part in command], **options) as process:
        try:
            yield process
        finally:
            end(process)


def call(
    command: Sequence[object], env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> int:
    """Runs a command to its end, its output going straight to the terminal; the exit code."""
    with running(command, env=env, cwd=cwd) as process:
        return process.wait()
