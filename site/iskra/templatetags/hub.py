import json

from django import template
from django.utils.safestring import mark_safe

from iskra.masthead import Masthead

register = template.Library()

# A script element ends at the first "</script", whatever its type says.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def masthead(context) -> Masthead:
    """Return the frame of the page that is being shown, made once for a request."""
    request = context["request"]
    page = context.get("page")
    if getattr(request, "masthead", None) is None or request.masthead.page != page:
        request.masthead = Masthead(request, page)
    return request.masthead


@register.filter
def json_ld(data) -> str:
    """Return JSON for a script element of type application/ld+json."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(ESCAPES))  # noqa: S308  (escaped above)


@register.simple_tag(takes_context=True)
def address_of(context, page) -> str:
    """Return the page's address, from what was asked of the database already."""
    return page.get_url(context.get("request")) or ""
