from pathlib import Path

from django.db import transaction

from hubkit.places.importing.files import ImportFailed
from hubkit.places.importing.outlines import import_outlines
from hubkit.places.importing.register import (
    Counts,
    import_posts,
    import_settlements,
    import_streets,
)

# In this order: streets lie in settlements.
PARTS = {
    "settlements": import_settlements,
    "streets": import_streets,
    "posts": import_posts,
    "outlines": import_outlines,
}


@transaction.atomic
def import_places(files: dict[str, Path]) -> dict[str, Counts]:
    """Import the files given, by the name of their part (`PARTS`), all of them or nothing.

    Return what it did to each part. Importing the same files again changes nothing. No row is ever
    deleted, since addresses and drafts of pages point at them; those that the register dropped are
    marked as retired. Raises ImportFailed with the problems of every file.
    """
    counts: dict[str, Counts] = {}
    problems: list[str] = []
    for part, run in PARTS.items():
        if part in files:
            try:
                counts[part] = run(files[part])
            except ImportFailed as error:
                problems += error.problems
    if problems:
        raise ImportFailed(problems)
    return counts
