"""Recording what is looked up in the catalogs of a language and found in none of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import get_language
from django.utils.translation.trans_real import DjangoTranslation

stock_gettext = DjangoTranslation.gettext
stock_ngettext = DjangoTranslation.ngettext


@contextmanager
def recorded(language: str) -> Iterator[set[str]]:
    """Collect the messages that fall back while `language` is the active one.

    Django falls back twice, to the site's first language and then to English: both count. A
    message with a context has it before a vertical bar.
    """
    missing: set[str] = set()

    def note(catalog, message):
        if catalog.to_language() == get_language() == language and message.strip():
            missing.add(message.replace("\x04", " | "))

    def gettext(self, message):
        if message not in self._catalog and (message, self.plural(1)) not in self._catalog:
            note(self, message)
        return stock_gettext(self, message)

    def ngettext(self, singular, plural, number):
        try:
            self._catalog.plural(singular, number)
        except KeyError:
            note(self, singular)
        return stock_ngettext(self, singular, plural, number)

    DjangoTranslation.gettext, DjangoTranslation.ngettext = gettext, ngettext
    try:
        yield missing
    finally:
        DjangoTranslation.gettext, DjangoTranslation.ngettext = stock_gettext, stock_ngettext
