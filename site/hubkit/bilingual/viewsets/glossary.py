from django.utils.translation import gettext_lazy as _
from django_filters import DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from hubkit.bilingual.models import Term
from hubkit.bilingual.report.spreadsheet import SafeSpreadsheet

COLUMNS = ["sl", "it", "en", "note", "note_sl", "note_it"]


class TermFilters(WagtailFilterSet):
    updated_at = DateFromToRangeFilter(label=_("Last changed"), widget=DateRangePickerWidget)

    class Meta:
        model = Term
        fields: list[str] = []


class TermIndex(SafeSpreadsheet, IndexView):
    """The list in the order of each column's own alphabet; no cell of its export is a formula."""

    def order_queryset(self, queryset):
        column = self.ordering.removeprefix("-")
        descending = "-" if self.ordering.startswith("-") else ""
        return queryset.order_by(
            descending + {"sl": "sl_key", "it": "it_key"}.get(column, column), "pk"
        )


class TermViewSet(SnippetViewSet):
    """The term base in the admin: a list to search, filter and export, and its forms.

    An export has the columns that `load_glossary` reads.
    """

    model = Term
    icon = "list-ul"
    index_view_class = TermIndex
    ordering = "sl"
    list_display = ["sl", "it", "en", "note_sl", "note_it"]
    list_per_page = 50
    search_fields = COLUMNS
    filterset_class = TermFilters
    list_export = COLUMNS
    export_headings = {column: column for column in COLUMNS}
    export_filename = "glossary"
    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("sl"), FieldPanel("it")])],
            heading=_("Term"),
            help_text=_("Variants are parted by a slash: volontario / volontaria."),
        ),
        FieldPanel("en"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("note_sl"), FieldPanel("note_it")])],
            heading=_("Notes for translators"),
            help_text=_("Beside a sentence each translator reads the one in their own language."),
        ),
        FieldPanel("note", help_text=_("Sources and remarks; translators are not shown them.")),
    ]
