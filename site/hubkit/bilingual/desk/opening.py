"""The ways to the desk: whoever edits the translated side of a pair comes here."""

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, TranslatableMixin
from wagtail_localize import wagtail_hooks as upstream

from hubkit.bilingual.aliases import is_peer_alias
from hubkit.bilingual.desk.access import address_of, may_translate, pair_into, pairs_from
from hubkit.bilingual.desk.sheet import name_of
from hubkit.bilingual.models import PairState


def open_desk(request: HttpRequest, instance: models.Model) -> HttpResponse | None:
    """Lead from the editor of a translated version to its desk.

    A `before_edit_page` and `before_edit_snippet` hook that comes before upstream's. An alias that
    the user may not translate keeps upstream's page, which says what it is.
    """
    if not isinstance(instance, TranslatableMixin):
        return None
    pair = pair_into(instance)
    if pair is None or pair.source is None:
        return None
    if may_translate(request.user, pair):
        return redirect(address_of(pair))
    if isinstance(instance, Page) and is_peer_alias(instance):
        return None
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
    return buttons(snippet, user) if isinstance(snippet, TranslatableMixin) else []


def label_of(pair: PairState) -> str:
    language = name_of(pair.target_locale.language_code)
    return _("Side by side: %(language)s") % {"language": language}


def buttons(instance: models.Model, user) -> list[Button]:
    return [
        Button(
            label_of(pair),
            address_of(pair),
            icon_name="wagtail-localize-language",
            priority=55,
        )
        for pair in pairs_from(instance)
        if may_translate(user, pair)
    ]


def drop_upstream_buttons() -> None:
    """Take wagtail-localize's own buttons away: each leads where a desk's does, by a longer way.

    In lists they would also cost two queries a row. Wagtail has no public way to unregister a hook.
    """
    theirs = (upstream.page_listing_more_buttons, upstream.register_snippet_listing_buttons)
    for name, registered in hooks._hooks.items():
        if name.endswith("_buttons"):
            registered[:] = [entry for entry in registered if entry[0] not in theirs]
