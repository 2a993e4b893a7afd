"""A page with a published translation, as wagtail-localize makes one, for tests."""

from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tests.pages import make_page


def translated_page(parent: Page, title: str, locale, **values) -> tuple[Page, Page]:
    """Make a live page and its live translation, whose words are the page's with "it-" before."""
    page = make_page(parent, title, **values)
    page.save_revision().publish()
    return page, translate(page, locale)


def translate(page: Page, locale) -> Page:
    source, _ = TranslationSource.update_or_create_from_instance(page)
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=locale,
            defaults={"data": f"it-{segment.string.data}"},
        )
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    translation.save_target(publish=True)
    return fresh(translation.get_target_instance())


def fresh(page: Page) -> Page:
    return Page.objects.get(pk=page.pk).specific


def twin(page: Page) -> Page:
    return page.get_translations().get().specific


def exists(*pages: Page) -> list[bool]:
    return [Page.objects.filter(pk=page.pk).exists() for page in pages]


def sound() -> bool:
    return Page.find_problems() == ([], [], [], [], [])


def bulk(action: str, *pages: Page) -> str:
    ids = "&".join(f"id={page.pk}" for page in pages)
    return f"/admin/bulk/wagtailcore/page/{action}/?{ids}&next=/admin/pages/"
