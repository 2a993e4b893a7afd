"""The table of routes that only pages have: submitted, shown, let out alone, moved, deleted."""

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, PageViewRestriction
from wagtail_localize.models import SegmentOverride, Translation

from hubkit.bilingual.models import LanguagePolicy, Term
from hubkit.bilingual.policies import page_types
from tests.hubkit.rights_matrix import (
    ADMINISTRATE,
    COPY_SOURCE,
    EDIT_BOTH,
    PUBLISH_BOTH,
    PUBLISH_SOURCE,
    PUBLISH_TARGET,
    Route,
    at,
)
from tests.hubkit.rights_routes import DESK, TO_DESK, shows

AJAX = {"X-Requested-With": "XMLHttpRequest"}


def live(world) -> list[bool]:
    return [Page.objects.get(pk=pk).live for pk in (world.page, world.peer)]


def there(world) -> list[bool]:
    return [Page.objects.filter(pk=pk).exists() for pk in (world.page, world.peer)]


def moved(world) -> bool:
    goals = Page.objects.get(pk=world.goal).get_translations(inclusive=True)
    parents = [Page.objects.get(pk=pk).get_parent() for pk in (world.page, world.peer)]
    return set(parents) == set(goals)


def published(world, key: str) -> bool:
    """Whether the person has published this page."""
    log = PageLogEntry.objects.filter(page=getattr(world, key), action="wagtail.publish")
    return log.filter(user__username=world.who).exists()


def bulk(action: str):
    return lambda world: (
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        + f"?id={world.page}&next=/admin/"
    )


def replaced(world, response) -> bool:
    override = SegmentOverride.objects.filter(context__object_id=world.key).first()
    return bool(override) and override.data == "https://video.example.org/it"


SUBMIT = at("wagtail_localize:submit_page_translation", "fresh")
CONVERT = at("wagtail_localize:convert_to_alias", "peer")
GATE = at("hubkit_bilingual:gate", "changed")
DELETE = at("wagtailadmin_pages:delete", "page")

TRANSLATING = {
    "submitting": Route(
        EDIT_BOTH,
        SUBMIT,
        lambda world, response: Translation.objects.filter(
            source__object_id=world.fresh_key
        ).exists(),
        lambda world: {"locales": [world.italian]},
    ),
    "asking to submit": Route(EDIT_BOTH, SUBMIT, shows("Novica"), method="get"),
    "opening the translated side": Route(
        EDIT_BOTH, at("wagtailadmin_pages:edit", "peer"), TO_DESK, method="get"
    ),
    "writing to the translated side": Route(
        EDIT_BOTH,
        at("wagtailadmin_pages:edit", "peer"),
        TO_DESK,
        lambda world: {"action-publish": "1", "title": "Ujeto"},
    ),
    "a preview": Route(
        EDIT_BOTH,
        at("wagtail_localize:preview_translation", "translation"),
        shows("Novo."),
        method="get",
    ),
    "a preview in a mode": Route(
        EDIT_BOTH,
        at("wagtail_localize:preview_translation", "translation", "print"),
        shows("Novo."),
        method="get",
    ),
    "replacing an address": Route(
        EDIT_BOTH,
        DESK,
        replaced,
        lambda world: {"action": "save", world.replace[0]: "https://video.example.org/it"},
    ),
    "converting to an alias": Route(
        PUBLISH_TARGET,
        CONVERT,
        lambda world, response: Page.objects.get(pk=world.peer).alias_of_id == world.page,
    ),
    "asking to convert": Route(PUBLISH_TARGET, CONVERT, shows("Sestanek"), method="get"),
}

GATES = {
    "what the gate says": Route(PUBLISH_SOURCE, GATE, shows("Spremenjeno"), method="get"),
    "an excuse": Route(
        PUBLISH_SOURCE,
        GATE,
        lambda world, response: published(world, "changed"),
        lambda world: {"excuse": "1", "reason": "Rok", "due": timezone.localdate().isoformat()},
    ),
    "a minor edit at the gate": Route(
        PUBLISH_SOURCE,
        GATE,
        lambda world, response: published(world, "changed"),
        lambda world: {"minor": "1"},
    ),
}

LIFE = {
    "unpublishing": Route(
        PUBLISH_BOTH,
        at("wagtailadmin_pages:unpublish", "page"),
        lambda world, response: live(world) == [False, False],
    ),
    "deleting both": Route(
        PUBLISH_BOTH,
        DELETE,
        lambda world, response: there(world) == [False, False],
        lambda world: {"languages": "both"},
    ),
    "deleting one": Route(
        PUBLISH_SOURCE,
        DELETE,
        lambda world, response: there(world) == [False, True],
        lambda world: {"languages": "this"},
    ),
    "moving": Route(
        PUBLISH_BOTH,
        at("wagtailadmin_pages:move_confirm", "page", "goal"),
        lambda world, response: moved(world),
    ),
    "copying": Route(
        COPY_SOURCE,
        at("wagtailadmin_pages:copy", "page"),
        lambda world, response: Page.objects.filter(slug="dvojnik").exists(),
        lambda world: {
            "new_title": "Dvojnik",
            "new_slug": "dvojnik",
            "new_parent_page": world.section,
        },
    ),
    "making it private": Route(
        PUBLISH_BOTH,
        at("wagtailadmin_pages:set_privacy", "page"),
        lambda world, response: (
            PageViewRestriction.objects.filter(
                page__in=(world.page, world.peer), restriction_type="login"
            ).count()
            == 2
        ),
        lambda world: {"restriction_type": "login"},
        headers=AJAX,
    ),
    "unpublishing in bulk": Route(
        PUBLISH_BOTH,
        bulk("unpublish"),
        lambda world, response: live(world) == [False, False],
    ),
    "deleting in bulk": Route(
        PUBLISH_BOTH,
        bulk("delete"),
        lambda world, response: there(world) == [False, False],
    ),
    "moving in bulk": Route(
        PUBLISH_BOTH,
        bulk("move"),
        lambda world, response: moved(world),
        lambda world: {"chooser": world.goal},
    ),
    "publishing in bulk": Route(
        PUBLISH_SOURCE,
        bulk("publish"),
        lambda world, response: published(world, "page"),
    ),
}


def policies(world) -> dict:
    chosen = {f"choices_{each._meta.label_lower.replace('.', '_')}" for each in page_types()}
    return {**dict.fromkeys(chosen, "soft"), "days": "9"}


def policy_page(world) -> str:
    LanguagePolicy.objects.get_or_create()
    keys = ["hubkit_bilingual", "languagepolicy", LanguagePolicy.objects.get().pk]
    return reverse("wagtailsettings:edit", args=keys)


def term(view: str, *keys: str):
    return at(f"wagtailsnippets_hubkit_bilingual_term:{view}", *keys)


WORDS = {"sl": "trlja", "it": "triglia", "en": "", "note": "", "note_sl": "", "note_it": ""}

# What belongs to no pair: model permissions decide, which none of the four roles has here.
SETTINGS = {
    "the policy": Route(
        ADMINISTRATE,
        policy_page,
        lambda world, response: LanguagePolicy.load().days == 9,
        policies,
    ),
    "reading the term base": Route(
        ADMINISTRATE,
        lambda world: f"{term('list')(world)}?q=sipa",
        shows("seppia"),
        method="get",
    ),
    "adding a term": Route(
        ADMINISTRATE,
        term("add"),
        lambda world, response: Term.objects.filter(sl="trlja").exists(),
        lambda world: WORDS,
    ),
    "editing a term": Route(
        ADMINISTRATE,
        term("edit", "term"),
        lambda world, response: Term.objects.get(pk=world.term).sl == "trlja",
        lambda world: WORDS,
    ),
    "deleting a term": Route(
        ADMINISTRATE,
        term("delete", "term"),
        lambda world, response: not Term.objects.filter(pk=world.term).exists(),
    ),
    "the locales": Route(ADMINISTRATE, at("wagtaillocales:index"), shows("Italian"), method="get"),
}
