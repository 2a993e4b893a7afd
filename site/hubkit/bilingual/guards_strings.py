"""wagtail-localize's own translation editor is replaced by the desk; its addresses lead there.

They stand at the same addresses as upstream's and come before them, as those of `guards` do.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail_localize.models import SourceDeletedError, Translation, TranslationSource
from wagtail_localize.views.edit_translation import preview_translation
from wagtail_localize.views.submit_translations import SubmitTranslationView

from hubkit.bilingual import guards
from hubkit.bilingual.desk.access import address_of, desk_among, may_translate, pairs_from
from hubkit.bilingual.drafts import translation_of
from hubkit.bilingual.exchange.views import export, import_
from hubkit.bilingual.models import PairState
from hubkit.bilingual.pairs import pairs_of
from hubkit.bilingual.rights import require


class ToDeskMixin(SubmitTranslationView):
    """Submitting asks for no copy of the source in the other language, only for its desk."""

    @transaction.atomic
    def form_valid(self, form):
        pairs = [
            pair
            for pair in pairs_of(self.object)
            if pair.target_locale in form.cleaned_data["locales"]
        ]
        for pair in pairs:
            translation_of(pair)
        if len(pairs) == 1:
            return redirect(address_of(pairs[0]))
        messages.success(self.request, _("Ready to be translated."))
        return redirect(self.get_success_url() or self.get_default_success_url())


class SubmitPage(ToDeskMixin, guards.SubmitPage):
    pass


class SubmitSnippet(ToDeskMixin, guards.SubmitSnippet):
    pass


def pair_of(translation: Translation) -> PairState:
    """Return the pair of a translation. Raises Http404 where it is none any longer."""
    pair = PairState.objects.filter(
        translation_key=translation.source.object_id,
        source_locale=translation.source.locale_id,
        target_locale=translation.target_locale_id,
    ).first()
    if pair is None or pair.source is None:
        raise Http404
    return pair


@xframe_options_sameorigin
def preview(request, translation_id, mode=None):
    """Show the page as the translation will make it, to whoever may edit both of its versions."""
    translation = get_object_or_404(Translation, pk=translation_id)
    pair = pair_of(translation)
    require(may_translate(request.user, pair))
    if pair.target is None:
        raise Http404
    try:
        return preview_translation(request, translation_id, mode)
    except (SourceDeletedError, ValidationError) as error:
        raise Http404 from error


def to_desk(request, translation_id, **kwargs):
    """Stand where upstream's editor wrote: texts are written, and checked, on the desk only."""
    pair = pair_of(get_object_or_404(Translation, pk=translation_id))
    require(may_translate(request.user, pair))
    return redirect(address_of(pair))


def renew(request, translation_source_id):
    """Stand where upstream renewed translations: a desk takes up what is new when it is opened."""
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    try:
        instance = source.get_source_instance()
    except source.specific_content_type.model_class().DoesNotExist as error:
        raise Http404 from error
    return redirect(desk_among(request.user, pairs_from(instance)))


urls = [
    path("submit/page/<int:page_id>/", SubmitPage.as_view()),
    path("submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", SubmitSnippet.as_view()),
    path("update/<int:translation_source_id>/", renew),
    path("translate/<int:translation_id>/strings/<int:segment_id>/edit/", to_desk),
    path("translate/<int:translation_id>/overrides/<int:segment_id>/edit/", to_desk),
    path("translate/<int:translation_id>/pofile/download/", export),
    path("translate/<int:translation_id>/pofile/upload/", import_),
    path("translate/<int:translation_id>/machine_translate/", to_desk),
    path("translate/<int:translation_id>/preview/", preview),
    path("translate/<int:translation_id>/preview/<str:mode>/", preview),
    path("translate/<int:translation_id>/disable/", to_desk),
]
