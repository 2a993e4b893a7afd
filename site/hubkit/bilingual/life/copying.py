"""A copy of a page is copied in all its languages, translated where the page is translated."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction, CopyPagePermissionError
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.views.convert import sync_alias

from hubkit.bilingual.aliases import is_peer_alias
from hubkit.bilingual.life import deleting, privacy
from hubkit.bilingual.life.copied_words import copy_words
from hubkit.bilingual.life.versions import Refused, named, require_same_language, twins, version
from hubkit.bilingual.models import PairState
from hubkit.bilingual.pairs import refresh

stock_copy = CopyPageAction.execute
stock_alias = CreatePageAliasAction.execute


def execute_copy(self: CopyPageAction, skip_permission_checks: bool = False) -> Page:
    """Copy the page and its translations, with their words and what links them.

    The copies are versions of each other. A translation that the user may not copy is left out:
    there the copy has an alias, as every new page has. One transaction; raises Refused for a place
    in another language, and for an alias whose source the user may not copy.
    """
    if not self.reset_translation_key or "locale" in (self.update_attrs or {}):
        return stock_copy(self, skip_permission_checks)
    self.check(skip_permission_checks)
    require_same_language(self.page, self.to or self.page.get_parent())
    with transaction.atomic():
        with privacy.still():
            copy = stock_copy(self, skip_permission_checks=True)
            for original, made in pairs(self.page, copy, self.recursive):
                Copied(self, original, made).complete()
        copy = Page.objects.get(pk=copy.pk).specific
        privacy.mirror(copy, groups=True)
    return copy


def execute_alias(self: CreatePageAliasAction, skip_permission_checks: bool = False) -> Page:
    """Make the alias, and let its other versions follow the page's translations, not itself."""
    if not self.reset_translation_key:
        return stock_alias(self, skip_permission_checks)
    self.check(skip_permission_checks)
    require_same_language(self.page, self.parent or self.page.get_parent())
    with transaction.atomic():
        with privacy.still():
            alias = stock_alias(self, skip_permission_checks=True)
            for original, made in pairs(self.page, alias, self.recursive):
                follow_translations(original, made)
        privacy.mirror(alias, groups=True)
    return alias


def pairs(page: Page, copy: Page, recursive: bool) -> Iterator[tuple[Page, Page]]:
    """Yield each page that was copied with its copy, parents first."""
    originals = page.get_descendants(inclusive=True) if recursive else [page]
    copies = copy.get_descendants(inclusive=True) if recursive else [copy]
    return zip(list(originals), list(copies), strict=True)


def follow_translations(original: Page, alias: Page) -> None:
    for twin in twins(original):
        peer = version(alias, twin.locale)
        if peer and twin.alias_of_id is None and is_peer_alias(peer):
            peer = peer.specific
            peer.alias_of = twin
            peer.save(update_fields=["alias_of"], clean=False)
            sync_alias(twin.specific, peer)


class Copied:
    """A page and its copy, whose other versions are to be as the page's own."""

    def __init__(self, action: CopyPageAction, original: Page, copy: Page):
        self.action = action
        self.original = original
        self.copy = copy

    def complete(self) -> None:
        others = twins(self.original)
        for other in others:
            if not is_peer_alias(other):
                self.translate(other)
        for other in others:
            if version(self.copy, other.locale) is None:
                self.copy.copy_for_translation(other.locale, copy_parents=True, alias=True)
        if is_peer_alias(self.original):
            self.become_alias()
        copy_words(self.original, self.copy, self.action._uuid_mapping)
        self.pair()

    def translate(self, other: Page) -> None:
        """Put a copy of the translation in the place of the copy's alias."""
        alias = version(self.copy, other.locale)
        parent = version(self.copy.get_parent(), other.locale)
        action = self.like(other, parent)
        try:
            action.check()
        except CopyPagePermissionError:
            self.require_no_source(other)
            return
        if alias:
            deleting.stock_execute(
                deleting.DeletePageAction(alias, self.action.user), skip_permission_checks=True
            )
        action.update_attrs["slug"] = find_available_slug(parent, other.slug)
        stock_copy(action, skip_permission_checks=True)

    def like(self, other: Page, parent: Page) -> CopyPageAction:
        attrs = {"translation_key": self.copy.translation_key}
        if self.original.alias_of_id == other.pk:
            attrs["title"] = self.copy.title
        action = CopyPageAction(
            other,
            to=parent,
            update_attrs=attrs,
            copy_revisions=self.action.copy_revisions,
            keep_live=self.copy.live,
            user=self.action.user,
            log_action=self.action.log_action,
        )
        # What was one thing in both languages, such as a row of a list, is one again.
        action._uuid_mapping = self.action._uuid_mapping
        return action

    def require_no_source(self, other: Page) -> None:
        if self.original.alias_of_id == other.pk:
            raise Refused(
                _(
                    "This page is not translated: it is copied with “%(title)s” (%(language)s),"
                    " which you may not copy."
                )
                % named(other)
            )

    def pair(self) -> None:
        """Let the copies run the way that the originals do, and say the same where those do.

        Where the source could not be copied its alias has no words, and the copy begins pairs anew.
        """
        originals = PairState.objects.filter(translation_key=self.original.translation_key)
        sources = {pair.source_locale_id for pair in originals}
        copies = Page.objects.filter(translation_key=self.copy.translation_key)
        if copies.filter(locale__in=sources, alias_of=None).count() < len(sources) or not sources:
            return
        PairState.objects.filter(translation_key=self.copy.translation_key).delete()
        for pair in originals:
            refresh(
                PairState(
                    translation_key=self.copy.translation_key,
                    content_type_id=pair.content_type_id,
                    source_locale_id=pair.source_locale_id,
                    target_locale_id=pair.target_locale_id,
                    matched=pair.matched,
                    proposed=pair.proposed,
                )
            )

    def become_alias(self) -> None:
        """The copy of an alias would pass for a translation; it follows its source's copy."""
        source = Page.objects.get(
            translation_key=self.copy.translation_key, locale=self.original.alias_of.locale
        )
        copy = Page.objects.get(pk=self.copy.pk).specific
        copy.alias_of = source
        copy.live_revision = copy.latest_revision = None
        copy.revisions.all().delete()
        copy.save(clean=False)
        sync_alias(source.specific, copy)


CopyPageAction.execute = execute_copy
CreatePageAliasAction.execute = execute_alias
