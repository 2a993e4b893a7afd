"""An import from the file to the pages: upload, choice of columns, check, run.

The check saves nothing but its report. The run judges every row again and saves it in one
transaction: a single error, and nothing is changed.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import cast

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils import translation as languages
from django.utils.translation import gettext as _

from directory.exchange import progress
from directory.exchange.headings import guess, importable
from directory.exchange.judging import Judge, Verdict
from directory.exchange.sheets import SheetError
from directory.exchange.uploads import read_table
from directory.exchange.writing import parent_of_imports, save
from directory.models import ColumnMemory, DirectoryPage, ImportRow, ImportRun, Outcome, RunState
from directory.models.imports import KEPT
from directory.profile import FIELDS
from hubkit.places.names import folded

# What the request itself works on: a row is checked in some 15 ms, a page saved in some 200.
CHECKED_AT_ONCE = 200
SAVED_AT_ONCE = 50
STALE = timedelta(minutes=15)  # what has told nothing for longer was broken off
WORKING = {RunState.TO_CHECK: RunState.CHECKING, RunState.TO_RUN: RunState.RUNNING}
LONGEST_SHOWN = 500


class RefusedError(Exception):
    """A row is in error, so nothing was saved. Bears the report on all rows judged so far."""

    def __init__(self, report: list[ImportRow]):
        super().__init__("row in error")
        self.report = report
        for row in report:
            if row.outcome == Outcome.NEW:  # its page is rolled back
                row.page_id = None


def upload(
    data: bytes, name: str, *, user=None, publish: bool = False, confirmed: bool = False
) -> ImportRun:
    """Keep a file for importing and guess its columns; raises SheetError, in words for staff."""
    sheet = read_table(data)
    if parent_of_imports() is None:
        raise SheetError(_("There is no directory to import into. Make its page first."))
    run = ImportRun(
        file_name=(name or "import")[:200],
        headings=sheet.headings,
        mapping=remembered(sheet.headings),
        publish=publish,
        confirmed=confirmed,
        language=languages.get_language() or "sl",
        user=user,
        total=len(sheet.rows),
    )
    run.file.save("import", ContentFile(data), save=False)
    run.save()
    return run


def remembered(headings: list[str]) -> list[str]:
    """Return the fields that these headings had last time, else those that they say."""
    memory = ColumnMemory.objects.filter(headings_hash=hash_of(headings)).first()
    if memory is None:
        return guess(headings)
    return [name if name in importable() else "" for name in memory.mapping]


def hash_of(headings: list[str]) -> str:
    return hashlib.sha256("\n".join(map(folded, headings)).encode()).hexdigest()


def choose(run: ImportRun, mapping: list[str]) -> None:
    """Give the columns their fields, remember them for the next such file, ask for the check."""
    run.mapping, run.state = mapping, RunState.TO_CHECK
    run.save(update_fields=["mapping", "state"])
    ColumnMemory.objects.update_or_create(
        headings_hash=hash_of(run.headings),
        defaults={"mapping": mapping, "used_at": timezone.now()},
    )


def ask_to_run(run: ImportRun) -> bool:
    """Ask for the import of a file that was checked; whether it can be."""
    ready = ImportRun.objects.filter(pk=run.pk, state=RunState.CHECKED)
    asked = not run.errors and bool(ready.update(state=RunState.TO_RUN))
    run.refresh_from_db(fields=["state"])
    return asked


def is_small(run: ImportRun) -> bool:
    """Whether the next step is done within a request."""
    if run.changes and run.stage == RunState.TO_RUN:
        return run.changes <= SAVED_AT_ONCE and run.total <= CHECKED_AT_ONCE
    return run.total <= CHECKED_AT_ONCE


def work(run: ImportRun) -> None:
    """Check or import what waits for it; nothing where somebody else does or it waits for none."""
    before = ImportRun.objects.get(pk=run.pk).stage
    working = WORKING.get(before)
    waiting = ImportRun.objects.filter(pk=run.pk, state=before)
    if working is None or not waiting.update(state=working, begun_at=timezone.now()):
        return
    run.refresh_from_db()
    try:
        with languages.override(run.language):
            check(run) if working == RunState.CHECKING else carry_out(run)
    except BaseException:
        end(run, RunState.FAILED, [])
        raise
    finally:
        progress.forget(run)


def check(run: ImportRun) -> None:
    end(run, RunState.CHECKED, [row_of(run, verdict) for verdict in verdicts_on(run)])


def carry_out(run: ImportRun) -> None:
    try:
        with transaction.atomic():
            report = saved(run)
    except RefusedError as refusal:
        end(run, RunState.CHECKED, refusal.report)
    else:
        end(run, RunState.DONE, report)


def saved(run: ImportRun) -> list[ImportRow]:
    """Judge and save all rows; raises RefusedError with the report if one is in error."""
    # Only one import at a time: two of the same file would each take its organisations for new.
    there = cast(DirectoryPage, parent_of_imports())  # `upload` refuses where there is none
    parent = DirectoryPage.objects.select_for_update().get(pk=there.pk)
    report: list[ImportRow] = []
    for verdict in verdicts_on(run):
        if not verdict.problems:
            try:
                save(verdict, run, parent)
            except (ValidationError, DatabaseError) as error:
                sentences = getattr(error, "messages", [str(error)])
                verdict.problems = [("", sentence) for sentence in sentences]
                raise RefusedError([*report, row_of(run, verdict)]) from error
        report.append(row_of(run, verdict))
    if any(row.outcome == Outcome.ERROR for row in report):
        raise RefusedError(report)
    return report


def verdicts_on(run: ImportRun) -> Iterator[Verdict]:
    with run.file.open("rb") as file:
        sheet = read_table(file.read())
    judge = Judge(run.mapping, publish=run.publish)
    for done, (number, texts) in enumerate(sheet.rows):
        progress.note(run, done)
        yield judge.judge(number, texts)


def end(run: ImportRun, state: RunState, report: list[ImportRow]) -> None:
    """Keep the report and go on to `state`."""
    with transaction.atomic():
        run.rows.all().delete()
        ImportRow.objects.bulk_create(report, batch_size=500)
        run.counts = dict(Counter(str(row.outcome) for row in report))
        run.state, run.ended_at = state, timezone.now()
        run.save(update_fields=["counts", "state", "ended_at"])


def row_of(run: ImportRun, verdict: Verdict) -> ImportRow:
    pairs = zip(run.mapping, run.headings, strict=True)
    headings = {name: heading for name, heading in pairs if name}
    return ImportRow(
        run=run,
        number=verdict.number,
        title=verdict.title[:300],
        outcome=verdict.outcome,
        page_id=verdict.page.pk if verdict.page else None,
        changes=[in_words(*change) for change in verdict.changes],
        problems=[
            {"column": headings.get(name, ""), "text": labelled(name, text, headings)}
            for name, text in verdict.problems
        ],
    )


def in_words(name: str, old, new) -> dict[str, str]:
    show = FIELDS[name].show
    return {"field": name, "old": show(old)[:LONGEST_SHOWN], "new": show(new)[:LONGEST_SHOWN]}


def labelled(name: str, text: str, headings: dict[str, str]) -> str:
    """Return the sentence, with the field's name in front where no column of the file has it."""
    return f"{FIELDS[name].label}: {text}" if name and name not in headings else text


def pending() -> list[ImportRun]:
    """Return the runs that a worker is to do, the oldest first; what was broken off begins anew."""
    begun = ImportRun.objects.filter(begun_at__lt=timezone.now() - STALE)
    for waiting, working in WORKING.items():
        silent = [run.pk for run in begun.filter(state=working) if progress.is_silent(run, STALE)]
        begun.filter(pk__in=silent).update(state=waiting)
    return list(ImportRun.objects.filter(state__in=WORKING).order_by("created_at", "pk"))


def purge() -> int:
    """Remove files and reports after 30 days; return of how many runs. The counts stay."""
    old = ImportRun.objects.filter(created_at__lt=timezone.now() - KEPT).exclude(file="")
    for run in old:
        run.rows.all().delete()
        run.file.delete(save=False)
        run.file = ""
        run.save(update_fields=["file"])
    return len(old)
