"""The state of each page's pair in Wagtail's page listing, as a column that leads to the desk.

Wagtail has a hook for the listing's queryset, none for its columns: the column is added to the
class attribute that Wagtail 7.4 and 8.0 keep them in. Where a later Wagtail keeps them elsewhere,
there is no column and the listing stays as it is.
"""

from django.db.models import Case, IntegerField, JSONField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.pages import listing

from hubkit.bilingual.models import PairState, Step

ANNOTATION = "language_pair"


def with_pair(parent_page, pages: QuerySet, request) -> QuerySet:
    """Annotate each page with its pair that is furthest behind.

    A `construct_explorer_page_queryset` hook. Costs no query of its own.
    """
    pairs = PairState.objects.filter(
        Q(source_locale=OuterRef("locale")) | Q(target_locale=OuterRef("locale")),
        translation_key=OuterRef("translation_key"),
    )
    worst = pairs.with_review().order_by(behind(), "pk")
    told = JSONObject(pk="pk", step="step", in_review="in_review")
    return pages.annotate(**{ANNOTATION: Subquery(worst.values(told=told)[:1], JSONField())})


def behind() -> Case:
    order = (Step.UNTRANSLATED, Step.CHANGED, Step.IN_STEP)
    ranks = [When(step=step, then=rank) for rank, step in enumerate(order)]
    return Case(*ranks, output_field=IntegerField())


class LanguageColumn(BaseColumn):
    """The pair's state in words and sign; a link for whoever may edit the page."""

    cell_template_name = "bilingual/report/explorer.html"

    class Media:
        css = {"all": ["hubkit_bilingual/css/report.css"]}

    def get_cell_context_data(self, instance, parent_context):
        pair = getattr(instance, ANNOTATION, None)
        context = super().get_cell_context_data(instance, parent_context)
        context["pair"] = pair
        if pair and instance.permissions_for_user(context["request"].user).can_edit():
            context["url"] = reverse("hubkit_bilingual:desk", args=[pair["pk"]])
        return context


def add_column() -> None:
    """Add the column before the page's status, once."""
    view = getattr(listing, "ExplorableIndexView", None)
    names = [column.name for column in getattr(view, "base_columns", [])]
    if view is None or not names or "language" in names:
        return
    place = names.index("status") if "status" in names else len(names)
    column = LanguageColumn("language", label=_("Language"), width="12%")
    view.base_columns = [*view.base_columns[:place], column, *view.base_columns[place:]]
