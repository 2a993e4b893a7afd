"""A pair is scheduled for the same second; taking one half off its schedule takes the other off."""

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.dateparse import parse_datetime
from wagtail.models import Revision, RevisionMixin, TranslatableMixin

from hubkit.bilingual.models import PairState


@receiver(post_save, sender=Revision, dispatch_uid="hubkit.bilingual.scheduling")
def unschedule_twin(instance: Revision, update_fields=None, **kwargs) -> None:
    """Wagtail's view to unschedule saves this one field of a revision; it has no hook."""
    if update_fields != {"approved_go_live_at"} or instance.approved_go_live_at:
        return
    version, hour = instance.content_object, instance.content.get("go_live_at")
    if not isinstance(version, TranslatableMixin) or not hour:
        return
    for pair in PairState.objects.of(version):
        twin = pair.twin_of(version)
        if isinstance(twin, RevisionMixin):
            same_second = twin.revisions.filter(approved_go_live_at=parse_datetime(hour))
            same_second.update(approved_go_live_at=None)
