"""The report "Languages": in three queries, however many pairs there are."""

from collections.abc import Iterator

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import ReportView

from hubkit.bilingual.models import PairState, Step
from hubkit.bilingual.report.columns import columns
from hubkit.bilingual.report.filters import PairFilters
from hubkit.bilingual.report.rows import Row
from hubkit.bilingual.report.sections import Sections, top
from hubkit.bilingual.report.spreadsheet import SafeSpreadsheet

ORDERS = {
    "title": ("source_title",),
    "section": ("top", "source_path"),
    "language": ("source_locale", "urgency", "since"),
    "state": ("urgency", "since"),
    "since": ("since",),
}


class LanguagesReport(SafeSpreadsheet, ReportView):
    """One row a pair: what the user may edit, the most urgent and oldest first."""

    index_url_name = "hubkit_bilingual:report"
    index_results_url_name = "hubkit_bilingual:report_results"
    page_title = _("Languages")
    header_icon = "wagtail-localize-language"
    model = PairState
    verbose_name = PairState._meta.verbose_name
    verbose_name_plural = PairState._meta.verbose_name_plural
    filterset_class = PairFilters
    is_searchable = True
    search_fields = ["source_title", "target_title"]
    default_ordering = "state"
    columns = columns
    table_classname = "listing language-report"

    @cached_property
    def sections(self) -> Sections:
        return Sections(self.request.user)

    def get_filterset_kwargs(self):
        return {**super().get_filterset_kwargs(), "sections": self.sections}

    def get_base_queryset(self):
        pairs = PairState.objects.visible_to(self.request.user)
        return pairs.with_versions().with_titles().with_review().alias(top=top())

    def get_filtered_queryset(self):
        # Upstream filters what is filtered already.
        return self.get_queryset()

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        fields = ORDERS[self.ordering.removeprefix("-")]
        queryset = queryset.alias(urgency=urgency()).order_by(*fields, "pk")
        return queryset.reverse() if self.ordering.startswith("-") else queryset

    def get_table(self, object_list):
        return super().get_table(list(self.rows(object_list)))

    def as_spreadsheet(self, queryset, spreadsheet_format):
        return super().as_spreadsheet(self.rows(queryset), spreadsheet_format)

    def rows(self, pairs) -> Iterator[Row]:
        return (Row(pair, self.sections, self.request) for pair in pairs)


def urgency() -> Case:
    """Return the rank of a pair: overdue, changed, not translated, in review, in step."""
    return Case(
        When(due__lt=timezone.localdate(), then=Value(0)),
        When(Q(step=Step.IN_STEP, in_review=False), then=Value(4)),
        When(in_review=True, then=Value(3)),
        When(step=Step.CHANGED, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
