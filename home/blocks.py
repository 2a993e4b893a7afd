"""Body blocks of the site itself."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from hubkit.places.municipalities import MUNICIPALITIES
from wagtail import blocks


class RegionBlock(blocks.StructBlock):
    """The municipalities that the hub works for, each with both its names."""

    heading = blocks.CharBlock(label=_("Heading"), help_text=_("For example: Where we work."))
    text = blocks.TextBlock(
        label=_("Text"), required=False, rows=2, help_text=_("A sentence or two; may be empty.")
    )

    class Meta:
        icon = "site"
        label = _("The region")
        group = _("Lists")
        description = _("The eight municipalities with their names in both languages")
        template = "home/blocks/region.html"
        stylesheet = "home/region.css"
        preview_value = {"heading": "Območje / Territorio", "text": ""}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        language = get_language()
        context["municipalities"] = sorted(
            MUNICIPALITIES, key=lambda municipality: municipality.name(language)
        )
        return context


def body_blocks() -> list[tuple]:
    return [("region", RegionBlock())]
