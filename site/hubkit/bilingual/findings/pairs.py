"""Pairs that are missing, facts that differ, states that are no longer true.

The last two read every pair's words and facts, so their cost grows with the site; they belong into
the night, and into no request.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.models import Page

from hubkit.bilingual.facts import sync_facts
from hubkit.bilingual.findings.finding import Finding
from hubkit.bilingual.models import PairState
from hubkit.bilingual.pairs import make_pairs, refresh, stands_alone

T = TypeVar("T")


def unpaired(mend: bool) -> Iterator[Finding]:
    """Find pages of their own that no pair knows."""
    known = PairState.objects.filter(translation_key=OuterRef("translation_key"))
    pages = Page.objects.filter(~Exists(known), alias_of=None, depth__gt=1).specific()
    for page in pages.iterator(chunk_size=100):
        if type(page) is not Page:
            yield Finding(page, "no language pair").settle(mend, partial(pair_anew, page))


def pair_anew(page: Page) -> None:
    for pair in make_pairs(page):
        refresh(pair)


def different_facts(mend: bool) -> Iterator[Finding]:
    """Find versions whose facts are not those of their public source."""
    for pair in PairState.objects.iterator(chunk_size=100):
        source, target = pair.source, pair.target
        if source is None or not getattr(source, "live", True) or not stands_alone(target):
            continue
        if fields := tried(partial(sync_facts, source, target)):
            trouble = f"facts differ from the other language: {', '.join(fields)}"
            found = Finding(target if isinstance(target, Page) else None, trouble)
            yield found.settle(mend, partial(sync_facts, pair.source, pair.target))


def untrue_states(mend: bool) -> Iterator[Finding]:
    """Find pairs whose state is not what their live words say."""
    for pair in PairState.objects.iterator(chunk_size=100):
        told = (pair.step, pair.changes)
        fresh = tried(partial(refresh, pair))
        if (fresh.step, fresh.changes) != told:
            page = pair.source if issubclass(pair.model, Page) else None
            again = PairState.objects.get(pk=pair.pk)
            trouble = f"state was “{told[0]}”, is “{fresh.step}”"
            yield Finding(page, trouble).settle(mend, partial(refresh, again))


def tried(work: Callable[[], T]) -> T:
    """Return what `work` returns, and take back what it wrote."""
    with transaction.atomic():
        result = work()
        transaction.set_rollback(True)
    return result
