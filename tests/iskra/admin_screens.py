"""Every screen of the admin that a GET shows, with real objects in the place of arguments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import URLPattern, URLResolver, get_resolver

# Where there is nothing to read: data for scripts, pages as readers see them (other tests are
# for those), what acts only on POST, and the addresses that serve Wagtail's own tests.
NO_SCREEN = re.compile(
    r"admin/(api/|failwhale/|test404/|\^\.\*/\$|sprite/|logout/|dismissibles/|block-preview/"
    r"|editing-sessions/|localize/api/|(localize/)?jsi18n/|.*/multiple/create_from_|snippets/.*specimens/|tag-autocomplete/"
    r"|.*/preview/<str:|images/<int:image_id>/generate_url/|.*(preview|view_draft|delete_upload\w*/.*|pofile/download|url/output)/$"
    r"|localize/translate/.*/(strings|overrides|preview)/"
    r"|pages/<int:page_id>/revisions/<int:revision_id>/view/|pages/workflow/preview/|directory/submissions/picture/)"
)
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass
class World:
    """Values for the arguments of addresses.

    `named` has them by the argument's name, `routes` by the beginning of a route: a list of
    values that go together, one for each visit, and what is to be asked after them (`query`).
    """

    named: dict[str, object]
    routes: dict[str, list[dict]] = field(default_factory=dict)

    def addresses(self, route: str) -> list[str]:
        """Return the addresses to visit for a route; none if an argument is not known."""
        fitting = [start for start in self.routes if route.startswith(start)]
        special = self.routes[max(fitting, key=len)] if fitting else [{}]
        filled = [fill(each.get("route", route), self.named | each) for each in special]
        return [address for address in filled if "<" not in address]


def fill(route: str, values: dict) -> str:
    """Return the address of a route; an argument without a value stays as it is."""
    path = ARGUMENT.sub(lambda found: str(values.get(found[1], found[0])), route)
    return "/" + path.replace("/^", "/") + values.get("query", "")


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Yield the whole route of every address of the site."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from patterns(entry, route)


def screens(world: World) -> dict[str, list[str]]:
    """Return the addresses to visit for each route of the admin."""
    routes = {route for route in patterns() if route.startswith("admin/")}
    return {route: world.addresses(route) for route in sorted(routes) if not NO_SCREEN.match(route)}
