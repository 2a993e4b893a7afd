"""No way to a translation is left out of the table, and none is open to passers-by."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.contrib.auth.views import redirect_to_login
from django.urls import URLPattern, get_resolver, resolve, reverse
from wagtail_localize.wagtail_hooks import register_admin_urls

from tests.hubkit.rights_snippets import NOTICES
from tests.hubkit.test_rights import ROUTES

pytestmark = pytest.mark.django_db

GUARDED = ("localize/", "languages/", "reports/languages/")
ALL = {**{f"page: {name}": each for name, each in ROUTES.items()}, **NOTICES}


class Somewhere:
    """A world in which everything has the number one: for addresses only."""

    kind = "notice"
    key = fresh_key = UUID(int=1)

    def __getattr__(self, name):
        return 1


def patterns(resolver=None, prefix="") -> Iterator[tuple[str, URLPattern]]:
    for each in (resolver or get_resolver()).url_patterns:
        path = f"{prefix}{each.pattern}"
        if isinstance(each, URLPattern):
            yield path, each
        else:
            yield from patterns(each, path)


def plain(path: str) -> str:
    """Return a pattern without the names of its parts, which differ between us and upstream."""
    return re.sub(r"<(\w+):\w+>", r"<\1>", path)


def guarded() -> set[str]:
    admin = reverse("wagtailadmin_home").lstrip("/")
    starts = tuple(f"{admin}{each}" for each in GUARDED)
    return {plain(path) for path, _pattern in patterns() if path.startswith(starts)}


def test_each_address_stands_in_the_table():
    addresses = {each.address(Somewhere()).partition("?")[0] for each in ALL.values()}
    tried = {plain(resolve(address).route) for address in addresses}
    assert guarded() - tried == set()


def test_a_new_address_would_be_missed():
    assert len(guarded()) > 20
    assert plain("x/<int:page_id>/y/<str:mode>/") == "x/<int>/y/<str>/"


def test_upstream_answers_at_none_of_its_addresses():
    [prefix] = register_admin_urls()
    left = set()
    for each in prefix.url_patterns:
        words = dict.fromkeys(each.pattern.converters, 1)
        view = resolve(reverse(f"wagtail_localize:{each.name}", kwargs=words)).func
        if not view.__module__.startswith("hubkit."):
            left.add(each.name)
    assert left == {"javascript_catalog"}


def way_in(client, route) -> str:
    response = getattr(client, route.method)(route.address(Somewhere()))
    return getattr(response, "url", str(response.status_code))


def test_passers_by_are_asked_to_log_in(client):
    login = reverse("wagtailadmin_login")
    found = {name: way_in(client, route) for name, route in ALL.items()}
    assert found == {
        name: redirect_to_login(route.address(Somewhere()), login).url
        for name, route in ALL.items()
    }
