"""The shape of the checkout that the two source roots and the locks depend on."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["run", "test", "postgres"]


def pins(lock: str) -> dict[str, str]:
    """The requirements of a lock: the line `name==version ; marker` and what follows it."""
    text = (ROOT / "deploy" / "requirements" / f"{lock}.txt").read_text()
    blocks = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
    split = (block.partition("\\\n") for block in blocks if block and not block.startswith("#"))
    return {requirement.strip(): rest for requirement, _, rest in split}


@pytest.mark.parametrize("folder", ["site", "locale"])
def test_a_folder_named_as_a_standard_module_is_never_a_package(folder):
    assert not (ROOT / folder / "__init__.py").exists()


def test_standard_modules_win_over_folders_of_the_same_name():
    script = (
        "import site, locale, calendar; print(site.__file__, locale.__file__, calendar.__file__)"
    )
    roots = f"{ROOT}:{ROOT / 'site'}"
    said = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": roots},
        capture_output=True,
        text=True,
        check=True,
    )
    places = [Path(place) for place in said.stdout.split()]
    assert [place.name for place in places] == ["site.py", "locale.py", "calendar.py"]
    assert not any(place.is_relative_to(ROOT) for place in places)


def test_every_package_of_the_wheel_exists():
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
    packages = wheel["targets"]["wheel"]["packages"]
    assert [name for name in packages if not (ROOT / name / "__init__.py").exists()] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_version_and_a_hash(lock):
    without = [
        requirement
        for requirement, rest in pins(lock).items()
        if "==" not in requirement or "--hash=sha256:" not in rest
    ]
    assert without == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_an_index(lock):
    text = (ROOT / "deploy" / "requirements" / f"{lock}.txt").read_text()
    assert re.findall(r"http|--index-url|--extra-index-url|--find-links", text) == []


def test_tests_run_on_the_very_packages_the_site_runs_on():
    assert set(pins("run")) - set(pins("test")) == set()
