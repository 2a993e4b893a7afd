"""wagtail-localize's admin views behind the rights of `hubkit.bilingual.rights`.

They stand at the same addresses as upstream's and come before them, so that every link leads here.
"""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.snippets_api import SnippetViewSet
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
    SubmitTranslationView,
)

from hubkit.bilingual.desk.access import pair_into
from hubkit.bilingual.exchange.views import export, import_
from hubkit.bilingual.pairs import reset
from hubkit.bilingual.records import is_record
from hubkit.bilingual.rights import lock_message, may_edit, may_publish, require
from hubkit.bilingual.sending import running_state


class OwnRightsMixin(SubmitTranslationView):
    """Ask for the right to edit what is submitted, and its version in each chosen language."""

    def get_object(self):
        instance = super().get_object()
        require(may_edit(self.request.user, instance) and not is_record(type(instance)))
        return instance

    def get_form(self):
        form = super().get_form()
        locales = form.fields["locales"]
        open_to_all = locales.queryset
        locales.queryset = open_to_all.filter(pk__in=self.allowed_locales())
        require(locales.queryset.exists() or not open_to_all.exists())
        # Upstream's subtree leaves a tree without aliases damaged; pages are submitted singly.
        form.fields["include_subtree"].disabled = True
        return form

    def allowed_locales(self) -> list[int]:
        versions = self.object.get_translations(inclusive=True)
        refused = [each.locale_id for each in versions if not may_edit(self.request.user, each)]
        return list(Locale.objects.exclude(pk__in=refused).values_list("pk", flat=True))


class SubmitPage(OwnRightsMixin, SubmitPageTranslationView):
    pass


class SubmitSnippet(OwnRightsMixin, SubmitSnippetTranslationView):
    pass


def convert(request, page_id):
    """Turning a translation back into an alias publishes its source's words in its place."""
    page = get_object_or_404(Page, pk=page_id)
    pair = pair_into(page)
    if pair is None or pair.source is None:
        raise Http404
    require(may_edit(request.user, pair.source) and may_publish(request.user, page))
    if refusal := held(page, request.user):
        messages.error(request, refusal)
        return redirect("wagtailadmin_pages:edit", page_id)
    with transaction.atomic():
        response = convert_to_alias(request, page_id)
        if request.method == "POST":
            reset(pair)
    return response


def held(page: Page, user) -> str:
    """Return why the page may not be changed just now, or an empty text."""
    if running_state(page):
        return _("A workflow is running; approve it or cancel it first.")
    return lock_message(page, user)


class Snippets(SnippetViewSet):
    def get_queryset(self):
        queryset = super().get_queryset()
        require(may_edit(self.request.user, queryset.model()))
        return queryset


def report(request):
    """Lead to the report that takes the place of upstream's."""
    return redirect("hubkit_bilingual:report")


urls = [
    path("submit/page/<int:page_id>/", SubmitPage.as_view()),
    path("submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", SubmitSnippet.as_view()),
    path("page/<int:page_id>/convert_to_alias/", convert),
    path("api/snippets/<slug:app_label>/<slug:model_name>/", Snippets.as_view({"get": "list"})),
    path(
        "api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/",
        Snippets.as_view({"get": "retrieve"}),
    ),
    path("translate/<int:translation_id>/pofile/download/", export),
    path("translate/<int:translation_id>/pofile/upload/", import_),
    path("reports/translations/", report),
    path("reports/translations/results/", report),
]
