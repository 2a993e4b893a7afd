"""What the directory's list costs with 300, 3,000 and 30,000 organisations.

    .venv/bin/python tests/postgres.py -- .venv/bin/python bench/directory.py [rounds [sizes …]]
    .venv/bin/python bench/directory.py                                      (SQLite in memory)

The list alone (search, facets, filters, the page of entries) and the whole page as a reader gets
it; medians of the rounds, queries counted, ratios to the smallest size. Prints figures, never a
verdict. The database is one made for the occasion.
"""

# ruff: noqa: E402 (models can be imported once Django is set up)

import os
import statistics
import sys
import time
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "iskra.settings.test"

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases

from bench import organisations
from directory.models import Entry

SIZES = (300, 3_000, 30_000)
ADDRESSES = {
    "all, by name": "",
    "one topic": "?topic=kultura",
    "three groups": "?topic=kultura&topic=sport&municipality=050&form=drustvo",
    "a rare word": "?q=izola",
    "a word in most": "?q=krasa",
    "three words": "?q=društvo+prijateljev+narave",
    "word and filter": "?q=glasbe&municipality=090",
    "page 5": "?page=5",
    "near Koper": "?near=10101743&sort=distance",
    "entry page": "entry",
}


def measure(rounds: int) -> dict[str, tuple[int, float]]:
    """Return queries and median milliseconds of each address, asked in turn."""
    client = Client()
    root = "/sl/imenik/"
    first = Entry.objects.order_by("pk").select_related("page").last()
    addresses = {
        name: f"{root}{first.page.slug}/" if query == "entry" else root + query
        for name, query in ADDRESSES.items()
    }
    times: dict[str, list[float]] = {name: [] for name in addresses}
    queries = {}
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}")
        queries[name] = len(captured)
    for _round in range(rounds):
        for name, address in addresses.items():
            start = time.perf_counter()
            client.get(address)
            times[name].append((time.perf_counter() - start) * 1000)
    return {name: (queries[name], statistics.median(times[name])) for name in addresses}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    sizes = [int(size) for size in sys.argv[2:]] or SIZES
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        call_command("load_content", demo=False, stdout=StringIO())
        report(rounds, sizes)
    finally:
        teardown_databases(databases, verbosity=0)


def report(rounds: int, sizes) -> None:
    print(f"{connection.vendor}; {rounds} rounds")
    smallest: dict[str, float] = {}
    made = 0
    for size in sizes:
        start = time.perf_counter()
        organisations.make(size - made)
        made = size
        if connection.vendor == "postgresql":
            connection.cursor().execute("ANALYZE")
        organisations.require_true()
        print(f"\n{size} organisations (made in {time.perf_counter() - start:.0f} s)")
        for name, (queries, spent) in measure(rounds).items():
            smallest.setdefault(name, spent)
            ratio = spent / smallest[name]
            print(f"  {name:<18}{queries:>4} queries{spent:>9.1f} ms   x {ratio:.1f}")


if __name__ == "__main__":
    main()
