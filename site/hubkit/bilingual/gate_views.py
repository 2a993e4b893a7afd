"""The page that an editor meets where the other language is not ready: what is missing, what to do.

Nothing is lost on the way here: the text is saved as a draft before it comes up.
"""

import datetime as dt

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from hubkit.bilingual.excuses import excuse
from hubkit.bilingual.gate import PairIncomplete
from hubkit.bilingual.models import LanguagePolicy, PairState
from hubkit.bilingual.models.tasks import gaps_of
from hubkit.bilingual.rights import lock_message, may_publish, require
from hubkit.bilingual.sending import running_state

MINOR = "minor"
LONGEST = dt.timedelta(days=92)


class ExcuseForm(forms.Form):
    """Why one language goes out alone, and by when the other follows."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("For colleagues, for example: the deadline of a call is today."),
    )
    due = forms.DateField(
        label=gettext_lazy("The other language follows by"), widget=AdminDateInput
    )

    def clean_due(self):
        due = self.cleaned_data["due"]
        if due < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a later day."))
        if due > timezone.localdate() + LONGEST:
            raise forms.ValidationError(_("Choose a day within the next three months."))
        return due


def hold_back(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead to the gate where the pair is incomplete; a `before_publish_page` hook.

    "Publish as a minor edit" in the editor's menu says beforehand that the other language holds.
    """
    if request.POST.get("action-publish") == MINOR:
        PairState.objects.of(page).update(minor_revision=page.latest_revision)
    return redirect("hubkit_bilingual:gate", page.pk) if is_held(page, request.user) else None


def hold_back_many(request, action_type, objects, action) -> HttpResponse | None:
    """Publish nothing in bulk while a page of them must wait; a `before_bulk_action` hook."""
    if action_type != "publish" or not objects or not isinstance(objects[0], Page):
        return None
    pages = list(objects)
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        for page in objects:
            pages += page.get_descendants().not_live().specific()
    waiting = {page: why_held(page, request.user) for page in pages}
    for page, why in waiting.items():
        if why:
            tell_held(request, page, why)
    return redirect(action.next_url) if any(waiting.values()) else None


def why_held(page: Page, user) -> str:
    """Return why a page is not published in bulk, or an empty text."""
    if page.alias_of_id:
        return _("“%(title)s” only stands in for its other language; nothing was published.")
    if is_held(page, user):
        return _("“%(title)s” waits for its other language; nothing was published.")
    if running_state(page):
        return _("“%(title)s” is in a workflow; nothing was published.")
    return ""


def tell_held(request: HttpRequest, page: Page, why: str) -> None:
    button = messages.button(gate_url(page), _("See what is missing"))
    title = page.get_admin_display_title()
    messages.error(request, why % {"title": title}, buttons=[button])


def is_held(page: Page, user) -> bool:
    """Whether the page's draft must wait; then it is what its translators work from."""
    gaps = gaps_of(latest(page), user)
    pairs = PairState.objects.filter(pk__in=[gap.pair.pk for gap in gaps])
    pairs.update(held_revision=page.latest_revision)
    return bool(gaps)


def gate_url(page: Page) -> str:
    return reverse("hubkit_bilingual:gate", args=[page.pk])


def latest(page: Page) -> Page:
    return page.get_latest_revision_as_object()


def gate(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what is missing; take the editor's choice: a minor edit, or an excuse with a date."""
    page = get_object_or_404(Page, pk=page_id).specific
    require(may_publish(request.user, page))
    if refusal := lock_message(page, request.user) or running_message(page):
        messages.error(request, refusal)
        return redirect("wagtailadmin_pages:edit", page.pk)
    gaps = gaps_of(latest(page), request.user)
    form = ExcuseForm(
        request.POST if "excuse" in request.POST else None,
        initial={"due": LanguagePolicy.load(request_or_site=request).due()},
    )
    if request.method == "POST" and (not gaps or "minor" in request.POST or form.is_valid()):
        try:
            return publish_as_chosen(request, page, gaps, form)
        except (PairIncomplete, PermissionDenied):
            messages.error(request, _("Something has changed meanwhile; have a look."))
    return render(
        request,
        "hubkit_bilingual/gate.html",
        {
            "page": page,
            "gaps": gaps,
            "form": form,
            "title": capfirst(page.get_admin_display_title()),
            "minor_is_possible": all(not each.untranslated for each in gaps),
            "workflow": page.get_workflow(),
        },
    )


def running_message(page: Page) -> str:
    """Return why a page in a review is not published past it, or an empty text."""
    return _("A workflow is running; approve it or cancel it first.") if running_state(page) else ""


@transaction.atomic
def publish_as_chosen(request, page: Page, gaps, form: ExcuseForm) -> HttpResponse:
    revision = page.get_latest_revision() or page.save_revision(user=request.user)
    pairs = [each.pair for each in gaps]
    if "minor" in request.POST:
        PairState.objects.filter(pk__in=[pair.pk for pair in pairs]).update(minor_revision=revision)
    elif gaps and form.is_valid():
        excuse(pairs, by=request.user, **form.cleaned_data)
    revision.publish(user=request.user)
    messages.success(
        request, _("“%(title)s” is published.") % {"title": page.get_admin_display_title()}
    )
    return redirect("wagtailadmin_pages:edit", page.pk)
