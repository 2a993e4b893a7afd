"""What a page view costs: processor time and queries, as ratios to a view that does nothing.

    .venv/bin/python bench/pages.py [rounds]

Makes the demo site in memory and asks for the pages in turn, so that a machine whose speed drifts
slows all of them alike; a figure is the median of the rounds. Prints figures, never a verdict.
"""

import os
import statistics
import sys
import time
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "iskra.settings.test"

FLOOR = "/healthz"
PAGES = {
    "floor: a view that says ok": FLOOR,
    "root page, both languages": "/",
    "home": "/sl/",
    "pillar": "/it/formazione/",
    "project": "/it/chi-siamo/progetto-2019-2023/",
    "page with every part": "/sl/o-sticiscu/primer-deli-strani/",
    "page in one language only": "/it/formazione/primer-zbor-clanov/",
    "page not found": "/sl/ni-je/",
    "sitemap": "/sitemap.xml",
}


def make_site() -> None:
    import django  # noqa: PLC0415  (needs the settings named above)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("load_content", demo=True, stdout=StringIO())


def measure(rounds: int) -> dict[str, tuple[float, int, int]]:
    """Return processor milliseconds (median), queries and bytes of each page by its address."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client()
    times: dict[str, list[float]] = {address: [] for address in PAGES.values()}
    facts: dict[str, tuple[int, int]] = {}
    for address in times:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        facts[address] = (len(captured), len(response.content))
    for _round in range(rounds):
        for address, spent in times.items():
            start = time.process_time()
            client.get(address)
            spent.append((time.process_time() - start) * 1000)
    return {
        address: (statistics.median(spent), *facts[address]) for address, spent in times.items()
    }


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    make_site()
    figures = measure(rounds)
    floor = figures[FLOOR][0]
    print(f"{'page':<30}{'queries':>8}{'bytes':>8}{'CPU ms':>8}{'x floor':>9}   ({rounds} rounds)")
    for name, address in PAGES.items():
        spent, queries, size = figures[address]
        print(f"{name:<30}{queries:>8}{size:>8}{spent:>8.1f}{spent / floor:>9.1f}")


if __name__ == "__main__":
    main()
