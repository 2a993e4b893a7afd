"""A list for other sites: a page to be framed, and a fragment to be taken over as it is.

No cookies, no scripts. Only these views may be framed by everybody.
"""

from urllib.parse import quote

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt

from directory.api.answers import alternates, kept, open_data
from directory.api.editions import Edition
from directory.api.narrowed import Narrowed
from directory.reading.vocabulary import municipality_name

MOST = 100
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors *"
)


@xframe_options_exempt
@open_data
def page(edition: Edition) -> HttpResponseBase:
    """The page that is framed; its links open in the whole window."""
    return listing(edition, "embed", "directory/api/embed.html")


@open_data
def fragment(edition: Edition) -> HttpResponseBase:
    """The same without a page around it, to be put into another page by its server or script."""
    return listing(edition, "fragment", "directory/api/fragment.html")


def listing(edition: Edition, name: str, template: str) -> HttpResponseBase:
    narrowed = Narrowed(edition)
    order = narrowed.entries.order_by(f"sort_{edition.language}", "pk")
    keys = list(order.values_list("pk", flat=True)[: MOST + 1])
    links = [(each.language, each.link(name) + narrowed.query) for each in (edition, edition.other)]
    context = {
        "language": edition.language,
        "organisations": [
            {"shown": each, "municipality": municipality_name(each.entry.municipality)}
            for each in edition.organisations(keys[:MOST])
        ],
        "has_more": len(keys) > MOST,
        "narrowed": narrowed,
        "other": edition.other.language,
        "other_address": links[1][1],
        "oembed": f"{edition.at(reverse('directory:oembed'))}?url={quote(links[0][1], safe='')}",
    }
    response = render(edition.request, template, context)
    response.headers["Content-Security-Policy"] = POLICY
    return kept(edition, alternates(response, links))
