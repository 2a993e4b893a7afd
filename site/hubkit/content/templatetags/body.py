import re

from django import template
from django.templatetags.static import static
from django.utils.html import format_html_join

register = template.Library()

COMMON = "content/blocks.css"


@register.simple_tag
def body_styles(page) -> str:
    """Return the stylesheets that the parts of the page's body need, each once."""
    own = [getattr(part.block.meta, "stylesheet", None) for part in page.body]
    paths = dict.fromkeys([COMMON, *filter(None, own)])
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((static(path),) for path in paths)
    )


@register.filter
def dialable(phone: str) -> str:
    """Return what a telephone dials (RFC 3966): digits and a plus, without an extension."""
    number = re.split(r"[(a-zA-Z,;]", phone, maxsplit=1)[0]
    return re.sub(r"[^\d+]", "", number)
