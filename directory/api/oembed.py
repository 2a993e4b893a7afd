"""oEmbed 1.0: how a list of the directory is put into a page, given the list's address."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpResponseBase, QueryDict
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from directory.api import conf
from directory.api.answers import RequestError, json_answer, open_data
from directory.api.editions import Edition
from directory.api.narrowed import Narrowed
from directory.reading.question import Question

WIDTH, HEIGHT = 600, 480


@open_data
def oembed(edition: Edition) -> HttpResponseBase:
    """Answer for the address of an embed or of the directory's page, filters included."""
    asked = edition.request.GET
    if asked.get("format", "json") != "json":
        raise RequestError(HTTPStatus.NOT_IMPLEMENTED, _("There is JSON only."))
    found = meant_by(edition, asked.get("url", ""))
    with translation.override(found.edition.language):
        return json_answer(edition, rich(found, at_most(asked)))


def meant_by(edition: Edition, address: str) -> Narrowed:
    """Return the list that an address of ours means; raises RequestError (404) for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        raise unknown() from None
    for code, _name in settings.LANGUAGES:
        each = Edition(code, edition.request)
        own = [urlsplit(each.link("embed")), urlsplit(each.directory)]
        if any((parts.netloc, parts.path) == (one.netloc, one.path) for one in own if one.netloc):
            return asked_in(each, parts.query)
    raise unknown()


def asked_in(edition: Edition, query: str) -> Narrowed:
    """Return the list that a query means."""
    found = Narrowed(edition)
    try:
        with translation.override(edition.language):
            asked = Question.read(QueryDict(query), found.vocabulary)
    except TooManyFieldsSent:
        raise unknown() from None
    found.question = Question(words=asked.words, chosen=asked.chosen)
    return found


def unknown() -> RequestError:
    return RequestError(
        HTTPStatus.NOT_FOUND, _("This is not the address of a list of the directory.")
    )


def at_most(asked: QueryDict) -> tuple[int, int]:
    """Return width and height in pixels, within what is asked for."""
    return within(WIDTH, asked.get("maxwidth", "")), within(HEIGHT, asked.get("maxheight", ""))


def within(size: int, limit: str) -> int:
    is_number = limit.isascii() and limit.isdecimal() and len(limit) < 6
    return min(size, int(limit)) if is_number else size


def rich(found: Narrowed, size: tuple[int, int]) -> dict:
    width, height = size
    return {
        "type": "rich",
        "version": "1.0",
        "title": found.title,
        "provider_name": conf.publisher(),
        "provider_url": found.edition.at("/"),
        "width": width,
        "height": height,
        "html": format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
            found.edition.link("embed") + found.query,
            found.title,
            width,
            height,
        ),
    }
