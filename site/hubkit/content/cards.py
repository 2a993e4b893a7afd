"""Pages as they are shown in lists and links: title, summary, address; one query for any number."""

from functools import cache

from django.apps import apps
from django.db.models import F, TextField, Value
from django.db.models.functions import Coalesce, NullIf
from wagtail.models import Page
from wagtail.query import PageQuerySet

from hubkit.bilingual.peers import language_of


def as_cards(pages: PageQuerySet) -> PageQuerySet:
    """Return base pages with `card_summary`, their type's own lead or the search description.

    Joins the tables of the page types instead of asking each for its rows.
    """
    leads = [NullIf(F(f"{name}__lead"), Value("")) for name in lead_types()]
    summary = Coalesce(
        NullIf("search_description", Value("")), *leads, Value(""), output_field=TextField()
    )
    return pages.annotate(card_summary=summary).select_related("locale", "alias_of")


@cache
def lead_types() -> tuple[str, ...]:
    """Return the names by which a page reaches its own row of each type that has a lead."""
    from hubkit.content.models import ContentPageMixin  # noqa: PLC0415  (models use this module)

    return tuple(
        str(model._meta.model_name)
        for model in apps.get_models()
        if issubclass(model, ContentPageMixin) and model._meta.get_parent_list() == [Page]
    )


def with_peers(pages: PageQuerySet) -> list[Page]:
    """Return `pages` as cards, each with `peers`: its live versions by language. One query."""
    keys = pages.values("translation_key")
    versions = list(as_cards(Page.objects.filter(translation_key__in=keys)))
    peers: dict = {}
    for version in versions:
        group = peers.setdefault(version.translation_key, {})
        if version.live:
            group[language_of(version.locale_id)] = version
        version.peers = group
    return versions


def peer(page: Page | None, language: str) -> Page | None:
    """Return the live version of `page` in one language, from what was fetched if it was."""
    if page is None:
        return None
    if not hasattr(page, "peers"):
        versions = with_peers(Page.objects.filter(pk=page.pk))
        page.peers = versions[0].peers if versions else {}
    return page.peers.get(language)
