"""Pairs follow what they are pairs of: made with it, renewed when it is saved, gone when it is."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail.signals import workflow_cancelled, workflow_rejected
from wagtail.snippets.models import get_snippet_models

from hubkit.bilingual.aliases import is_peer_alias
from hubkit.bilingual.models import PairState
from hubkit.bilingual.pairs import pairs_of
from hubkit.bilingual.publishing import settle


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


def comes_in_pairs(model: type) -> bool:
    """Whether a model's rows are pages or snippets with a version a language."""
    if not issubclass(model, TranslatableMixin) or model is Page:
        return False
    return issubclass(model, Page) or model in get_snippet_models()


@receiver(post_delete, dispatch_uid="hubkit.bilingual.pairing")
def drop_pairs(sender, instance, **kwargs) -> None:
    """Forget the pairs in which a deleted version stood; the source's take all with them."""
    if not comes_in_pairs(sender):
        return
    PairState.objects.of(instance).filter(source_locale=instance.locale_id).delete()
    for pair in PairState.objects.of(instance):
        pair.matched, pair.proposed, pair.step = {}, {}, "untranslated"
        pair.save()
