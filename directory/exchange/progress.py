"""How far a run is, told beside its file: nobody sees into a transaction, on no database."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from directory.models import ImportRun
from hubkit.intake.storage import private_files

EVERY = 20  # rows between two tellings


def note(run: ImportRun, done: int) -> None:
    if done % EVERY == 0:
        place_of(run).write_text(str(done), encoding="ascii")


def rows_done(run: ImportRun) -> int:
    """Return how many rows the present step has behind it."""
    try:
        return min(int(place_of(run).read_text(encoding="ascii")), run.total)
    except (OSError, ValueError):
        return 0


def is_silent(run: ImportRun, since: timedelta) -> bool:
    """Whether nothing was told for that long: whoever worked on the run is gone."""
    try:
        told = place_of(run).stat().st_mtime
    except OSError:
        return True
    return told < (timezone.now() - since).timestamp()


def forget(run: ImportRun) -> None:
    place_of(run).unlink(missing_ok=True)


def place_of(run: ImportRun) -> Path:
    return Path(private_files.path(f"{run.file.name}.rows"))
