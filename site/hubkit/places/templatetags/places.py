from django import template
from django.utils.translation import get_language

from hubkit.bilingual.paired import Wording
from hubkit.places.models import PostalAddress
from hubkit.places.region_map import VIEWBOX

register = template.Library()


@register.simple_tag
def address_lines(address: PostalAddress) -> list[list[Wording]]:
    """Return the address's lines in the reader's language; see PostalAddress.lines."""
    return address.lines(get_language())


@register.simple_tag
def map_viewbox() -> str:
    return VIEWBOX
