"""The import in the admin: a file, its columns, the report of the check, the run."""

from django.core.paginator import Paginator
from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from directory.exchange import runs
from directory.exchange.import_forms import ColumnsForm, UploadForm
from directory.exchange.progress import rows_done
from directory.exchange.uploads import read_table
from directory.models import Entry, ImportRun, Outcome, RunState
from directory.profile import FIELDS

RUNS_SHOWN = 20
ROWS_A_PAGE = 100
SAMPLES = 3
SECONDS = 5  # until a page about something under way is loaded again
ERRORS_FIRST = Case(When(outcome=Outcome.ERROR, then=0), default=1)
TO_CHOOSE = (RunState.NEW, RunState.CHECKED, RunState.FAILED)


class CuratorView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """For those who may change entries."""

    permission_policy = ModelPermissionPolicy(Entry)
    permission_required = "change"
    header_icon = "upload"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class ImportsView(CuratorView):
    """The latest imports, and the form for another."""

    page_title = gettext_lazy("Import into the directory")
    template_name = "directory/exchange/imports.html"

    def post(self, request, *args, **kwargs):
        form = UploadForm(request.POST, request.FILES, user=request.user)
        run = form.save() if form.is_valid() else None
        if run is None:
            return self.render_to_response(self.get_context_data(form=form))
        return redirect("directory_exchange:columns", run.pk)

    def get_context_data(self, **kwargs):
        latest = ImportRun.objects.select_related("user")[:RUNS_SHOWN]
        return super().get_context_data(**{"form": UploadForm(), "runs": latest, **kwargs})


class RunView(CuratorView):
    """One import; nothing of it once its file is removed but the counts."""

    @cached_property
    def object(self) -> ImportRun:
        return get_object_or_404(ImportRun, pk=self.kwargs["pk"])

    def get_page_title(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        index = {"url": reverse("directory_exchange:imports"), "label": ImportsView.page_title}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(run=self.object, **kwargs)

    def work_on(self) -> None:
        """Do at once what is small; a worker does the rest."""
        if runs.is_small(self.object):
            runs.work(self.object)


class ColumnsView(RunView):
    """Which field each column has, with a few of its cells to tell by."""

    template_name = "directory/exchange/columns.html"

    def dispatch(self, request, *args, **kwargs):
        """Lead on to the report where the columns are settled: it is under way or over."""
        if self.user_has_permission(self.permission_required) and not self.is_open():
            return redirect("directory_exchange:run", self.object.pk)
        return super().dispatch(request, *args, **kwargs)

    def is_open(self) -> bool:
        return self.object.stage in TO_CHOOSE and bool(self.object.file)

    def post(self, request, *args, **kwargs):
        form = ColumnsForm(request.POST, run=self.object)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        runs.choose(self.object, form.mapping)
        self.work_on()
        return redirect("directory_exchange:run", self.object.pk)

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or ColumnsForm(run=self.object)
        return super().get_context_data(form=form, columns=self.columns(form), **kwargs)

    def columns(self, form) -> list[tuple]:
        """Return ``(bound field, first cells that have something in them)`` of each column."""
        with self.object.file.open("rb") as file:
            rows = [texts for _number, texts in read_table(file.read()).rows]
        samples = [
            [text for text in (row[place] for row in rows[:50]) if text][:SAMPLES]
            for place in range(len(self.object.headings))
        ]
        return list(zip(form, samples, strict=True))


class ReportView(RunView):
    """What the check or the run has found, row by row; POST imports what was checked."""

    template_name = "directory/exchange/run.html"

    def get(self, request, *args, **kwargs):
        if self.object.stage == RunState.NEW:
            return redirect("directory_exchange:columns", self.object.pk)
        response = super().get(request, *args, **kwargs)
        if self.object.stage.is_under_way:
            response["Refresh"] = str(SECONDS)  # works without JavaScript
        return response

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if runs.ask_to_run(self.object):
            self.work_on()
            self.object.refresh_from_db()
            if self.object.stage == RunState.DONE:
                messages.success(request, _("The file has been imported."))
        return redirect("directory_exchange:run", self.object.pk)

    @cached_property
    def outcome(self) -> Outcome | None:
        value = self.request.GET.get("outcome", "")
        return Outcome(value) if value in Outcome.values else None

    def get_context_data(self, **kwargs):
        rows = self.object.rows.order_by(ERRORS_FIRST, "number")
        if self.outcome:
            rows = rows.filter(outcome=self.outcome)
        pages = Paginator(rows, ROWS_A_PAGE)
        shown = pages.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            lines=[(row, in_words(row.changes)) for row in shown],
            page_obj=shown,
            elided_page_range=pages.get_elided_page_range(shown.number),
            outcome=self.outcome,
            totals=[(each, self.object.counts.get(each.value, 0)) for each in Outcome],
            done=rows_done(self.object) if self.object.stage.is_under_way else 0,
            may_run=self.may_run(),
            **kwargs,
        )

    def may_run(self) -> bool:
        """Whether there is something to import, and nothing against it."""
        run = self.object
        wanted = run.changes or (run.confirmed and run.total)
        return bool(run.stage == RunState.CHECKED and not run.errors and wanted)


def in_words(changes: list[dict]) -> list[tuple[str, str, str]]:
    """Return ``(label, old, new)`` of each change; a field that is no more goes by its name."""
    labels = {name: field.label for name, field in FIELDS.items()}
    return [(labels.get(it["field"], it["field"]), it["old"], it["new"]) for it in changes]
