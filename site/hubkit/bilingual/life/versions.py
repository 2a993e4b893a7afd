"""The versions of a page in the other languages, and what cannot be done to them."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, TranslatableMixin


class Refused(PermissionDenied):
    """What was asked for cannot be done in every language, so it was done in none.

    Its text says why, in the active language. Wagtail's admin answers one that nobody caught as
    it does any PermissionDenied.
    """


def twins(page: Page) -> list[Page]:
    """Return the page in the other languages, aliases included, as plain pages."""
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    return list(others.select_related("locale", "alias_of"))


def version(page: Page, locale: Locale) -> Page | None:
    """Return the page in `locale`; the root of all trees is its own version in every language."""
    if page.is_root():
        return page
    return Page.objects.filter(translation_key=page.translation_key, locale=locale).first()


def named(version: TranslatableMixin) -> dict[str, str]:
    """Return the placeholders by which messages name a page, or a snippet, and its language."""
    title = version.get_admin_display_title() if isinstance(version, Page) else str(version)
    return {"title": title, "language": version.locale.get_display_name()}


def require_same_language(page: Page, parent: Page) -> None:
    """Raise Refused if the page would come to stand among pages in another language."""
    if not parent.is_root() and parent.locale_id != page.locale_id:
        raise Refused(
            _("“%(title)s” (%(language)s) cannot stand below a page in another language.")
            % named(page)
        )
