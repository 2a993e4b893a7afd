"""A page is as private in one language as in the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import zip_longest

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import copy_for_translation_done

from hubkit.bilingual.life.versions import Refused, named, twins

_still: ContextVar[bool] = ContextVar("still", default=False)
stock_save, stock_delete = PageViewRestriction.save, PageViewRestriction.delete


def save(self: PageViewRestriction, user=None, **kwargs) -> None:
    """Restrict the page in all its languages at once; raises Refused where `user` may not."""
    with transaction.atomic():
        require_privacy(self.page, user)
        stock_save(self, user=user, **kwargs)


def delete(self: PageViewRestriction, user=None, **kwargs):
    with transaction.atomic():
        require_privacy(self.page, user)
        return stock_delete(self, user=user, **kwargs)


def require_privacy(page: Page, user) -> None:
    for twin in twins(page) if user and not _still.get() else []:
        if not twin.permissions_for_user(user).can_set_view_restrictions():
            raise Refused(
                _(
                    "Both versions are equally private, and you may not change"
                    " “%(title)s” (%(language)s)."
                )
                % named(twin)
            )


@contextmanager
def still() -> Iterator[None]:
    """Let restrictions change on one version only, for a while: the caller sees to the others."""
    token = _still.set(True)
    try:
        yield
    finally:
        _still.reset(token)


@receiver(post_save, sender=PageViewRestriction, dispatch_uid="hubkit.bilingual.privacy.save")
def follow(instance, raw, **kwargs) -> None:
    if not raw:
        mirror(instance.page)


@receiver(post_delete, sender=PageViewRestriction, dispatch_uid="hubkit.bilingual.privacy.delete")
def lift(instance, origin=None, **kwargs) -> None:
    """Lift it everywhere, but not where it goes because the page itself is deleted."""
    model = getattr(origin, "model", type(origin))
    if issubclass(model, PageViewRestriction):
        mirror(instance.page)


@receiver(
    m2m_changed,
    sender=PageViewRestriction.groups.through,
    dispatch_uid="hubkit.bilingual.privacy.groups",
)
def follow_groups(instance, action, reverse, **kwargs) -> None:
    if action.startswith("post_") and not reverse:
        mirror(instance.page, groups=True)


@receiver(copy_for_translation_done, dispatch_uid="hubkit.bilingual.privacy.copy")
def follow_copy(source_obj, **kwargs) -> None:
    if isinstance(source_obj, Page):
        mirror(source_obj, groups=True)


def mirror(page: Page, groups: bool = False) -> None:
    """Give the page's other versions its own restrictions.

    Groups only when asked: they are saved after the restriction, which has none until then.
    """
    if _still.get():
        return
    own = list(page.view_restrictions.order_by("pk"))
    with still():
        for twin in twins(page):
            theirs = list(twin.view_restrictions.order_by("pk"))
            for mine, other in zip_longest(own, theirs):
                if mine is None:
                    other.delete()
                else:
                    match(mine, other or PageViewRestriction(page=twin), groups)


def match(mine: PageViewRestriction, other: PageViewRestriction, groups: bool) -> None:
    values = {"restriction_type": mine.restriction_type, "password": mine.password}
    if other.pk is None or any(getattr(other, name) != values[name] for name in values):
        groups = groups or other.pk is None
        for name, value in values.items():
            setattr(other, name, value)
        other.save()
    if groups:
        other.groups.set(mine.groups.all())


PageViewRestriction.save = save
PageViewRestriction.delete = delete
