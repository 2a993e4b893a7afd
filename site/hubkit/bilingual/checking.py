"""The nightly check of the languages.

A check is a function ``(mend: bool) -> Iterator[Finding]``. They run in this order, since some mend
what others build on. Each takes a constant number of queries while nothing is wrong, but for the
last two, which read every pair; each finding is mended in a transaction of its own, at most BATCH a
night. What only a person can decide is found
again every night until they do.
"""

from collections.abc import Callable, Iterator
from itertools import islice

from hubkit.bilingual.findings.finding import Finding
from hubkit.bilingual.findings.missing import missing, strays
from hubkit.bilingual.findings.pairs import different_facts, unpaired, untrue_states
from hubkit.bilingual.findings.places import out_of_step
from hubkit.bilingual.findings.publicity import differing, one_sided
from hubkit.bilingual.findings.tree import damage
from hubkit.bilingual.findings.words import orphaned

BATCH = 500

CHECKS: list[Callable[[bool], Iterator[Finding]]] = [
    damage,
    strays,
    missing,
    out_of_step,
    one_sided,
    differing,
    orphaned,
    unpaired,
    different_facts,
    untrue_states,
]


def check(*, mend: bool, limit: int | None = BATCH) -> Iterator[Finding]:
    """Run every check; yields what each finds, mended where `mend` says so and it can be."""
    for each in CHECKS:
        yield from islice(each(mend), limit)
