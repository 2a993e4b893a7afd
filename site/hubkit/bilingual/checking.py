"""The nightly check of the languages.

A check is a function ``(mend: bool) -> Iterator[Finding]``. They run in this order, since some mend
what others build on. Each takes a constant number of queries while nothing is wrong, but for the
last two, which read every pair; each finding is mended in a transaction of its own, at most BATCH a
night. What only a person can decide is found again every night until they do.
"""

from collections.abc import Callable, Iterator
from itertools import islice

from hubkit.bilingual.findings.finding import Finding
from hubkit.bilingual.findings.missing import missing, strays, unbegun
from hubkit.bilingual.findings.pairs import different_facts, unpaired, untrue_states
from hubkit.bilingual.findings.places import out_of_step
from hubkit.bilingual.findings.publicity import differing, one_sided
from hubkit.bilingual.findings.tree import damage
from hubkit.bilingual.findings.words import orphaned

BATCH = 500

Check = Callable[[bool], Iterator[Finding]]

CHECKS: list[Check] = [
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


def check(*, mend: bool, everything: bool = False) -> Iterator[Finding]:
    """Run every check; yields what each finds, mended where `mend` says so and it can be.

    With `everything` there is no limit, and a language that has no page yet gets its first: a
    night alone begins none, since it may just be on its way out.
    """
    for each in [unbegun, *CHECKS] if everything else CHECKS:
        yield from islice(run(each, mend), None if everything else BATCH)


def run(each: Check, mend: bool) -> Iterator[Finding]:
    """Run one check; if it fails the others go on."""
    try:
        yield from each(mend)
    except Exception as error:  # noqa: BLE001  (one damaged row must not end the night)
        yield Finding(None, f"the check “{each.__name__}” could not go on").after(error)
