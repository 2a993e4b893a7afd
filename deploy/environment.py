"""The virtual environment `.venv`: made once, recognised in milliseconds, repaired when broken."""

import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from deploy.processes import LocalError, call, running

ROOT = Path(__file__).resolve().parent.parent
UNFINISHED = "iskra-unfinished"  # in .venv while pip unpacks
UNPACKING = "Installing collected packages"  # what pip says then

# Runs one pip command, calls the function with each line pip writes, returns pip's exit code.
Runner = Callable[[list[str], Callable[[str], None]], int]

TROUBLES = {
    "No space left on device": "The disk is full; free some space and try again.",
    "DO NOT MATCH THE HASHES": "A downloaded package is not the one in the lock file; nothing of "
    "it was installed.",
    "Retrying": "The packages could not be downloaded: the network or the package index does not "
    "answer. Try again when it does.",
    "Temporary failure in name resolution": "There is no network to download the packages.",
}


def ready(lock: str, *, root: Path = ROOT, pip: Runner | None = None) -> Path:
    """The Python of an environment that holds what `deploy/requirements/<lock>.txt` pins.

    Raises LocalError with a sentence, and pip's last line, when it cannot be made.
    """
    venv = root / ".venv"
    python = venv / "bin" / "python"
    requirements = root / "deploy" / "requirements" / f"{lock}.txt"
    stamp = venv / f"iskra-{lock}.stamp"
    if is_stamped(stamp, requirements, python):
        return python
    if not is_whole(venv):
        make(venv)
    install(requirements, python, pip or run_pip)
    stamp.write_text(fingerprint(requirements, python))
    return python


def fingerprint(requirements: Path, python: Path) -> str:
    """What an environment depends on: the lock's content and the interpreter behind the link."""
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()
    return f"{digest} {os.path.realpath(python)}\n"


def is_stamped(stamp: Path, requirements: Path, python: Path) -> bool:
    """Whether this lock is installed. Only looks at files, so that it costs milliseconds."""
    if not (python.exists() and stamp.exists()) or (stamp.parent / UNFINISHED).exists():
        return False
    return stamp.read_text() == fingerprint(requirements, python)


def is_whole(venv: Path) -> bool:
    """Whether packages can be installed into what is there, without starting afresh."""
    if (venv / UNFINISHED).exists():
        return False
    pip = [venv / "bin" / "python", "-m", "pip", "--version"]
    try:
        return subprocess.run(pip, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make(venv: Path) -> None:
    """A fresh, empty environment, in place of a half-made or broken one."""
    print(f"Making {venv.name}{' anew' if venv.exists() else ''}…", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", str(venv)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode == 0:
        return
    said = (made.stdout + made.stderr).strip()
    if "ensurepip" in said or "No module named venv" in said:
        raise LocalError(
            "This Python cannot make virtual environments. On Debian and Ubuntu: "
            f"apt install python3.{sys.version_info[1]}-venv"
        )
    raise LocalError(f"The virtual environment could not be made.\n{last_line(said.splitlines())}")


def install(requirements: Path, python: Path, pip: Runner) -> None:
    """Installs a lock, hashes checked. Raises LocalError."""
    unfinished = python.parent.parent / UNFINISHED
    names = pinned_names(requirements)
    minutes = "about a minute" if len(names) < 100 else "a few minutes"
    print(f"Installing {len(names)} packages (once, {minutes})…", flush=True)
    said: list[str] = []
    progress = Progress(len(names))

    def hear(line: str) -> None:
        said.append(line)
        progress.hear(line)
        # From here on a kill leaves packages by halves; up to here it leaves nothing.
        if line.startswith(UNPACKING):
            unfinished.touch()

    command = [str(python), "-m", "pip", "install", "--require-hashes", "-r", str(requirements)]
    code = pip(command, hear)
    progress.finish()
    if code:
        raise LocalError(f"{diagnosis(said)}\n{last_line(said)}")
    unfinished.unlink(missing_ok=True)


def pinned_names(requirements: Path) -> list[str]:
    """The packages a lock pins for this kind of machine, each once, in order."""
    pins = re.findall(r"^([\w.-]+)==(.*)$", requirements.read_text(), flags=re.MULTILINE)
    return list(dict.fromkeys(name for name, rest in pins if "win32" not in rest))


def run_pip(command: list[str], hear: Callable[[str], None]) -> int:
    """The real Runner."""
    quiet = ["--progress-bar", "off", "--no-input", "--disable-pip-version-check"]
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with running(command + quiet, text=True, errors="replace", **output) as process:
        for line in process.stdout:
            hear(line.rstrip("\n"))
        return process.wait()


class Progress:
    """Tells how far pip is: a line that moves on a terminal, a line now and then elsewhere."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.seen: set[str] = set()
        self.terminal = sys.stdout.isatty()
        self.started = time.monotonic()

    def hear(self, line: str) -> None:
        if line.startswith(UNPACKING):
            self.say(f"unpacking {line.count(',') + 1} packages…")
            return
        found = re.match(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)", line.strip())
        if found and found[1] not in self.seen:
            self.seen.add(found[1])
            if self.terminal or len(self.seen) % 10 == 0:
                self.say(f"[{len(self.seen)}/{self.total}] {found[1]}")

    def say(self, text: str) -> None:
        print(f"\r  {text:<60}" if self.terminal else f"  {text}", end="", flush=True)
        if not self.terminal:
            print(flush=True)

    def finish(self) -> None:
        self.say(f"{time.monotonic() - self.started:.0f} s")
        if self.terminal:
            print(flush=True)


def diagnosis(said: list[str]) -> str:
    """The sentence that fits what pip wrote."""
    text = "\n".join(said)
    for sign, sentence in TROUBLES.items():
        if sign in text:
            return sentence
    return "pip could not install the packages."


def last_line(said: list[str]) -> str:
    """The last line that tells something: an error of pip if there is one."""
    lines = [line.strip() for line in said if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    return (errors or lines or [""])[-1]


def compile_catalogs(root: Path = ROOT) -> None:
    """Brings the .mo files up to date. Raises LocalError when a catalog has a mistake."""
    if call([root / ".venv" / "bin" / "python", root / "deploy" / "catalogs.py"]):
        raise LocalError("The catalogs could not be compiled; the line above says where.")
