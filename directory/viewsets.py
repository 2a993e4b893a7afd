"""The directory's controlled words in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.models import Reason, Term
from directory.models.parts import in_both


class TermViewSet(SnippetViewSet):
    """Terms of all taxonomies in one list, to be filtered by taxonomy."""

    model = Term
    icon = "tag"
    menu_label = _("Directory: terms")
    list_display = ["name_sl", "name_it", "taxonomy", "code", "icnp_tso_code", "retired"]
    list_filter = ["taxonomy", "retired"]
    list_per_page = 50
    search_fields = ["name_sl", "name_it", "synonyms_sl", "synonyms_it", "code"]
    panels = [
        FieldRowPanel([FieldPanel("taxonomy"), FieldPanel("code")]),
        in_both("name"),
        in_both("description"),
        in_both("synonyms"),
        FieldRowPanel([FieldPanel("icnp_tso_code"), FieldPanel("sort_order")]),
        FieldPanel("parent"),
        MultiFieldPanel(
            [FieldPanel("retired"), FieldPanel("replaced_by")], heading=_("Out of use")
        ),
    ]


class ReasonViewSet(SnippetViewSet):
    """The prepared texts by which something is refused, in both languages."""

    model = Reason
    icon = "comment"
    menu_label = _("Directory: reasons for refusing")
    list_display = ["label_sl", "label_it", "code"]
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("sort_order")]),
        in_both("label"),
        in_both("text"),
    ]
