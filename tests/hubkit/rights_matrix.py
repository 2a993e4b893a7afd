"""How a right is asked of a route: what it takes, what it does, what a refusal leaves behind.

`rights_routes` is the table; `test_rights` and `test_rights_snippets` try each of its rows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace

from django.contrib.messages import ERROR, get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.hubkit.rights_world import ROLES, noted_writes, rows, undone

# Which versions of a pair lie in a person's own section.
PLACES = {
    "in": {"source", "target"},
    "out": set(),
    "source only": {"source"},
    "target only": {"target"},
}


@dataclass(frozen=True)
class Right:
    """What must be allowed on each version: nothing, or "add", "change", "publish", "judge".

    To judge is the business of the group that a workflow asks, in whatever section.
    """

    source: str = ""
    target: str = ""

    def is_given(self, role: str, place: str) -> bool:
        return all(
            not action or self.may(role, action, side in PLACES[place])
            for side, action in vars(self).items()
        )

    def may(self, role: str, action: str, reached: bool) -> bool:
        return role == "moderator" if action == "judge" else reached and action in ROLES[role]


ANYBODY = (Right(),)
EDIT_SOURCE = (Right("change"),)
EDIT_BOTH = (Right("change", "change"),)
EDIT_EITHER = (Right("change"), Right("", "change"))
COPY_SOURCE = (Right("add"),)
PUBLISH_SOURCE = (Right("publish"),)
PUBLISH_TARGET = (Right("change", "publish"),)
PUBLISH_BOTH = (Right("publish", "publish"),)
JUDGE = (Right("change", "judge"),)
ADMINISTRATE: tuple[Right, ...] = ()

World = SimpleNamespace
Done = Callable[[World, HttpResponse], bool]


@dataclass(frozen=True)
class Route:
    """One way to a translation, with the right it takes (any of several) and what it then does.

    `silent` is a list that is open to all and leaves out what one may not see.
    """

    right: tuple[Right, ...]
    address: Callable[[World], str]
    done: Done
    data: Callable[[World], Mapping] = lambda world: {}
    method: str = "post"
    silent: bool = False
    headers: Mapping[str, str] | None = None

    def lets(self, role: str, place: str) -> bool:
        every = role == "administrator"
        return every or any(right.is_given(role, place) for right in self.right)

    def go(self, client: Client, world: World) -> HttpResponse:
        client.cookies.pop("messages", None)
        send = getattr(client, self.method)
        return send(self.address(world), self.data(world), headers=self.headers or {})


def at(name: str, *keys: str, **words: str) -> Callable[[World], str]:
    """Return the address of a route whose parts are the world's, by their names there."""
    return lambda world: reverse(name, args=[getattr(world, key, key) for key in keys])


def outcome(route: Route, client: Client, world: World, before: Mapping) -> str:
    """Go there, tell what came of it, and take it back."""
    with undone():
        with noted_writes() as writes:
            response = route.go(client, world)
        if route.done(world, response):
            return "done"
        now = rows() if writes else before
        if changed := [name for name, each in now.items() if each != before[name]]:
            return f"changed {', '.join(changed)}"
        told = route.silent or is_refusal(response)
        return "refused" if told else f"answered {response.status_code}"


def is_refusal(response: HttpResponse) -> bool:
    """Whether the person was sent to the admin's start, got a 403, or was told in words."""
    if response.status_code == 403 or getattr(response, "url", "") == reverse("wagtailadmin_home"):
        return True
    form = (response.context or {}).get("form")
    if form is not None and form.errors:
        return True
    return any(each.level >= ERROR for each in get_messages(response.wsgi_request))


def expected(routes: Mapping[str, Route], role: str, place: str) -> dict[str, str]:
    return {
        name: "done" if route.lets(role, place) else "refused" for name, route in routes.items()
    }


def found(routes: Mapping[str, Route], client: Client, world: World) -> dict[str, str]:
    before = rows()
    return {name: outcome(route, client, world, before) for name, route in routes.items()}
