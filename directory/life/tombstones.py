"""What must stay gone: lines of a file outside of the database, and keyed hashes in it.

A backup brings back what was erased after it was made. So each end of an entry and each erasure of
a person is a line of JSON, without a name, in a file that no backup of the database replaces:

    {"uid": "…", "at": "2026-11-03T10:00:00+00:00", "state": "gone", "merged_into": null,
     "people": ["<hash>"], "refused": ["<hash>"]}

`state` is null where only people were erased. Hashes are HMAC-SHA-256 under SECRET_KEY.
"""

import hashlib
import hmac
import json
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from hubkit.intake.conf import root


def path() -> Path:
    """DIRECTORY_TOMBSTONES, or a file in a folder beside the private one of public forms."""
    own = getattr(settings, "DIRECTORY_TOMBSTONES", "")
    return Path(own) if own else root().with_name(f"{root().name}-tombstones") / "erased.jsonl"


def append(stone: dict[str, Any]) -> None:
    """Write one line, whole and to the disk, before returning. Raises OSError."""
    file = path()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = json.dumps(stone, sort_keys=True) + "\n"
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def read() -> Iterator[dict[str, Any]]:
    """Yield the lines in order, eldest first; a line cut off by a crash is passed over."""
    if not path().exists():
        return
    for line in path().read_text(encoding="utf-8").splitlines():
        try:
            stone = json.loads(line)
        except ValueError:
            continue
        if isinstance(stone, dict) and "uid" in stone:
            yield stone


def digest(text: str) -> str:
    """Return the hash of a name, number or address, whatever its case, spaces and accents' form."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hmac.digest(settings.SECRET_KEY.encode(), plain.encode(), hashlib.sha256).hex()
