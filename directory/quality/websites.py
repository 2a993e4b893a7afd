"""Web addresses that cannot work as they are written; the network is not asked."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from directory import numbers
from directory.models import Link
from directory.quality.gaps import public

# Names that lead nowhere on the public network (RFC 2606, RFC 6761, RFC 6762).
NOWHERE = ("test", "invalid", "localhost", "local", "internal")


def malformed() -> Iterator[tuple[int, str, str]]:
    """Yield (page's key, title, address) of each website or link that is wrong; two queries."""
    websites = public().exclude(website="").values_list("pk", "title", "website")
    links = Link.objects.filter(page__alias_of=None, page__entry__listed=True)
    for pk, title, address in (*websites, *links.values_list("page_id", "page__title", "url")):
        if not is_sound(address):
            yield pk, title, address


def is_sound(address: str) -> bool:
    """Whether it is an http or https address, without spaces, at a name of the public network."""
    try:
        host = urlsplit(numbers.website(address)).hostname or ""
    except (ValidationError, ValueError):
        return False
    is_whole = address.lower().startswith(("http://", "https://")) and address == address.strip()
    return is_whole and "." in host and host.rpartition(".")[2] not in NOWHERE
