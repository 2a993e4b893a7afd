"""Every text of ours is in both languages, and none was forgotten."""

import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

pytestmark = pytest.mark.one_database
ROOT = Path(__file__).parents[2]
CATALOGS = sorted(
    path
    for folder in ("locale", "home", "hub_pages", "directory", "site")
    for path in (ROOT / folder).glob("**/LC_MESSAGES/*.po")
    if "completions" not in path.parts
)
FORMS = {"sl": 4, "it": 2}


def test_there_are_two_for_each_app():
    assert len(CATALOGS) % 2 == 0
    assert {path.parts[-3] for path in CATALOGS} == set(FORMS)


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_catalog_is_complete(path):
    entries = polib.pofile(str(path))
    unfinished = [entry.msgid for entry in entries if entry.fuzzy or not entry.translated()]
    assert (unfinished, entries.obsolete_entries()) == ([], [])
    for entry in entries:
        if entry.msgid_plural:
            forms = [entry.msgstr_plural[index] for index in sorted(entry.msgstr_plural)]
            assert len(forms) == FORMS[path.parts[-3]]
            assert "" not in forms


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("xgettext"), reason="GNU gettext is not installed")
def test_no_text_was_forgotten(tmp_path):
    """Collect the texts in a copy, as `make messages` does, and find nothing new."""
    copy = tmp_path / "copy"
    tracked = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    for name in tracked:
        if (ROOT / name).is_file():
            target = copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    script = (
        "from pathlib import Path; from deploy import messages;"
        "[messages.collect_in(folder, Path(__import__('sys').executable))"
        " for folder in (messages.ROOT, *messages.apps_with_catalogs(messages.ROOT))]"
    )
    subprocess.run([sys.executable, "-c", script], cwd=copy, check=True, capture_output=True)
    for path in CATALOGS:
        ours = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path))}
        collected = polib.pofile(str(copy / path.relative_to(ROOT)))
        assert {(entry.msgctxt, entry.msgid) for entry in collected} == ours
