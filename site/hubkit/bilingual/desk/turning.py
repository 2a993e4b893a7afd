"""Both languages are equal: a pair that began in one may go on from the other."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from hubkit.bilingual.desk.adopting import adopt
from hubkit.bilingual.drafts import translation_of
from hubkit.bilingual.models import PairState
from hubkit.bilingual.pairs import lock, refresh, stands_alone, swap
from hubkit.bilingual.sending import NotReadyError, running_state


@transaction.atomic
def turn(pair: PairState) -> PairState:
    """Make the target the source: words are then translated, and facts copied, the other way.

    No word changes and the pair's state stays. Raises NotReadyError where the target has no words
    of its own or a workflow runs.
    """
    lock(pair)
    if not stands_alone(pair.target):
        raise NotReadyError(_("The other version has no words of its own yet."))
    if any(running_state(version) for version in (pair.source, pair.target)):
        raise NotReadyError(_("A workflow is running; approve it or cancel it first."))
    # Whoever was invited to write one language shall not find themselves writing the other.
    pair.links.filter(revoked_at=None).update(revoked_at=timezone.now())
    swap_overrides(pair)
    Translation.objects.filter(
        source__object_id=pair.translation_key,
        source__locale=pair.source_locale_id,
        target_locale=pair.target_locale_id,
    ).update(enabled=False)
    swap(pair)
    pair.save()
    refresh(pair)
    adopt(pair, translation_of(pair), anew=True)
    return pair


def swap_overrides(pair: PairState) -> None:
    """Where the target shows another picture or address, let the source keep its own."""
    overrides = SegmentOverride.objects.filter(
        context__object_id=pair.translation_key, locale=pair.target_locale_id
    )
    for override in overrides:
        segment = OverridableSegment.objects.filter(
            source__locale=pair.source_locale_id, context=override.context_id
        ).first()
        if segment:
            SegmentOverride.objects.create(
                context=override.context,
                locale=pair.source_locale,
                data_json=segment.data_json,
            )
        override.delete()
