"""What the memory and the term base cost: one screen's texts against a tenfold larger store.

    .venv/bin/python bench/words.py [rounds]

The small and the large store take turns, so that a machine whose speed drifts slows both; figures
are medians of the rounds, in processor time. Prints figures, never a verdict.
"""

# ruff: noqa: E402 (models can be imported once Django is set up)

import itertools
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "iskra.settings.test"

import django

django.setup()

from django.test.utils import setup_databases, teardown_databases

from hubkit.bilingual.glossary import hints_for
from hubkit.bilingual.likeness import Likeness
from hubkit.bilingual.models import Term

COMMON = [
    "ki",
    "se",
    "in",
    "za",
    "na",
    "rok",
    "občina",
    "Koper",
    "Izola",
    "Piran",
    "je",
    "pri",
    "ob",
]
SCREEN = 30
RARE = [a + b + c + "ost" for a, b, c in itertools.product("bcdfgklm", "aeiou", "prstvzžčšn")]


def sentence(number: int) -> str:
    """Return fourteen common words in an order of their own and a word that few sentences have."""
    common = [COMMON[number * step % len(COMMON)] for step in range(1, 15)]
    return " ".join([*common, RARE[number % len(RARE)]])


def remember(size: int) -> Callable[[], None]:
    sentences = [sentence(number) for number in range(size)]

    def look() -> None:
        likeness = Likeness(sentences)
        for each in sentences[:SCREEN]:
            likeness.nearest(each)

    return look


def fill_terms(size: int) -> Callable[[], None]:
    texts = [" ".join(RARE[number : number + 20]) for number in range(SCREEN)]
    pairs = list(zip(RARE, reversed(RARE), strict=True))[:size]

    def look() -> None:
        Term.objects.all().delete()
        Term.objects.bulk_create(
            Term(sl=f"{word} {other}", it=word, sl_key=b"", it_key=b"") for word, other in pairs
        )
        hints_for([""], source="sl", target="it")
        start = time.process_time()
        hints_for(texts, source="sl", target="it")
        look.took = time.process_time() - start

    return look


def seconds(look: Callable[[], None]) -> float:
    """Return the processor time of one look; one that prepares something tells its own."""
    start = time.process_time()
    look()
    return getattr(look, "took", time.process_time() - start)


def compare(name: str, small: Callable, large: Callable, rounds: int) -> None:
    taken = [(seconds(small), seconds(large)) for _round in range(rounds)]
    less, more = (statistics.median(column) for column in zip(*taken, strict=True))
    print(f"{name:<44} {less * 1000:7.1f} ms {more * 1000:7.1f} ms   × {more / less:.1f}")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        print(f"{SCREEN} texts against a store ten times as large, {rounds} rounds")
        compare("memory: 400 and 4,000 sentences", remember(400), remember(4000), rounds)
        compare("term base: 40 and 400 terms", fill_terms(40), fill_terms(400), rounds)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
