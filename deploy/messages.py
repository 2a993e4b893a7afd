"""Collects the texts to translate from the sources into the catalogs (needs GNU gettext)."""

import os
import re
import shutil
from pathlib import Path

from deploy import environment
from deploy.processes import LocalError, call
from deploy.server import django_environment

ROOT = environment.ROOT
LANGUAGES = ["sl", "it"]
# Without places in the sources a moved line changes no catalog.
FLAGS = ["--no-location", "--no-obsolete", "--no-wrap"]
# The catalog at the root is for the project and its home app; the others have their own.
NOT_IN_THE_ROOT = ["site/hubkit", "tests", "docs", "deploy", "bench", "var", ".venv"]


def collect() -> int:
    """Brings every catalog up to date with the sources and compiles them."""
    missing = [name for name in ("xgettext", "msgmerge") if not shutil.which(name)]
    if missing:
        raise LocalError(f"{missing[0]} is missing. On Debian and Ubuntu: apt install gettext")
    python = environment.ready("test")
    for folder in (ROOT, *apps_with_catalogs(ROOT)):
        print(f"{folder.relative_to(ROOT)}/locale", flush=True)
        before = {po: po.read_text() for po in folder.glob("locale/*/LC_MESSAGES/*.po")}
        collect_in(folder, python)
        restore_unchanged(before)
    environment.compile_catalogs()
    return 0


def apps_with_catalogs(root: Path) -> list[Path]:
    """The app folders that keep their own texts."""
    found = [*root.glob("*/locale"), *root.glob("site/*/locale"), *root.glob("site/*/*/locale")]
    return sorted(folder.parent for folder in found)


def collect_in(folder: Path, python: Path) -> None:
    """Runs makemessages in a folder, where it writes into the `locale` it finds there."""
    ignored = NOT_IN_THE_ROOT + [app.name for app in ROOT.glob("*") if (app / "locale").is_dir()]
    command = [python, ROOT / "manage.py", "makemessages", *FLAGS]
    command += [f"--locale={language}" for language in LANGUAGES]
    command += [f"--ignore={name}" for name in ignored] if folder == ROOT else []
    env = {**os.environ, **django_environment("iskra.settings.test")}
    if call(command, env, folder):
        raise LocalError("The texts could not be collected; the lines above say why.")


def restore_unchanged(before: dict[Path, str]) -> None:
    """Puts a catalog back in which only the date of collecting is new."""
    for po, text in before.items():
        if without_date(po.read_text()) == without_date(text):
            po.write_text(text)


def without_date(text: str) -> str:
    return re.sub(r'^"POT-Creation-Date:.*\n', "", text, flags=re.MULTILINE)
