"""The same page in the other language, and which language the words on a page are in."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
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
