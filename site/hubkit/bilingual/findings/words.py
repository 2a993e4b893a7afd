"""Translations in wagtail-localize's tables whose pages or snippets are gone."""

from collections.abc import Iterator
from functools import partial
from types import SimpleNamespace

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from wagtail.models import Page
from wagtail.models.i18n import get_translatable_models
from wagtail_localize.models import Translation, cleanup_translation_on_delete

from hubkit.bilingual.findings.finding import Finding


def orphaned(mend: bool) -> Iterator[Finding]:
    """Find them and forget them, as upstream does when it sees something deleted.

    A page is there in every language; a snippet's translation may be only on its way. What is
    disabled was kept on purpose (WAGTAILLOCALIZE_DISABLE_ON_DELETE).
    """
    for model in get_translatable_models():
        yield from without(model, "source__locale", mend)
    yield from without(Page, "target_locale", mend)


def without(model, locale: str, mend: bool) -> Iterator[Finding]:
    there = model.objects.filter(
        translation_key=OuterRef("source__object_id"), locale=OuterRef(locale)
    )
    translations = Translation.objects.filter(
        ~Exists(there),
        enabled=True,
        source__object__content_type=ContentType.objects.get_for_model(model),
    )
    for translation in translations.select_related("source"):
        side = translation.target_locale if locale == "target_locale" else translation.source.locale
        gone = SimpleNamespace(translation_key=translation.source.object_id, locale_id=side.pk)
        trouble = f"translation of “{translation.source.object_repr}”: nothing in"
        found = Finding(None, f"{trouble} {side.language_code}")
        yield found.settle(mend, partial(cleanup_translation_on_delete, gone))
