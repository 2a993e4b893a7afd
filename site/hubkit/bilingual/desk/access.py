"""Who may open the desk of a pair, and where it is."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from wagtail.models import TranslatableMixin

from hubkit.bilingual.models import PairState
from hubkit.bilingual.rights import may_edit, require


def address_of(pair: PairState) -> str:
    return reverse("hubkit_bilingual:desk", args=[pair.pk])


def may_translate(user, pair: PairState) -> bool:
    """Whether `user` may edit both versions; one that is not there yet is of the source's type."""
    source, target = pair.source, pair.target
    return source is not None and may_edit(user, source) and may_edit(user, target or source)


def desk_among(user, pairs: Iterable[PairState]) -> str:
    """Return where the one pair is translated that `user` may translate; of several, the report.

    Raises PermissionDenied where there is none.
    """
    found = [pair for pair in pairs if may_translate(user, pair)]
    require(bool(found))
    return address_of(found[0]) if len(found) == 1 else reverse("hubkit_bilingual:report")


def pair_for(user, pair_id: int) -> PairState:
    """Return a pair that `user` may translate. Raises Http404 and PermissionDenied."""
    pair = (
        PairState.objects.select_related("source_locale", "target_locale", "content_type")
        .filter(pk=pair_id)
        .first()
    )
    if pair is None or pair.source is None:
        raise Http404
    if not may_translate(user, pair):
        raise PermissionDenied
    return pair


def pair_into(instance: TranslatableMixin) -> PairState | None:
    """Return the pair whose target this version is, or none."""
    return (
        PairState.objects.of(instance)
        .filter(target_locale=instance.locale_id)
        .select_related("source_locale", "target_locale", "content_type")
        .first()
    )


def pairs_from(instance: TranslatableMixin) -> list[PairState]:
    """Return the pairs whose source this version is."""
    pairs = PairState.objects.of(instance).filter(source_locale=instance.locale_id)
    return list(pairs.select_related("target_locale"))
