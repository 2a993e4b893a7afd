"""Compiles the translation catalogs (.po to .mo), with polib, so that nobody needs GNU gettext.

Runs by itself (`python deploy/catalogs.py`, which `make run` and `make test` do) and as a build
hook of hatchling, so that a wheel or an image built from a bare checkout is never without texts.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # the site runs without hatchling; only a build needs it
    BuildHookInterface = object

ELSEWHERE = {"docs", "node_modules", "var"}


def catalogs(root: Path) -> Iterator[Path]:
    """Every catalog of the project, <anything>/locale/<anything>/LC_MESSAGES/<domain>.po."""
    for folder, folders, files in os.walk(root):
        if Path(folder) == root:
            folders[:] = [name for name in folders if name not in ELSEWHERE]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        parts = Path(folder).relative_to(root).parts
        if parts and parts[-1] == "LC_MESSAGES" and "locale" in parts:
            yield from (Path(folder, name) for name in sorted(files) if name.endswith(".po"))


def is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or po.stat().st_mtime_ns > mo.stat().st_mtime_ns


def compile_catalogs(root: Path) -> list[Path]:
    """Compiles the catalogs under `root` that changed since; returns those it compiled.

    Raises OSError, with file and line in its text, when a catalog cannot be read.
    """
    compiled = []
    for po in filter(is_stale, catalogs(root)):
        # Beside and then in place: a server that starts meanwhile never reads half a file.
        half = po.with_suffix(f".{os.getpid()}.tmp")
        polib.pofile(str(po)).save_as_mofile(str(half))
        half.replace(po.with_suffix(".mo"))
        compiled.append(po)
    return compiled


class CustomBuildHook(BuildHookInterface):
    """Named in pyproject.toml; hatchling calls `initialize` before it collects the files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogs(Path(self.root))


def main() -> int:
    try:
        compiled = compile_catalogs(Path(__file__).resolve().parent.parent)
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    if compiled:
        print(f"Compiled {len(compiled)} catalogs.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
