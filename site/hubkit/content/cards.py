"""Pages as they are shown in lists and links: title, summary, address; one query for any number."""

from functools import cache

from django.apps import apps
from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from hubkit.bilingual.peers import language_of


def as_cards(pages: PageQuerySet) -> PageQuerySet:
    """Return base pages with `is_private` and `card_summary`.

    The summary is the search description, else the lead of the page's own type; a private page
    has none. Joins the tables of the page types instead of asking each for its rows.
    """
    leads = [NullIf(F(f"{name}__lead"), Value("")) for name in lead_types()]
    summary = Coalesce(
        NullIf("search_description", Value("")), *leads, Value(""), output_field=TextField()
    )
    return pages.annotate(
        is_private=Exists(restrictions()),
        card_summary=Case(
            When(is_private=True, then=Value("")), default=summary, output_field=TextField()
        ),
    ).select_related("locale", "alias_of")


def restrictions() -> QuerySet:
    """Return the view restrictions of the outer query's page, its source's and all above them."""
    return PageViewRestriction.objects.annotate(
        own_path=ExpressionWrapper(OuterRef("path"), output_field=CharField()),
        source_path=ExpressionWrapper(OuterRef("alias_of__path"), output_field=CharField()),
    ).filter(Q(own_path__startswith=F("page__path")) | Q(source_path__startswith=F("page__path")))


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
    """Return the live version of `page` in one language, or in another where it has none.

    What was fetched already is not asked for again.
    """
    if page is None:
        return None
    if not hasattr(page, "peers"):
        versions = with_peers(Page.objects.filter(pk=page.pk))
        page.peers = versions[0].peers if versions else {}
    return page.peers.get(language) or next(iter(page.peers.values()), None)
