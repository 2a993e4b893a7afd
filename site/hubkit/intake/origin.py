"""The page that a form stands on, found again by its uid."""

from uuid import UUID

from wagtail.models import Page


def page_of(uid: UUID, language: str) -> Page | None:
    """Return the live page in a language, or else in another; None when it is gone."""
    pages = list(Page.objects.filter(translation_key=uid, live=True).select_related("locale"))
    pages.sort(key=lambda page: page.locale.language_code != language)
    return pages[0] if pages else None
