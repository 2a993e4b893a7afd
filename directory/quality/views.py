"""The report on the quality of the data, with the entries to put right."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.life.views import StaffView
from directory.models import Freshness
from directory.models.options import municipalities
from directory.quality.gaps import HELPFUL, NEEDED, WITHOUT, with_parts
from directory.quality.measure import quality
from directory.quality.websites import malformed

MOST = 50  # entries of one list

LISTS = {
    **{code: gap for code, _label, gap in (*NEEDED, *HELPFUL)},
    **{f"without_{code}": gap for code, gap in WITHOUT.items()},
}


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
                (_("Words in Slovenian"), "without_sl", figures["without_language"]["sl"]),
                (_("Words in Italian"), "without_it", figures["without_language"]["it"]),
            ],
            places=[
                (dict(municipalities()).get(row["code"], ""), row)
                for row in figures["municipalities"]
            ],
            lacks=lacks,
            found=pages_that_lack(LISTS[lacks]) if lacks in LISTS else None,
            websites=list(malformed())[:MOST],
            **kwargs,
        )


def table(gaps, counts: dict[str, int]) -> list[tuple]:
    return [(label, code, counts[code]) for code, label, _gap in gaps]


def pages_that_lack(gap: Q) -> list[tuple[int, str]]:
    return list(with_parts().filter(gap).order_by("title").values_list("pk", "title")[:MOST])
