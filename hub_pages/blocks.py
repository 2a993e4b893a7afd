"""Body blocks that this plug-in offers to every page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub_pages.models import PillarPage
from hubkit.bilingual.peers import reader_language


class PillarsBlock(blocks.StructBlock):
    """The four pillars, each as its own page tells it: nothing is written twice."""

    intro = blocks.TextBlock(
        label=_("Introduction"),
        required=False,
        rows=2,
        help_text=_("The sentence before the pillars; their texts come from their pages."),
    )

    class Meta:
        icon = "grip"
        label = _("The four pillars")
        group = _("Lists")
        description = _("Cards of the pillar pages with their leads")
        template = "hub_pages/blocks/pillars.html"
        stylesheet = "hub_pages/pillars.css"
        preview_value = {"intro": "Da to dosežemo, bomo uporabili in spodbujali:"}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["pillars"] = PillarPage.objects.for_reader(reader_language())
        return context


def body_blocks() -> list[tuple]:
    return [("pillars", PillarsBlock())]
