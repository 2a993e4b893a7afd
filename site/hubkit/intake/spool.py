"""Files of what was sent, there before any row is: `<key>.json` in the private folder's `spool`.

A `kept-….json` is a form as it was posted while no database answered (see outage).
"""

import json
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from hubkit.intake.conf import root

logger = logging.getLogger(__name__)


def folder() -> Path:
    path = root() / "spool"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def write(parcel: dict[str, Any]) -> Path:
    """Put a parcel on the disk, wholly or not at all, readable by the site's own user only."""
    return write_file(f"{parcel['key']}.json", parcel)


def write_file(name: str, content: dict[str, Any]) -> Path:
    where = folder()
    # mkstemp makes files of mode 600.
    handle, temporary = tempfile.mkstemp(dir=where, suffix=".part")
    with os.fdopen(handle, "w") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    path = Path(temporary).replace(where / name)
    sync(where)
    return path


def sync(where: Path) -> None:
    """Let the disk know the new name too, so that it survives a power cut."""
    handle = os.open(where, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(parcel: dict[str, Any]) -> None:
    (folder() / f"{parcel['key']}.json").unlink(missing_ok=True)


def waiting(name: str = "*.json") -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield what is left on the disk of such a name, oldest first.

    What cannot be read is told and stays; what somebody else takes up meanwhile is passed over.
    """
    for path in sorted(folder().glob(name), key=written_at):
        with suppress(FileNotFoundError):
            try:
                content = json.loads(path.read_text())
            except ValueError:
                logger.error("A spooled submission cannot be read: %s", path.name)
                continue
            yield path, content


def written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
