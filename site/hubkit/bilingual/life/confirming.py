"""Before the admin acts on a page: what is asked, and what is refused with a reason."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.models import Page, ReferenceIndex

from hubkit.bilingual.life.deleting import in_all_languages, require_delete
from hubkit.bilingual.life.going import Going
from hubkit.bilingual.life.moving import require_move
from hubkit.bilingual.life.unpublishing import require_unpublish
from hubkit.bilingual.life.versions import Refused, require_same_language, twins


def before_unpublish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse where the user may not unpublish the other version. A `before_unpublish_page` hook."""
    try:
        require_unpublish(page, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def before_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Refuse a place that not every version can have, or say how many move.

    A `before_move_page` hook.
    """
    try:
        require_move(page, destination, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_pages:move", page.pk)
    if request.method == "POST":
        return None
    translations = [twin for twin in twins(page) if not twin.alias_of_id]
    return TemplateResponse(
        request,
        "wagtailadmin/pages/confirm_move.html",
        {
            "page_to_move": page,
            "destination": destination,
            "translations_to_move_count": len(translations),
        },
    )


def before_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse a place among pages in another language. A `before_copy_page` hook."""
    chosen = request.POST.get("new_parent_page", "")
    parent = Page.objects.filter(pk=chosen).first() if chosen.isdecimal() else None
    try:
        if parent:
            require_same_language(page, parent)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_pages:copy", page.pk)
    return None


def before_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Ask in which languages the page is deleted, and show all that would go.

    A `before_delete_page` hook. Wagtail's view goes on with what was chosen.
    """
    going = Going([page], request)
    posted = request.method == "POST"
    try:
        require_delete(going.chosen if posted else going.certain, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    if not posted or going.is_protected or not type_to_delete_confirmation(request):
        return ask(request, page, going)
    if going.in_all:
        in_all_languages(page)
    return None


def ask(request: HttpRequest, page: Page, going: Going) -> HttpResponse:
    """Show Wagtail's question with the two languages in it."""
    usage = ReferenceIndex.get_references_to(page).group_by_source_object()
    limit = getattr(settings, "WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT", 10)
    return TemplateResponse(
        request,
        "bilingual/confirm_delete.html",
        {
            "page": page,
            "going": going,
            "next": get_valid_next_url_from_request(request),
            "model_opts": page._meta,
            "usage_url": reverse("wagtailadmin_pages:usage", args=[page.pk])
            + "?describe_on_delete=1",
            "usage_count": usage.count(),
            "is_protected": going.is_protected,
            "type_to_confirm_before_delete": going.count >= limit,
            "wagtail_site_name": getattr(settings, "WAGTAIL_SITE_NAME", "wagtail"),
        },
    )
