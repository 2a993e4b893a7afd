"""The words that readers see now, beside those of the draft."""

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

from django.db import models
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from hubkit.bilingual.desk.diff import word_diff
from hubkit.bilingual.desk.rows import Row
from hubkit.bilingual.fingerprints import mark
from hubkit.bilingual.likeness import words_of

Words = dict[str, list[str]]


def words_by_path(instance: models.Model) -> Words:
    """Return the segments of a version, HTML without attributes, by their paths, in order."""
    found: Words = {}
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            found.setdefault(segment.path, []).append(segment.string.data)
    return found


def show_changes(rows: list[Row], *, source: Words | None, target: Words | None) -> None:
    """Give each row the diff of its two texts against the live ones; None: nothing is live yet."""
    by_path: dict[str, list[Row]] = {}
    for row in rows:
        by_path.setdefault(row.piece.path, []).append(row)
    for path, group in by_path.items():
        originals = [row.piece.source for row in group]
        drafts = [row.piece.translation.data if row.piece.translation else "" for row in group]
        before = counterparts(originals, (source or {}).get(path, []))
        public = counterparts(drafts, (target or {}).get(path, []))
        for row, old, live, draft in zip(group, before, public, drafts, strict=True):
            row.live_source = differing(old, row.piece.source)
            row.live_target = differing(live, draft)
            row.is_new = not live and bool(draft)


def differing(before: str, after: str) -> str:
    changed = before and after and mark(before) != mark(after)
    return word_diff(before, after) if changed else ""


def counterparts(texts: list[str], others: list[str]) -> list[str]:
    """Return for each text the one of the others that it took the place of, or an empty one."""
    if len(texts) == len(others):
        return others
    left = list(others)
    found = []
    for text in texts:
        best = max(left, key=lambda other: likeness(text, other), default="")
        if best and likeness(text, best) > 0.3:
            left.remove(best)
        else:
            best = ""
        found.append(best)
    return found


def likeness(text: str, other: str) -> float:
    return SequenceMatcher(None, words_of(text), words_of(other), autojunk=False).ratio()


def show_present(rows: Iterable[Row], target: Words) -> list[str]:
    """Return the live words of the rows' field that no row has; a lone one goes to its row."""
    rows = list(rows)
    known = Counter(
        mark(each.data)
        for row in rows
        for each in (row.piece.translation, row.piece.earlier)
        if each
    )
    field = rows[0].piece.field
    left = []
    for path, texts in target.items():
        if path.split(".", 1)[0] != field:
            continue
        strangers = [text for text in texts if not known[mark(text)]]
        there = [row for row in rows if row.piece.path == path]
        if len(there) == len(texts) == len(strangers) == 1:
            there[0].present = strangers[0]
        else:
            left += strangers
    return left
