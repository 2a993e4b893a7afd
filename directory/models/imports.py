"""Files that staff bring into the directory: each is a run, with a report row for each of its rows.

The file and the rows of the report may name people, so both go after 30 days; the counts stay.
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hubkit.intake.storage import private_files

KEPT = timedelta(days=30)


class RunState(models.TextChoices):
    """Where a file is on its way in."""

    NEW = "new", pgettext_lazy("import", "columns to be chosen")
    TO_CHECK = "to_check", pgettext_lazy("import", "waiting to be checked")
    CHECKING = "checking", pgettext_lazy("import", "being checked")
    CHECKED = "checked", pgettext_lazy("import", "checked")
    TO_RUN = "to_run", pgettext_lazy("import", "waiting to be imported")
    RUNNING = "running", pgettext_lazy("import", "being imported")
    DONE = "done", pgettext_lazy("import", "imported")
    FAILED = "failed", pgettext_lazy("import", "failed")

    @property
    def is_under_way(self) -> bool:
        """Whether something happens by itself next."""
        return self in (RunState.TO_CHECK, RunState.CHECKING, RunState.TO_RUN, RunState.RUNNING)


def private_name(run: "ImportRun", name: str) -> str:
    return f"imports/{uuid.uuid4().hex}"


class ImportRun(models.Model):
    """One file. `mapping` is the name of the directory's field for each of its columns, or ""."""

    file = models.FileField(_("file"), storage=private_files, upload_to=private_name, blank=True)
    file_name = models.CharField(_("file"), max_length=200)
    headings = models.JSONField(default=list)
    mapping = models.JSONField(default=list)
    publish = models.BooleanField(_("publish new organisations"), default=False)
    confirmed = models.BooleanField(_("the data were confirmed"), default=False)
    language = models.CharField(max_length=12)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    state = models.CharField(_("state"), max_length=10, choices=RunState, default=RunState.NEW)
    total = models.PositiveIntegerField(_("rows"), default=0)
    counts = models.JSONField(default=dict)
    created_at = models.DateTimeField(_("uploaded at"), default=timezone.now)
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("directory", "import")
        verbose_name_plural = pgettext_lazy("directory", "imports")
        ordering = ["-created_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return self.file_name

    @property
    def stage(self) -> RunState:
        return RunState(self.state)

    @property
    def errors(self) -> int:
        return self.counts.get(Outcome.ERROR, 0)

    @property
    def changes(self) -> int:
        return self.counts.get(Outcome.NEW, 0) + self.counts.get(Outcome.CHANGED, 0)


class Outcome(models.TextChoices):
    """What a row of a file is to the directory."""

    NEW = "new", pgettext_lazy("row", "new")
    CHANGED = "changed", pgettext_lazy("row", "changed")
    UNCHANGED = "unchanged", pgettext_lazy("row", "unchanged")
    ERROR = "error", pgettext_lazy("row", "error")


class ImportRow(models.Model):
    """What the report says of a row.

    `changes` are ``{"field", "old", "new"}`` in words, `problems` ``{"column", "text"}``, both in
    the language of the run; `column` is a heading of the file, empty for the row as a whole.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    title = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    page = models.ForeignKey(
        "directory.OrganisationPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changes = models.JSONField(default=list)
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_row")]

    def __str__(self):
        return f"{self.number} {self.title}"


class ColumnMemory(models.Model):
    """Which fields the columns of a file with these headings were last given."""

    headings_hash = models.CharField(max_length=64, unique=True)
    mapping = models.JSONField()
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.headings_hash[:12]
