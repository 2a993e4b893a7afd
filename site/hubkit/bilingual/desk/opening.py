"""The ways to the desk: whoever edits the translated side of a pair comes here."""

from uuid import UUID

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, TranslatableMixin
from wagtail_localize import wagtail_hooks as upstream
from wagtail_localize.views.edit_translation import edit_translatable_alias_page

from hubkit.bilingual.aliases import is_peer_alias
from hubkit.bilingual.desk.access import (
    address_of,
    desk_among,
    may_translate,
    pair_into,
    pairs_from,
)
from hubkit.bilingual.desk.sheet import name_of
from hubkit.bilingual.models import PairState
from hubkit.bilingual.rights import may_edit


def open_desk(request: HttpRequest, instance: models.Model) -> HttpResponse | None:
    """Lead from the editor of a translated version to its desk.

    A `before_edit_page` and `before_edit_snippet` hook in the place of upstream's. An alias that
    the user may not translate keeps Wagtail's page, which says what it is.
    """
    if not isinstance(instance, TranslatableMixin):
        return None
    pair = pair_into(instance)
    if pair is None or pair.source is None:
        return None
    if may_translate(request.user, pair):
        return redirect(address_of(pair))
    if isinstance(instance, Page) and is_peer_alias(instance):
        return edit_translatable_alias_page(request, instance)
    messages.error(
        request,
        _("This is translated from a version that you may not edit (%(language)s).")
        % {"language": name_of(pair.source_locale.language_code)},
    )
    if isinstance(instance, Page):
        return redirect("wagtailadmin_explore", instance.get_parent().pk)
    return redirect("wagtailadmin_home")


def page_buttons(page, user, view_name=None, next_url=None):
    """Offer the desk of each pair that began with this page: in its editor and in the explorer."""
    return buttons(page, user) if view_name != "index" else []


def snippet_buttons(snippet, user, next_url=None):
    """Offer the desk in a list of snippets: which it is, is asked once somebody wants it."""
    if not isinstance(snippet, TranslatableMixin) or not may_edit(user, snippet):
        return []
    address = reverse("hubkit_bilingual:desk_of", args=[snippet.translation_key])
    return [button(_("Side by side"), address)]


def open_pair(request: HttpRequest, translation_key: UUID) -> HttpResponse:
    """Lead from any version to its desk."""
    pairs = PairState.objects.filter(translation_key=translation_key)
    return redirect(desk_among(request.user, pairs))


def label_of(pair: PairState) -> str:
    language = name_of(pair.target_locale.language_code)
    return _("Side by side: %(language)s") % {"language": language}


def buttons(instance: models.Model, user) -> list[Button]:
    return [
        button(label_of(pair), address_of(pair))
        for pair in pairs_from(instance)
        if may_translate(user, pair)
    ]


def button(label: str, address: str) -> Button:
    return Button(label, address, icon_name="wagtail-localize-language", priority=55)


# Buttons that lead where a desk's does, by a longer way, and in lists cost two queries a row; its
# editor, which publishes past the pair, and the items of the editors' menus that bring it back.
REPLACED = (
    upstream.page_listing_more_buttons,
    upstream.register_snippet_listing_buttons,
    upstream.before_edit_page,
    upstream.before_edit_snippet,
    upstream.register_restart_translation_page_action_menu_item,
    upstream.register_restart_translation_snippet_action_menu_item,
    upstream.register_convert_back_to_alias_page_action_menu_item,
)


def drop_upstream() -> None:
    """Take away wagtail-localize's own ways to translate, in whose place the desk is.

    Wagtail has no public way to unregister a hook.
    """
    for registered in hooks._hooks.values():
        registered[:] = [entry for entry in registered if entry[0] not in REPLACED]
