"""The table of routes to a snippet's translation; those that pages have too are taken over."""

from dataclasses import replace

from django.urls import reverse
from wagtail_localize.models import Translation

from tests.hubkit.rights_matrix import EDIT_BOTH, EDIT_SOURCE, Route, at
from tests.hubkit.rights_routes import AT_DESK, JUDGING, TO_DESK, TRANSLATION, shows

SUBMIT = at("wagtail_localize:submit_snippet_translation", "specimens", "kind", "fresh")


def view(name: str, *keys: str):
    """Return the address of one of Wagtail's own views of the kind of snippet."""
    return lambda world: reverse(
        f"wagtailsnippets_specimens_{world.kind}:{name}", args=[getattr(world, key) for key in keys]
    )


OWN = {
    "submitting": Route(
        EDIT_BOTH,
        SUBMIT,
        lambda world, response: Translation.objects.filter(
            source__object_id=world.fresh_key
        ).exists(),
        lambda world: {"locales": [world.italian]},
    ),
    "asking to submit": Route(EDIT_BOTH, SUBMIT, shows("Novica"), method="get"),
    "the list for choosers": Route(
        EDIT_SOURCE,
        at("wagtail_localize:snippets_api_listing", "specimens", "kind"),
        shows("Pridite."),
        method="get",
    ),
    "one for choosers": Route(
        EDIT_SOURCE,
        at("wagtail_localize:snippets_api_detail", "specimens", "kind", "page"),
        shows("Pridite."),
        method="get",
    ),
    "the list": Route(EDIT_SOURCE, view("list"), shows("Pridite."), method="get"),
    "opening the translated side": Route(EDIT_BOTH, view("edit", "peer"), TO_DESK, method="get"),
    "writing to the translated side": Route(
        EDIT_BOTH, view("edit", "peer"), TO_DESK, lambda world: {"text": "Ujeto"}
    ),
}

NOTICES = {**TRANSLATION, **AT_DESK, **JUDGING, **OWN}
# What knows no drafts is public as soon as it is edited: who edits it publishes it, too.
SLOGANS = {
    name: replace(route, right=EDIT_SOURCE)
    for name, route in NOTICES.items()
    if name != "approving"
}
