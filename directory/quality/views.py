"""The report on the quality of the data, with the entries to put right."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.api.hsds.problems import Problem
from directory.life.views import StaffView
from directory.models import Entry, Freshness
from directory.models.options import municipalities
from directory.quality.gaps import HELPFUL, NEEDED, WITHOUT, with_parts
from directory.quality.measure import quality
from directory.quality.websites import malformed

MOST = 50  # entries of one list

LISTS = {
    **{code: gap for code, _label, gap in (*NEEDED, *HELPFUL)},
    **{f"without_{code}": gap for code, gap in WITHOUT.items()},
}
LANGUAGES = {"without_sl": _("Words in Slovenian"), "without_it": _("Words in Italian")}
LABELS = {code: label for code, label, _gap in (*NEEDED, *HELPFUL)} | LANGUAGES


class QualityView(StaffView):
    """The figures, and the entries behind one of them (`?lacks=` a code of LISTS)."""

    page_title = _("Directory: quality of the data")
    header_icon = "clipboard-list"
    template_name = "directory/life/staff/quality.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        figures = quality()
        lacks = self.request.GET.get("lacks", "")
        return super().get_context_data(
            figures=figures,
            freshness=[(each, figures["freshness"][each.value]) for each in Freshness],
            needed=table(NEEDED, figures["missing"]),
            helpful=table(HELPFUL, figures["missing_helpful"]),
            languages=[
                (label, code, figures["without_language"][code[-2:]])
                for code, label in LANGUAGES.items()
            ],
            places=[
                (dict(municipalities()).get(row["code"], ""), row)
                for row in figures["municipalities"]
            ],
            lacks=lacks,
            lacking=LABELS.get(lacks, ""),
            problems=left_out(),
            found=pages_that_lack(LISTS[lacks]) if lacks in LISTS else None,
            websites=list(malformed())[:MOST],
            **kwargs,
        )


def table(gaps, counts: dict[str, int]) -> list[tuple]:
    return [(label, code, counts[code]) for code, label, _gap in gaps]


def left_out() -> list[tuple[str, list[tuple[int, str]]]]:
    """Return what keeps public entries out of the open data, each with its pages; a query each."""
    listed = Entry.objects.listed().order_by("title").values_list("page_id", "page__title")
    found = [
        (problem.label, list(listed.filter(problem.among_entries).distinct()[:MOST]))
        for problem in Problem
    ]
    return [(label, pages) for label, pages in found if pages]


def pages_that_lack(gap: Q) -> list[tuple[int, str]]:
    return list(with_parts().filter(gap).order_by("title").values_list("pk", "title")[:MOST])
