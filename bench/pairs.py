"""What two languages in step cost: the report, and publishing with facts, on 20 and 2,000 pairs.

    .venv/bin/python bench/pairs.py [rounds]                               (SQLite in memory)
    .venv/bin/python tests/postgres.py -- .venv/bin/python bench/pairs.py  (PostgreSQL)

Queries are counted, times are medians of the rounds; stock publishing (Wagtail's own, which leaves
the other language alone) and ours take turns, so that a machine whose speed drifts slows both.
Prints figures, never a verdict. The database is one made for the occasion.
"""

# ruff: noqa: E402 (models can be imported once Django is set up)

import datetime as dt
import itertools
import os
import statistics
import sys
import time
import uuid
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "iskra.settings.test"

import django

django.setup()

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Locale, Page

from hubkit.bilingual import publishing
from hubkit.bilingual.fingerprints import fingerprint
from hubkit.bilingual.models import PairState, Step
from hubkit.bilingual.report.views import LanguagesReport
from tests.specimens.models import MeetingPage

SIZES = (20, 2000)
BODY = [{"type": "paragraph", "value": "<p>Vabljeni vsi. Vstop je prost.</p>"}] * 5


def make_pairs(parents: dict[str, Page], first: int, last: int) -> None:
    """Make pages `first` to `last` - 1 in both languages, published, with their pairs."""
    keys = [uuid.uuid4() for _number in range(first, last)]
    for parent in parents.values():
        add_children(parent, keys, first)
    matched = match_of(MeetingPage.objects.filter(translation_key=keys[0]).first())
    content_type = ContentType.objects.get_for_model(MeetingPage)
    source, target = (Locale.objects.get(language_code=code) for code in ("sl", "it"))
    PairState.objects.bulk_create(
        PairState(
            translation_key=key,
            content_type=content_type,
            source_locale=source,
            target_locale=target,
            step=list(Step)[number % 3],
            changes={"source": {"lead": ["Nova poved."]}} if number % 3 == 1 else {},
            matched=matched,
        )
        for number, key in enumerate(keys)
    )


def match_of(page: Page) -> dict:
    return {"source": fingerprint(page), "target": fingerprint(page)}


def add_children(parent: Page, keys: list[uuid.UUID], first: int) -> None:
    """Add a page a key below `parent`: rows straight into the tables, as the tree would have."""
    content_type = ContentType.objects.get_for_model(MeetingPage)
    pages = Page.objects.bulk_create(
        Page(
            title="Sestanek",
            draft_title="Sestanek",
            slug=f"sestanek-{number}",
            path=Page._get_path(parent.path, parent.depth + 1, number + 1),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}sestanek-{number}/",
            content_type=content_type,
            locale=parent.locale,
            translation_key=key,
            live=True,
            first_published_at=timezone.now(),
            last_published_at=timezone.now(),
        )
        for number, key in enumerate(keys, start=first)
    )
    for page in pages:
        meeting = MeetingPage(page_ptr_id=page.pk, lead="Pridite.", on="2026-12-01")
        meeting.body = MeetingPage._meta.get_field("body").stream_block.to_python(BODY)
        meeting.__dict__.update({k: v for k, v in page.__dict__.items() if k != "_state"})
        meeting.save_base(raw=True)
    Page.objects.filter(pk=parent.pk).update(numchild=first + len(keys))


def measure_report(user, rounds: int) -> tuple[int, float, float]:
    """Return the queries of the report's first page, their milliseconds, and those of the view.

    The admin's frame (menus, the user's profile) is not drawn. SQLite reads rows as they are
    fetched, so its milliseconds are of the query run once more and fetched to the end.
    """
    request = RequestFactory().get(reverse("hubkit_bilingual:report"))
    request.user = user
    view = LanguagesReport.as_view()
    view(request)
    database, whole, queries = [], [], 0
    for _round in range(rounds):
        start = time.perf_counter()
        with CaptureQueriesContext(connection) as captured:
            view(request)
        whole.append((time.perf_counter() - start) * 1000)
        queries = len(captured)
        database.append(time_of_queries(request))
    return queries, statistics.median(database), statistics.median(whole)


def time_of_queries(request) -> float:
    """Return the milliseconds in which the database counts and gives the first page."""
    view = LanguagesReport()
    view.setup(request)
    pairs = view.get_filtered_queryset()
    counted = pairs.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        start = time.perf_counter()
        for statement, parameters in (counted, pairs[:50].query.sql_with_params()):
            cursor.execute(statement, parameters)
            cursor.fetchall()
        return (time.perf_counter() - start) * 1000


def measure_publishing(rounds: int) -> dict[str, tuple[int, float]]:
    """Return queries and milliseconds of publishing a changed fact, stock and ours."""
    ways = {"stock": publishing.stock_execute, "in step": publishing.execute}
    times: dict[str, list[float]] = {name: [] for name in ways}
    queries = {}
    pair = PairState.objects.filter(step=Step.IN_STEP).latest("pk")
    page, days = pair.source, itertools.count(1)
    for _round in range(min(rounds, 15)):
        for name, way in ways.items():
            page.on = dt.date(2027, 1, next(days))
            revision = page.save_revision()
            PublishRevisionAction.execute = way
            start = time.perf_counter()
            with CaptureQueriesContext(connection) as captured:
                revision.publish()
            times[name].append((time.perf_counter() - start) * 1000)
            queries[name] = len(captured)
    PublishRevisionAction.execute = publishing.execute
    return {name: (queries[name], statistics.median(times[name])) for name in ways}


def section() -> dict[str, Page]:
    """Return a section's page in each language, to put the pairs below."""
    home = Page.objects.filter(depth=2, locale__language_code="sl").first()
    page = home.add_child(instance=MeetingPage(title="Meritev", slug="meritev"))
    return {each.locale.language_code: each for each in page.get_translations(inclusive=True)}


def report_figures(rounds: int) -> None:
    call_command("load_content", demo=True, stdout=StringIO())
    user = get_user_model().objects.create_superuser("merilec", "m@example.org", "geslo")
    parents, made = section(), 0
    print(f"{connection.vendor}; {rounds} rounds")
    for size in SIZES:
        make_pairs(parents, made, size)
        made = size
        if connection.vendor == "postgresql":
            connection.cursor().execute("ANALYZE")
        print_figures(size, measure_report(user, rounds), measure_publishing(rounds))


def print_figures(size, report, publishing_figures) -> None:
    queries, database, whole = report
    stock, ours = publishing_figures["stock"], publishing_figures["in step"]
    print(f"\n{size} pairs")
    print(f"  report   {queries:>4} queries {database:>7.1f} ms in the database, {whole:.1f} all")
    print(f"  publish  {stock[0]:>4} queries {stock[1]:>7.1f} ms, Wagtail's own")
    print(f"  in step  {ours[0]:>4} queries {ours[1]:>7.1f} ms", end="")
    print(f"  (+{ours[0] - stock[0]} queries, x {ours[1] / stock[1]:.1f})")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        report_figures(rounds)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
