"""wagtail-localize's admin views behind the rights of `hubkit.bilingual.rights`.

They stand at the same addresses as upstream's and come before them, so that every link leads here.
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from wagtail.models import Locale, Page
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.snippets_api import SnippetViewSet
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
    SubmitTranslationView,
)

from hubkit.bilingual.exchange.views import export, import_
from hubkit.bilingual.rights import may_edit, may_publish, require


class OwnRightsMixin(SubmitTranslationView):
    """Ask for the right to edit what is submitted, and its version in each chosen language."""

    def get_object(self):
        instance = super().get_object()
        require(may_edit(self.request.user, instance))
        return instance

    def get_form(self):
        form = super().get_form()
        locales = form.fields["locales"]
        locales.queryset = locales.queryset.filter(pk__in=self.allowed_locales())
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
    """Turning a live translation back into an alias publishes its source's words there."""
    page = get_object_or_404(Page, pk=page_id)
    if page.live and not may_publish(request.user, page):
        raise PermissionDenied
    return convert_to_alias(request, page_id)


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
