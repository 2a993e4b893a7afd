"""Body blocks of the site itself."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hubkit.bilingual.sorting import sort_key
from hubkit.places.municipalities import MUNICIPALITIES


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
        places = [(each.names(language), each.custom_for(language)) for each in MUNICIPALITIES]
        places.sort(key=lambda place: sort_key(place[0][0][1], language))
        context["places"] = places
        return context


def body_blocks() -> list[tuple]:
    return [("region", RegionBlock())]
