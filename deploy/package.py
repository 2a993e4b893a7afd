"""Builds the wheel and tries it where nothing of the checkout is at hand."""

import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from deploy import environment
from deploy.processes import LocalError, call

ROOT = environment.ROOT
DIST = ROOT / "var" / "dist"
SOURCES = ["site", "home", "hub_pages", "directory", "locale"]
# The lock's own Wagtail, then the next release the package promises to run on.
WAGTAILS = ["", "wagtail==8.0.*"]


def check() -> int:
    """Builds the wheel, looks into it, and runs Django's checks on an installed copy.

    Returns 1 when the checks fail on any Wagtail; raises LocalError when it does not get that far.
    """
    python = environment.ready("test")
    wheel = build(python)
    missing = missing_from(wheel, files_to_ship(ROOT))
    if missing:
        raise LocalError("\n".join(["The wheel lacks:", *missing]))
    print(f"{wheel.name} holds every template, static file and catalog.", flush=True)
    with tempfile.TemporaryDirectory(prefix="iskra-wheel-") as folder:
        python = install(wheel, Path(folder))
        outcomes = [passes(python, Path(folder), pin) for pin in WAGTAILS]
    for version, passed in outcomes:
        print(f"  Wagtail {version}: {'passed' if passed else 'FAILED'}", flush=True)
    return 0 if all(passed for _, passed in outcomes) else 1


def build(python: Path) -> Path:
    """The wheel, new in var/dist."""
    shutil.rmtree(DIST, ignore_errors=True)
    if call([python, "-m", "hatchling", "build", "-t", "wheel", "-d", DIST]):
        raise LocalError("The wheel could not be built; the lines above say why.")
    return next(DIST.glob("*.whl"))


def files_to_ship(root: Path) -> list[Path]:
    """What a wheel without care would lose: templates, static files, compiled catalogs."""
    files = [path for top in SOURCES for path in (root / top).rglob("*") if path.is_file()]
    wanted = [path for path in files if {"templates", "static"} & set(path.parts)]
    wanted += [path.with_suffix(".mo") for path in files if path.suffix == ".po"]
    return [path.relative_to(root) for path in wanted]


def missing_from(wheel: Path, files: Iterable[Path]) -> list[str]:
    """Those of the files, by their place in the wheel, that are not in it."""
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    return sorted(place for place in map(place_in_wheel, files) if place not in held)


def place_in_wheel(path: Path) -> str:
    if path.parts[0] == "site":
        return path.relative_to("site").as_posix()
    return f"iskra/{path.as_posix()}" if path.parts[0] == "locale" else path.as_posix()


def install(wheel: Path, folder: Path) -> Path:
    """The Python of a new environment in `folder` that holds the lock and the wheel."""
    python = folder / "venv" / "bin" / "python"
    environment.make(folder / "venv")
    requirements = ROOT / "deploy" / "requirements" / "run.txt"
    environment.install(requirements, python, environment.run_pip)
    # The lock came first, with its hashes; `pip check` then tells whether it is enough.
    pip(python, "install", "--no-deps", wheel)
    return python


def passes(python: Path, folder: Path, wagtail: str) -> tuple[str, bool]:
    """The version of Wagtail, after taking the given one, and whether Django's checks pass."""
    if wagtail:
        pip(python, "install", wagtail)
    pip(python, "check")
    code = call([python, "-m", "django", "check"], production_environment(folder), folder)
    shown = pip(python, "show", "wagtail")
    return re.search(r"^Version: (.*)$", shown, flags=re.MULTILINE)[1], code == 0


def pip(python: Path, *arguments: object) -> str:
    """What pip writes. Raises LocalError with its last line."""
    command = [str(part) for part in (python, "-m", "pip", *arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).splitlines()
        raise LocalError(f"{environment.diagnosis(said)}\n{environment.last_line(said)}")
    return done.stdout


def production_environment(folder: Path) -> dict[str, str]:
    """All that production asks for, with places in `folder`, and nothing of the checkout."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "DJANGO_SETTINGS_MODULE": "iskra.settings.production",
        "SECRET_KEY": "tried-0nly-In-A-f0lder-That-is-R3moved-@fterwards-abcdefgh",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "ALLOWED_HOSTS": "example.org",
        "BASE_URL": "https://example.org",
        "MEDIA_ROOT": f"{folder}/media",
        "STATIC_ROOT": f"{folder}/static",
        "EMAIL_URL": "consolemail://",
        "DEFAULT_FROM_EMAIL": "iskra@example.org",
    }
