"""The hub's own text, read from the folder beside the project where it is there."""

import os
import re
from pathlib import Path

SHARED = Path(os.environ.get("ISKRA_SHARED", Path(__file__).parents[3] / "shared"))
SEED = SHARED / "content" / "seed.md"
ROW = re.compile(r"^\| (P\d\d[a-z]?) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.M)


def paragraphs() -> list[tuple[str, str, str]]:
    """Return ``(id, Slovenian, Italian)`` of each paragraph P00–P18."""
    rows = ROW.findall(SEED.read_text(encoding="utf-8"))
    return [(name, slovenian.strip(), italian.strip()) for name, _where, slovenian, italian in rows]
