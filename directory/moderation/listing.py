"""The queue: what waits for staff, the oldest first."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import BaseListingView

from directory.moderation.duplicates import asked_not_to_be_listed, found
from directory.moderation.filters import WAITING, SubmissionFilters
from directory.moderation.queue import is_late, named, submissions
from hubkit.intake import kinds
from hubkit.intake.models import State, Submission
from hubkit.intake.traps import Reason


class QueueColumn(BaseColumn):
    """A column drawn by `directory/moderation/columns/<name>.html`, with the row as `row`."""

    class Media:
        css = {"all": ["directory/moderation.css"]}

    def __init__(self, name, **kwargs):
        super().__init__(name, classname=f"submission-{name}", **kwargs)
        self.cell_template_name = f"directory/moderation/columns/{name}.html"

    def get_cell_context_data(self, instance, parent_context):
        return {"row": instance, "column": self}


class Row:
    """One Submission of the list, as `queue` annotates it; nothing here asks the database."""

    def __init__(self, submission: Any, *, kind: str, url: str):
        self.submission, self.kind, self.url = submission, kind, url
        self.has_duplicates = bool(found(submission))
        self.is_refused = asked_not_to_be_listed(submission)

    @property
    def name(self) -> str:
        content = self.submission.content
        found = content.get("official_name") or self.submission.entry_title
        return found or self.submission.receipt

    @property
    def waits(self) -> bool:
        return State(self.submission.state).waits_for_staff

    @property
    def is_late(self) -> bool:
        return self.waits and is_late(self.submission.since)

    @property
    def days(self) -> str:
        days = (timezone.localdate() - timezone.localdate(self.submission.since)).days
        if not days:
            return pgettext("waiting", "since today")
        return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}

    @property
    def suspicions(self) -> list[str]:
        words = dict(Reason.choices)
        return [str(words.get(code, code)) for code in self.submission.reasons]


class QueueView(PermissionCheckedMixin, BaseListingView):
    """The list; asked for nothing else it shows what waits for staff. A search looks everywhere."""

    columns = [
        QueueColumn("name", label=_("Organisation")),
        QueueColumn("kind", label=_("Kind")),
        QueueColumn("state", label=_("State")),
        QueueColumn("waiting", label=_("Waiting")),
        QueueColumn("signs", label=_("To note")),
    ]
    model = Submission
    permission_required = "change"
    filterset_class = SubmissionFilters
    is_searchable = True
    page_title = _("Submissions")
    header_icon = "tasks"
    paginate_by = 50
    verbose_name_plural = Submission._meta.verbose_name_plural
    table_classname = "listing submissions"
    review_url_name = ""

    def setup(self, request, *args, **kwargs):
        if not request.GET:
            request.GET = request.GET.copy()
            request.GET["state"] = WAITING
        super().setup(request, *args, **kwargs)

    @cached_property
    def no_results_message(self):
        """Say in words that fit, and that nothing waits where only that was asked."""
        if self.request.GET.dict() == {"state": WAITING}:
            return _("Nothing waits for review. Empty the filter to see what has been decided.")
        return _("No submission fits this search.")

    def get_base_queryset(self):
        return submissions()

    def order_queryset(self, queryset):
        return queryset.order_by("since", "pk")

    def search_queryset(self, queryset):
        return queryset.filter(named(self.search_query)) if self.search_query else queryset

    def get_table(self, object_list):
        rows = list(object_list)
        names = {code: str(kind.name) for code, kind in kinds.registered().items()}
        return super().get_table(
            [
                Row(
                    each,
                    kind=names.get(each.kind, each.kind),
                    url=reverse(self.review_url_name, args=[each.pk]),
                )
                for each in rows
            ]
        )
