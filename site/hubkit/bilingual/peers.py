"""The same page in the other language, and which language the words on a page are in."""

from collections.abc import Iterable

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import get_language
from wagtail.models import Locale, Page

_languages: dict[int, str] = {}


def language_of(locale_id: int) -> str:
    """Return the language code of a locale, without a query once it has been asked for."""
    if locale_id not in _languages:
        _languages.update(Locale.all_objects.values_list("pk", "language_code"))
    return _languages[locale_id]


@receiver([post_save, post_delete], sender=Locale, dispatch_uid="hubkit.bilingual.peers")
def forget_languages(**kwargs) -> None:
    _languages.clear()


def text_language(page: Page) -> str:
    """Return the code of the language that the page's words are written in.

    A page that is not translated yet stands under the other language's address as an alias:
    its locale says where it stands, its source in which language its words are.
    """
    if page.alias_of_id:
        return text_language(page.alias_of)
    return language_of(page.locale_id)


def in_language(pages: Iterable[Page], language: str | None = None) -> list[Page]:
    """Return the live peers of `pages` in one language (default: the active), in their order.

    One query however many pages; a page without a live peer is left out.
    """
    language = language or get_language()
    pages = [page for page in pages if page is not None]
    if all(language_of(page.locale_id) == language for page in pages):
        return [page for page in pages if page.live]
    peers = (
        Page.objects.live()
        .filter(
            translation_key__in=[page.translation_key for page in pages],
            locale__language_code=language,
        )
        .select_related("alias_of")
        .specific(defer=True)
    )
    by_key = {peer.translation_key: peer for peer in peers}
    return [by_key[page.translation_key] for page in pages if page.translation_key in by_key]
