"""Versions of a page that do not stand below versions of one parent."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple
from uuid import UUID

from wagtail.models import Page

from hubkit.bilingual.findings.finding import Finding
from hubkit.bilingual.life.moving import place


class Row(NamedTuple):
    pk: int
    path: str
    depth: int
    translation_key: UUID
    locale_id: int
    alias_of_id: int | None


def out_of_step(mend: bool) -> Iterator[Finding]:
    """Find versions that stand elsewhere than the first one of its own, and move them there."""
    rows = [Row(*values) for values in Page.objects.order_by("path").values_list(*Row._fields)]
    by_path = {row.path: row for row in rows}
    by_version = {(row.translation_key, row.locale_id): row for row in rows}
    groups = defaultdict(list)
    for row in rows:
        if row.depth > 2 and row.path[: -Page.steplen] in by_path:
            groups[row.translation_key].append(row)
    for versions in groups.values():
        versions.sort(key=lambda row: (row.alias_of_id is not None, row.pk))
        first, *others = versions
        parent = by_path[first.path[: -Page.steplen]]
        if parent.depth > 1 and parent.locale_id != first.locale_id:
            trouble = "it stands among pages in another language"
            yield Finding(Page.objects.get(pk=first.pk), trouble, left="move it by hand")
            continue
        for other in others:
            there = by_version.get((parent.translation_key, other.locale_id))
            if there and other.path[: -Page.steplen] != there.path:
                yield move(other, parent, mend)


def move(other: Row, parent: Row, mend: bool) -> Finding:
    page, there = Page.objects.get(pk=other.pk), Page.objects.get(pk=parent.pk)
    return Finding(page, "it stands elsewhere than its other version").settle(
        mend, partial(place, page, there)
    )
