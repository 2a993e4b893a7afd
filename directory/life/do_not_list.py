"""Organisations that asked not to be listed: noticed when they come again, never named."""

from directory.life.tombstones import digest
from directory.models.registry import DoNotList


def hashes_of(*, maticna: str = "", title: str = "") -> list[str]:
    """Return the hashes by which an organisation is known again: of its number, of its name."""
    texts = [f"maticna:{maticna}" if maticna else "", f"name:{title}" if title.strip() else ""]
    return [digest(text) for text in texts if text]


def is_refused(*, maticna: str = "", title: str = "") -> bool:
    """Whether an organisation of this number or name asked not to be listed."""
    return DoNotList.objects.filter(hash__in=hashes_of(maticna=maticna, title=title)).exists()


def refuse(hashes: list[str], *, reason: str = "") -> None:
    """Keep the hashes; those kept already stay as they are."""
    DoNotList.objects.bulk_create(
        [DoNotList(hash=each, reason=reason) for each in hashes], ignore_conflicts=True
    )
