"""The same page in the other language, and which language the words on a page are in."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import translation
from wagtail.models import Locale, Page

_languages: dict[int, str] = {}
_reader: ContextVar[str | None] = ContextVar("reader", default=None)


def language_of(locale_id: int) -> str:
    """Return the language code of a locale, without a query once it has been asked for."""
    if locale_id not in _languages:
        _languages.update(Locale.all_objects.values_list("pk", "language_code"))
    return _languages[locale_id]


@receiver([post_save, post_delete], sender=Locale, dispatch_uid="hubkit.bilingual.peers")
def forget_languages(**kwargs) -> None:
    _languages.clear()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write in `language` for a while, for a reader of the language that was active before."""
    token = _reader.set(reader_language())
    try:
        with translation.override(language):
            yield
    finally:
        _reader.reset(token)


def reader_language() -> str:
    """Return the reader's language, also inside `speaking`: links lead there."""
    return _reader.get() or translation.get_language() or settings.LANGUAGE_CODE


def text_language(page: Page) -> str:
    """Return the code of the language that the page's words are written in.

    A page that is not translated yet stands under the other language's address as an alias:
    its locale says where it stands, its source in which language its words are. A record speaks
    to each reader in their own.
    """
    if getattr(page, "words_in_pairs", False):
        return reader_language()
    if page.alias_of_id:
        return text_language(page.alias_of)
    return language_of(page.locale_id)
