"""Deleting a page in one language or in all, without leaving half a pair behind."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.actions.copy_for_translation import ParentNotTranslatedError
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page

from hubkit.bilingual.aliases import missing_locales
from hubkit.bilingual.life.versions import Refused, named, twins
from hubkit.bilingual.pairs import pairs_of, refresh

stock_execute = DeletePageAction.execute


def execute(self: DeletePageAction, *args, skip_permission_checks: bool = False, **kwargs):
    """Delete the page, what is below it, and the aliases of all that in other languages.

    Translations stay, and an alias of them stands in for what was deleted, unless the page was
    marked by `in_all_languages`. One transaction; raises Refused if the user may not delete each.
    """
    self.check(skip_permission_checks)
    with transaction.atomic():
        pages = doomed(self.page, everywhere=getattr(self.page, "goes_in_all_languages", False))
        require_delete(pages[1:], self.user)
        keys = list(branches(pages).values_list("translation_key", flat=True))
        for container in orphans(pages)[1]:
            keep(container, self.user)
        for page in pages[1:]:
            stock_execute(DeletePageAction(page, self.user), skip_permission_checks=True)
        result = stock_execute(self, *args, skip_permission_checks=True, **kwargs)
        stand_in(keys)
    return result


def in_all_languages(page: Page) -> Page:
    """Mark a page, so that deleting it deletes its translations too."""
    page.goes_in_all_languages = True
    return page


def doomed(page: Page, *, everywhere: bool) -> list[Page]:
    """Return the tops of the branches that go with the page, itself first."""
    pages = [page, *(twins(page) if everywhere else [])]
    return pages + topmost(orphans(pages)[0])


def branches(pages: Sequence[Page]) -> QuerySet[Page]:
    """Return the pages and all that is below them, in the order of the tree."""
    below = Q(pk__in=[page.pk for page in pages])
    for page in pages:
        below |= Q(path__startswith=page.path)
    return Page.objects.filter(below)


def orphans(pages: Sequence[Page]) -> tuple[list[Page], list[Page]]:
    """Return the aliases that would lose their source: those that go, those that hold pages.

    An alias of a page elsewhere, with a pair of its own, loses its other version likewise.
    """
    going = branches(pages)
    sourceless = Q(alias_of__in=going.values("pk")) | ~Q(
        alias_of__translation_key=F("translation_key")
    )
    aliases = list(
        Page.objects.filter(
            sourceless,
            alias_of__isnull=False,
            translation_key__in=going.values("translation_key"),
        ).exclude(pk__in=going.values("pk"))
    )
    held = branches(aliases).exclude(pk__in=[each.pk for each in aliases])
    paths = list(held.exclude(pk__in=going.values("pk")).values_list("path", flat=True))
    containers = [each for each in aliases if any(path.startswith(each.path) for path in paths)]
    return [each for each in aliases if each not in containers], containers


def topmost(pages: Iterable[Page]) -> list[Page]:
    tops: list[Page] = []
    for page in sorted(pages, key=lambda page: page.path):
        if not tops or not page.path.startswith(tops[-1].path):
            tops.append(page)
    return tops


def require_delete(pages: Iterable[Page], user) -> None:
    """Raise Refused if `user` may not delete one of the versions that go with a page."""
    for page in pages if user else []:
        if not page.permissions_for_user(user).can_delete():
            raise Refused(
                _(
                    "“%(title)s” (%(language)s) is deleted with this page, and you may not"
                    " delete it."
                )
                % named(page)
            )


def keep(container: Page, user) -> None:
    """Make an alias a page of its own, because pages that stay stand below it."""
    page = container.specific
    page.alias_of = None
    page.save(clean=False)
    page.save_revision(user=user, changed=False, clean=False)


def stand_in(keys: Iterable) -> None:
    """Give what is left of deleted pages an alias in each language that they were deleted in.

    Not where its parent is gone as well, which is how a whole language is taken out. What is left
    without its source is from now on the source of a pair of its own.
    """
    left = Page.objects.filter(translation_key__in=list(keys), alias_of=None, depth__gt=2)
    for page in left.order_by("depth", "pk").specific():
        for locale in missing_locales(page):
            try:
                page.copy_for_translation(locale, alias=True)
            except ParentNotTranslatedError:
                continue
        for pair in pairs_of(page):
            refresh(pair)


DeletePageAction.execute = execute
