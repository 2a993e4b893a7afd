"""A page, or a snippet with drafts, is taken from public view in all its languages, or in none."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, TranslatableMixin

from hubkit.bilingual.life.versions import Refused, named, twins
from hubkit.bilingual.rights import may_publish

stock_execute = UnpublishPageAction.execute
stock_snippet = UnpublishAction.execute


def execute(self: UnpublishPageAction, skip_permission_checks: bool = False) -> None:
    """Unpublish the page and its other versions in one transaction; an alias takes its source too.

    Raises Refused if the user may not unpublish each of them. What is unpublished without being
    saved is about to be deleted, and its other versions have nothing to do with that.
    """
    if not self.commit:
        stock_execute(self, skip_permission_checks)
        return
    self.check(skip_permission_checks)
    with transaction.atomic():
        together(self)
        if self.include_descendants:
            below(self)


def execute_snippet(self: UnpublishAction, skip_permission_checks: bool = False) -> None:
    """Unpublish a snippet and its other versions in one transaction; raises Refused as above."""
    snippet = self.object
    if isinstance(snippet, Page) or not isinstance(snippet, TranslatableMixin) or not self.commit:
        stock_snippet(self, skip_permission_checks)
        return
    with transaction.atomic():
        others = type(snippet)._base_manager.filter(translation_key=snippet.translation_key)
        for other in others.filter(live=True).exclude(pk=snippet.pk).select_related("locale"):
            if self.user and not may_publish(self.user, other):
                raise Refused(refusal(other))
            stock_snippet(
                UnpublishAction(
                    other,
                    set_expired=self.set_expired,
                    user=self.user,
                    log_action=self.log_action,
                ),
                skip_permission_checks=True,
            )
        stock_snippet(self, skip_permission_checks)


def together(action: UnpublishPageAction) -> None:
    require_unpublish(action.object, action.user)
    # It may have been unpublished as the other version of a page before it in the same list.
    action.object.refresh_from_db(fields=["live"])
    for page in [*live_twins(action.object), action.object]:
        stock_execute(
            UnpublishPageAction(
                page, set_expired=action.set_expired, user=action.user, log_action=action.log_action
            ),
            skip_permission_checks=True,
        )


def below(action: UnpublishPageAction) -> None:
    """Unpublish the pages below in all their languages, but for those that the user may not."""
    for page in action.object.get_descendants().live().specific().iterator():
        if action.user is None or may_unpublish(page, action.user):
            UnpublishPageAction(page, user=action.user).execute(skip_permission_checks=True)


def live_twins(page: Page) -> list[Page]:
    return [twin.specific for twin in twins(page) if twin.live]


def may_unpublish(page: Page, user) -> bool:
    pages = [page, *live_twins(page)]
    return all(each.permissions_for_user(user).can_unpublish() for each in pages)


def require_unpublish(page: Page, user) -> None:
    """Raise Refused if `user` may not unpublish one of the page's other versions."""
    for twin in live_twins(page) if user else []:
        if not twin.permissions_for_user(user).can_unpublish():
            raise Refused(refusal(twin))


def refusal(version: TranslatableMixin) -> str:
    return _(
        "Both versions are unpublished together, and you may not unpublish"
        " “%(title)s” (%(language)s)."
    ) % named(version)


def cascade(pages: list[Page], action: str) -> dict[Page, list[Page]]:
    """Tell Wagtail's page for confirming which translations go with it.

    A `construct_translated_pages_to_cascade_actions` hook.
    """
    if action != "unpublish":
        return {}
    return {page: [twin for twin in live_twins(page) if not twin.alias_of_id] for page in pages}


UnpublishAction.execute = execute_snippet
UnpublishPageAction.execute = execute
