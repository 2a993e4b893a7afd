"""Where wagtail-localize 1.14 is told otherwise. Each departure can go when upstream has its own.

Imported by the app's `ready`, so that the departures hold wherever a translation is made.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize import synctree
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.edit_translation import edit_translation

from hubkit.bilingual.aliases import is_peer_alias

stock_save_target = Translation.save_target
stock_preview = TranslationSource.get_ephemeral_translated_instance


def no_second_alias(page: Page) -> None:
    """Stand in for the stock alias maker: a page has its aliases from the moment it is made."""


def save_target(self: Translation, user=None, publish=True):
    """Save the target as upstream does, but leave a public alias alone until it is published.

    Upstream turns the alias into a page of its own as soon as it is submitted for translation; a
    live one then shows the source's words as if they were in the reader's language.
    """
    if publish or not is_alias(self):
        return stock_save_target(self, user=user, publish=publish)
    return None


def is_alias(translation: Translation) -> bool:
    """Whether the translation's target stands there only as an alias so far."""
    source = translation.source
    targets = Page.objects.filter(
        translation_key=source.object_id, locale=translation.target_locale
    )
    return targets.filter(alias_of__isnull=False).exists()


def preview(self: TranslationSource, locale, fallback=False):
    """Return the translated instance for a preview, as the page that it will be: no alias."""
    instance = stock_preview(self, locale, fallback=fallback)
    if isinstance(instance, Page):
        instance.alias_of = None
    return instance


def keep_peer_alias(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse Wagtail's own "convert alias" for a peer: its words would pass for a translation.

    A `before_convert_alias_page` hook. Translating the page is the way.
    """
    if not is_peer_alias(page):
        return None
    messages.error(request, _("This page is translated from its editor, not by converting it."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def edit_alias_in_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Open the translation editor for an alias that has been submitted for translation.

    A `before_edit_page` hook; it comes before upstream's, which only offers to submit the alias.
    """
    if page.alias_of_id is None:
        return None
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()
    return edit_translation(request, translation, page) if translation else None


# The stock default publishes the source's words as the translation. A host may still say so.
if not hasattr(settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE"):
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
synctree.create_aliases_for_new_page = no_second_alias
Translation.save_target = save_target
TranslationSource.get_ephemeral_translated_instance = preview
