"""Pairs follow what they are pairs of: made with it, renewed when it is saved, gone when it is."""

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail.signals import workflow_cancelled, workflow_rejected
from wagtail.snippets.models import get_snippet_models

from hubkit.bilingual.aliases import is_peer_alias
from hubkit.bilingual.models import PairState
from hubkit.bilingual.pairs import pairs_of, refresh, reset
from hubkit.bilingual.publishing import settle
from hubkit.bilingual.records import is_record


@receiver(post_save, dispatch_uid="hubkit.bilingual.pairing")
def keep_pairs(sender, instance, created, raw, update_fields=None, **kwargs) -> None:
    """Make the pairs of a new page or snippet; settle those of what is public once it is saved."""
    if raw or not comes_in_pairs(sender):
        return
    with transaction.atomic():
        if not issubclass(sender, DraftStateMixin):
            settle(pairs_of(instance))
        elif created and not (isinstance(instance, Page) and is_peer_alias(instance)):
            pairs_of(instance)


@receiver([workflow_cancelled, workflow_rejected], dispatch_uid="hubkit.bilingual.pairing")
def forget_pending(instance, **kwargs) -> None:
    """What a workflow no longer carries changes nothing."""
    version = instance.content_object
    if isinstance(version, TranslatableMixin):
        PairState.objects.of(version).update(pending={})


@receiver(workflow_rejected, dispatch_uid="hubkit.bilingual.pairing.refused")
def forget_proposed(instance, **kwargs) -> None:
    """What a workflow refused says the same as the other language only when it is sent again."""
    version = instance.content_object
    if isinstance(version, TranslatableMixin):
        PairState.objects.of(version).update(proposed={})


def comes_in_pairs(model: type) -> bool:
    """Whether a model's rows are pages or snippets with a version a language."""
    if not issubclass(model, TranslatableMixin) or model is Page:
        return False
    return (issubclass(model, Page) and not is_record(model)) or model in get_snippet_models()


@receiver(post_delete, dispatch_uid="hubkit.bilingual.pairing")
def drop_pairs(sender, instance, **kwargs) -> None:
    """Forget the pairs in which a deleted version stood; the source's take all with them.

    What is left of a snippet begins anew at once; `life.deleting` sees to what is left of a page.
    """
    if not comes_in_pairs(sender):
        return
    pairs = PairState.objects.of(instance)
    pairs.filter(source_locale=instance.locale_id).delete()
    for pair in pairs.all():
        reset(pair)
    if not issubclass(sender, Page):
        pair_what_is_left(sender._base_manager.filter(translation_key=instance.translation_key))


def pair_what_is_left(versions: models.QuerySet) -> None:
    for version in versions.order_by("pk"):
        for pair in pairs_of(version):
            refresh(pair)
