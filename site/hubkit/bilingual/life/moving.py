"""A page stands at the same place in the tree of each language."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from hubkit.bilingual.life.versions import Refused, named, require_same_language, twins, version

stock_execute = MovePageAction.execute
BELOW = ("first-child", "last-child", "sorted-child")


def execute(self: MovePageAction, skip_permission_checks: bool = False) -> None:
    """Move the page, and each other version to the same place in its own tree.

    All in one transaction. Raises Refused, before anything moved, if one of them cannot go there.
    """
    parent = self.target if self.pos in BELOW else self.target.get_parent()
    self.check(parent, skip_permission_checks)
    with transaction.atomic():
        require_move(self.page, parent, self.user)
        stock_execute(self, skip_permission_checks=True)
        for twin in twins(self.page):
            # Home pages are in order of language: where one stands says nothing of the others.
            if not parent.is_root() or not twin.is_child_of(parent):
                place(twin, parent, target=self.target, pos=self.pos, user=self.user)


def require_move(page: Page, parent: Page, user=None) -> None:
    """Raise Refused if the page, or another version of it, cannot stand below `parent`."""
    require_same_language(page, parent)
    for twin in twins(page):
        there = version(parent, twin.locale)
        if there:
            require_place(twin, there)
            require_right(twin, there, user)


def require_place(twin: Page, parent: Page) -> None:
    """An alias takes whatever slug is free; a page keeps the one that its readers know."""
    if parent == twin or parent.is_descendant_of(twin):
        raise Refused(_("“%(title)s” (%(language)s) cannot stand below itself.") % named(twin))
    if not twin.alias_of_id and not Page._slug_is_available(twin.slug, parent, page=twin):
        raise Refused(
            _(
                "“%(title)s” (%(language)s) would have the same address as another page there;"
                " give one of them another slug (%(slug)s) first."
            )
            % (named(twin) | {"slug": twin.slug})
        )


def require_right(twin: Page, parent: Page, user) -> None:
    if user and not twin.permissions_for_user(user).can_move_to(parent):
        raise Refused(
            _("Both versions move together, and you may not move “%(title)s” (%(language)s) there.")
            % named(twin)
        )


def place(twin: Page, parent: Page, *, target: Page | None = None, pos=None, user=None) -> None:
    """Move one version below the peer of `parent`, beside the peer of `target` where it has one.

    Its parent's peer is made if it is missing, an alias. Raises Refused as `require_place` does.
    """
    there = version(parent, twin.locale) or parent.specific.copy_for_translation(
        twin.locale, copy_parents=True, alias=True
    )
    require_place(twin, there)
    free_slug(twin, there)
    target, pos = beside(twin, there, target, pos)
    stock_execute(MovePageAction(twin.specific, target, pos, user), skip_permission_checks=True)


def free_slug(twin: Page, parent: Page) -> None:
    if not Page._slug_is_available(twin.slug, parent, page=twin):
        slug = find_available_slug(parent, twin.slug)
        Page.objects.filter(pk=twin.pk).update(slug=slug)


def beside(twin: Page, parent: Page, target: Page | None, pos) -> tuple[Page, str | None]:
    """Return target and position in the twin's tree; the last child where there is no such peer."""
    parent = Page.objects.get(pk=parent.pk)
    if target is None or pos in BELOW:
        return parent, pos or "last-child"
    peer = version(target, twin.locale)
    if peer and peer.is_child_of(parent):
        return peer, pos
    return parent, "last-child"


MovePageAction.execute = execute
