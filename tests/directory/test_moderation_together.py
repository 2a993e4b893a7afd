"""Two people, or two clicks, at the same moment: one succeeds, the other is told."""

import subprocess
import sys

import pytest

from tests.load.test_submitting_at_once import ROOT, site  # noqa: F401  (a fixture)

pytestmark = pytest.mark.slow
ACTORS = [sys.executable, "-m", "tests.directory.moderation_actors"]
MADE = (
    "from hubkit.intake.models import *; from directory.models import *;"
    "print(*[Passage.objects.filter(event=e).count() for e in ('take', 'finish')],"
    "Assurance.objects.exclude(submission=None).count(), FieldDecision.objects.count(),"
    "*sorted(s.state for s in Submission.objects.all()))"
)


@pytest.fixture
def keys(site):  # noqa: F811
    command = [*ACTORS, "prepare"]
    told = subprocess.run(command, cwd=ROOT, env=site, check=True, capture_output=True, text=True)
    return dict(line.split() for line in told.stdout.splitlines())


def press_at_once(env, action: str, users: tuple[str, ...], key: str) -> list[str]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    commands = [[*ACTORS, "press", action, user, key] for user in users]
    pressing = [subprocess.Popen(c, cwd=ROOT, env=env, text=True, **pipes) for c in commands]
    for each in pressing:
        assert each.stdout.readline() == "ready\n", each.stderr.read()
    for each in pressing:
        each.stdin.write("\n")
        each.stdin.flush()
    return sorted(each.communicate(timeout=120)[0].strip() for each in pressing)


def test_of_two_at_once_one_succeeds(site, keys):  # noqa: F811
    """7.4: Two editors take the same (atomic claim); a double click applies once."""
    assert press_at_once(site, "take", ("prva", "druga"), keys["take"]) == ["200", "302"]
    assert press_at_once(site, "publish", ("prva", "prva"), keys["publish"]) == ["200", "302"]
    manage = [sys.executable, "-m", "django", "shell", "-v0", "-c", MADE]
    told = subprocess.run(manage, cwd=ROOT, env=site, check=True, capture_output=True, text=True)
    assert told.stdout.split() == ["2", "1", "1", "1", "applied", "in_review"]
