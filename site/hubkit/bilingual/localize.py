"""Where wagtail-localize 1.14 is told otherwise. Each departure can go when upstream has its own.

Imported by the app's `ready`, so that the departures hold wherever a translation is made.
"""

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import DraftStateMixin, Page
from wagtail_localize import synctree
from wagtail_localize.models import (
    LocaleSynchronization,
    Translation,
    TranslationLog,
    TranslationSource,
)

from hubkit.bilingual.aliases import is_peer_alias
from hubkit.bilingual.drafts import ensure_target, save_draft, translated
from hubkit.bilingual.models import PairState
from hubkit.bilingual.pairs import pairs_of, swap
from hubkit.bilingual.sending import record_match, unfinished

stock_preview = TranslationSource.get_ephemeral_translated_instance


def no_second_alias(page: Page) -> None:
    """Stand in for the stock alias maker: a page has its aliases from the moment it is made."""


def leave_to_the_command(self: LocaleSynchronization, *, page_index=None) -> None:
    """Stand in for copying a whole site's tree inside a request: 2,000 pages took two minutes.

    `check_languages` makes the aliases that a new language lacks, and tells each as it goes.
    """


@transaction.atomic
def save_target(self: Translation, user=None, publish=True) -> None:
    """Save the target as a draft, or publish it, at once and in step with its pair.

    Upstream writes a draft into the live row, turns a public alias into a page as soon as it is
    submitted, and publishes only after the transaction. What is complete is matched: both
    versions say the same.
    """
    ensure_target(self)
    pair = pair_of(self)
    if not issubclass(pair.model, DraftStateMixin):
        words = translated(self)
        words.full_clean()
        words.save()
        revision = None
    else:
        if not publish and not_begun(self):
            return
        revision = save_draft(self, user=user)
    if not unfinished(self):
        record_match(pair, self, revision, user=user)
    if publish and revision:
        revision.publish(user=user)
    TranslationLog.objects.create(source=self.source, locale=self.target_locale, revision=revision)


def pair_of(translation: Translation) -> PairState:
    """Return the translation's pair, turned if it has run the other way so far."""
    locales = (translation.source.locale_id, translation.target_locale_id)
    for pair in pairs_of(translation.get_target_instance()):
        if {pair.source_locale_id, pair.target_locale_id} == set(locales):
            break
    if pair.target_locale_id != translation.target_locale_id:
        swap(pair)
        pair.save()
    return pair


def not_begun(translation: Translation) -> bool:
    """Whether nothing is translated yet: submitting alone makes no draft."""
    return translation.get_progress()[1] == 0


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


# The stock default publishes the source's words as the translation. A host may still say so.
if not hasattr(settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE"):
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
synctree.create_aliases_for_new_page = no_second_alias
LocaleSynchronization.sync_trees = leave_to_the_command
Translation.save_target = save_target
TranslationSource.get_ephemeral_translated_instance = preview
