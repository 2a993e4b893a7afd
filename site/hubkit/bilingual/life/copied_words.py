"""What wagtail-localize knows of a page's translation, for the copy of the page."""

from collections.abc import Mapping
from uuid import UUID

from wagtail.models import Page
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)

from hubkit.bilingual.life.versions import version


def copy_words(original: Page, copy: Page, keys: Mapping[UUID, UUID]) -> None:
    """Link the copy's versions as the page's are, with every translated segment.

    `keys` are the new translation keys of the page's parts, by their old ones.
    """
    translations = Translation.objects.filter(source__object_id=original.translation_key)
    for translation in translations.select_related("source__locale", "target_locale"):
        source_page = version(copy, translation.source.locale)
        target_page = version(copy, translation.target_locale)
        if source_page and target_page:
            source, _ = TranslationSource.get_or_create_from_instance(source_page)
            Translation.objects.create(
                source=source,
                target_locale=translation.target_locale,
                enabled=translation.enabled,
            )
            copied = CopiedWords(translation, source, target_page, keys)
            copied.strings()
            copied.overrides()


class CopiedWords:
    def __init__(self, translation, source: TranslationSource, target: Page, keys):
        self.translation = translation
        self.source = source
        self.target = target
        self.keys = {str(old): str(new) for old, new in keys.items()}

    def path(self, old: str) -> str:
        """Return where a segment stands in the copy: parts are named by their translation key."""
        return ".".join(self.keys.get(piece, piece) for piece in old.split("."))

    def of_original(self, model):
        return model.objects.filter(
            context__object_id=self.translation.source.object_id,
            locale=self.translation.target_locale,
        ).select_related("context")

    def strings(self) -> None:
        known = {
            (self.path(each.context.path), each.translation_of_id): each
            for each in self.of_original(StringTranslation)
        }
        by_path = {path: each for (path, _), each in known.items()}
        for segment in self.source.stringsegment_set.select_related("context"):
            path = segment.context.path
            # The copy's own title and slug were given when it was made.
            if path in ("title", "slug") and path in by_path and not self.target.alias_of_id:
                self.add(by_path[path], segment, getattr(self.target, path))
            elif each := known.get((path, segment.string_id)):
                self.add(each, segment, each.data)

    def add(self, each: StringTranslation, segment, data: str) -> None:
        StringTranslation.objects.create(
            translation_of_id=segment.string_id,
            context=segment.context,
            locale=each.locale,
            data=data,
            translation_type=each.translation_type,
            tool_name=each.tool_name,
            last_translated_by_id=each.last_translated_by_id,
        )

    def overrides(self) -> None:
        for override in self.of_original(SegmentOverride):
            context = TranslationContext.objects.get_or_create(
                object_id=self.source.object_id,
                path_id=TranslationContext._get_path_id(self.path(override.context.path)),
                defaults={"path": self.path(override.context.path)},
            )[0]
            SegmentOverride.objects.create(
                locale=override.locale,
                context=context,
                data_json=override.data_json,
                last_translated_by_id=override.last_translated_by_id,
            )
