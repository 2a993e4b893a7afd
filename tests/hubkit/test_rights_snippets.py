"""Who may do what with a snippet in two languages: a model's permissions hold for both versions.

"In" is a kind of snippet that is the role's business; "out" is one that is not.
"""

import pytest
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Locale

from hubkit.bilingual.desk.opening import snippet_buttons
from tests.hubkit.rights_matrix import expected, found
from tests.hubkit.rights_snippets import NOTICES, SLOGANS
from tests.hubkit.rights_world import ROLES, grant_snippets, make_people, make_snippets, standing
from tests.queries import queries_of
from tests.specimens.models import Notice, Slogan

pytestmark = pytest.mark.django_db

KINDS = {"notice": (Notice, NOTICES), "slogan": (Slogan, SLOGANS)}
CASES = [
    *((role, place) for role in ROLES for place in ("in", "out") if role != "administrator"),
    ("administrator", "in"),
]


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), standing() as homes:
        people = make_people()
        yield {kind: make_snippets(homes, people, model) for kind, (model, _) in KINDS.items()}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("role", "place"), CASES)
def test_each_route_asks_for_the_rights_to_the_kind(client, worlds, role, place, kind, settings):
    settings.HUBKIT_MACHINE_TRANSLATION = {"PROVIDER": "tests.hubkit.test_desk_actions.Parrot"}
    world, routes = worlds[kind], KINDS[kind][1]
    [other] = KINDS.keys() - {kind}
    grant_snippets(role, kind if place == "in" else other)
    world.who = role.split()[0]
    client.force_login(world.people[role])
    assert found(routes, client, world) == expected(routes, role, place)


def queries_of_button(client, kind: str) -> list[int]:
    """Return what a list of one and of three costs, in the order of one language."""
    model = KINDS[kind][0]
    model.objects.all().delete()
    locale = Locale.objects.get(language_code="sl")
    address = reverse(f"wagtailsnippets_specimens_{kind}:list") + "?locale=sl"
    found = []
    for number in (1, 2):
        for _each in range(number):
            model.objects.create(text="Skupaj", locale=locale)
        found.append(queries_of(client, address))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_the_way_to_the_desk_costs_a_list_no_query(client, superuser, kind, monkeypatch):
    client.force_login(superuser)
    ours = queries_of_button(client, kind)
    assert "/languages/of/" in client.get(reverse(f"wagtailsnippets_specimens_{kind}:list")).text
    registered = hooks._hooks["register_snippet_listing_buttons"]
    others = [entry for entry in registered if entry[0] is not snippet_buttons]
    monkeypatch.setitem(hooks._hooks, "register_snippet_listing_buttons", others)
    assert queries_of_button(client, kind) == ours


def test_three_slogans_cost_what_one_does(client, superuser):
    client.force_login(superuser)
    one, three = queries_of_button(client, "slogan")
    assert one == three


def test_a_list_offers_the_desk_to_whoever_may_edit(client, worlds):
    grant_snippets("translator", "notice")
    client.force_login(worlds["notice"].people["translator"])
    key = reverse("hubkit_bilingual:desk_of", args=[worlds["notice"].key])
    text = client.get(reverse("wagtailsnippets_specimens_notice:list")).text
    assert f'href="{key}"' in text
    desk = reverse("hubkit_bilingual:desk", args=[worlds["notice"].pair])
    assert client.get(key).url == desk
