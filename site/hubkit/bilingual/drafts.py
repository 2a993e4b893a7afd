"""The draft of a translation is a revision of the page in its language; nothing public changes.

What is translated is what has been sent on its way: the version of the source that a workflow
carries or whose publishing waits for the translation, else the live one. A draft that an editor has
only saved is nobody else's business.
"""

import json

from django.db import models, transaction
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import DraftStateMixin, Page, Revision, RevisionMixin, WorkflowMixin
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from hubkit.bilingual.fingerprints import ADDRESS
from hubkit.bilingual.models import PairState

# Of a page's content, what tells its publishing and its place, and nothing that is read.
BOOKKEEPING = {
    "pk",
    "path",
    "depth",
    "numchild",
    "url_path",
    "draft_title",
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "go_live_at",
    "expire_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
    "owner",
    "wagtail_admin_comments",
    "workflow_states",
    "alias_of",
}


def version_to_translate(pair: PairState) -> models.Model:
    """Return the version that translators work from: on its way, else live, else the draft."""
    source = pair.source
    if not isinstance(source, RevisionMixin) or not source.latest_revision_id:
        return source
    running = isinstance(source, WorkflowMixin) and source.current_workflow_state
    held = pair.held_revision_id == source.latest_revision_id
    if running or held or not source.live:
        return source.get_latest_revision_as_object()
    return source


def revision_of(version: models.Model) -> Revision | None:
    """Return the revision that a version, as `version_to_translate` gives it, came from."""
    if not isinstance(version, RevisionMixin):
        return None
    public = type(version)._base_manager.get(pk=version.pk)
    if isinstance(public, DraftStateMixin) and content_of(public) == content_of(version):
        return public.live_revision or public.latest_revision
    return public.latest_revision


def content_of(instance: models.Model) -> dict:
    data = instance.serializable_data() if hasattr(instance, "serializable_data") else {}
    return {name: value for name, value in data.items() if name not in BOOKKEEPING}


@transaction.atomic
def translation_of(pair: PairState) -> Translation:
    """Return the pair's translation, its segments those of the version to translate.

    Made where it is missing. Costs two queries where nothing has changed since it was last asked.
    """
    version = version_to_translate(pair)
    source = TranslationSource.objects.filter(
        object_id=pair.translation_key, locale_id=pair.source_locale_id
    ).first()
    if source is None or outdated(source, version):
        source, _ = TranslationSource.update_or_create_from_instance(version)
    translation, _ = Translation.objects.get_or_create(
        source=source, target_locale_id=pair.target_locale_id
    )
    if not translation.enabled:
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    return translation


def outdated(source: TranslationSource, version: models.Model) -> bool:
    stored = json.loads(source.content_json)
    fresh = json.loads(version.to_json()) if hasattr(version, "to_json") else None
    if fresh is None:
        return True
    return any(
        stored.get(name) != fresh.get(name) for name in {*stored, *fresh} if name not in BOOKKEEPING
    )


def ensure_target(translation: Translation) -> models.Model:
    """Return the target, made as an unpublished copy where a snippet has no version there yet.

    A page always has its alias. What knows no drafts is public from the start: it is made only by
    publishing, inside the same transaction as its words.
    """
    source = translation.source
    found = source.specific_content_type.model_class()._base_manager.filter(
        translation_key=source.object_id, locale=translation.target_locale
    )
    if target := found.first():
        return target
    instance = source.as_instance()
    if isinstance(instance, Page):
        return instance.copy_for_translation(
            translation.target_locale, copy_parents=True, alias=True
        )
    target = instance.copy_for_translation(translation.target_locale)
    if isinstance(target, DraftStateMixin):
        target.live, target.has_unpublished_changes = False, True
        target.first_published_at = target.last_published_at = target.live_revision = None
    target.save()
    return target


def translated(translation: Translation) -> models.Model:
    """Return the target as it would be with the translations there are, unsaved."""
    return translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )


@transaction.atomic
def save_draft(translation: Translation, *, user=None) -> Revision:
    """Save the translation as a revision of its page or snippet; the public version stays.

    Raises ValidationError as the model's own form would.
    """
    give_address(translation)
    draft: RevisionMixin = translated(translation)
    return draft.save_revision(user=user, log_action=True)


def give_address(translation: Translation) -> None:
    """Make the page's address from its translated title, where nobody has written one."""
    segment = (
        translation.source.stringsegment_set.filter(context__path=ADDRESS)
        .select_related("string", "context")
        .first()
    )
    if segment is None or in_words(translation, ADDRESS):
        return
    title = in_words(translation, "title")
    target = translation.get_target_instance()
    if not title or not isinstance(target, Page):
        return
    slug = find_available_slug(target.get_parent(), slugify(title), ignore_page_id=target.pk)
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        data=slug,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
    )


def in_words(translation: Translation, path: str) -> str:
    """Return the translation of a plain field, or an empty text."""
    found = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        context__path=path,
        locale=translation.target_locale,
        translation_of__in=translation.source.stringsegment_set.values("string"),
    ).first()
    return found.data if found else ""
