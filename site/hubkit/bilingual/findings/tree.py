"""Damage to the tree of pages: what `Page.find_problems` finds, in one query for them all."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from django.db.models.functions import Length
from wagtail.models import Page

from hubkit.bilingual.findings.finding import Finding

STEP = Page.steplen


def damage(mend: bool) -> Iterator[Finding]:
    """Find wrong paths, depths and counts of children; mend the two that follow from the paths."""
    rows = list(Page.objects.order_by("path").values_list("pk", "path", "depth", "numchild"))
    paths = {path for _pk, path, _depth, _children in rows}
    children = Counter(path[:-STEP] for path in paths)
    for pk, path, depth, numchild in rows:
        true = {"depth": len(path) // STEP, "numchild": children[path]}
        if len(path) % STEP or not set(path) <= set(Page.alphabet):
            yield for_a_person(pk, "its path in the tree is no path")
        elif len(path) > STEP and path[:-STEP] not in paths:
            yield for_a_person(pk, "its parent in the tree is gone")
        elif (depth, numchild) != (true["depth"], true["numchild"]):
            found = Finding(Page.objects.get(pk=pk), f"depth or number of children is not {true}")
            yield found.settle(mend, partial(recount, pk))


def recount(pk: int) -> None:
    """Take depth and number of children from the paths as they are now, not when all were read."""
    for page in Page.objects.select_for_update().filter(pk=pk):
        below = Page.objects.annotate(length=Length("path")).filter(path__startswith=page.path)
        children = below.filter(length=len(page.path) + STEP).count()
        Page.objects.filter(pk=pk).update(depth=len(page.path) // STEP, numchild=children)


def for_a_person(pk: int, trouble: str) -> Finding:
    return Finding(Page.objects.get(pk=pk), trouble, left="see Wagtail's command fixtree")
