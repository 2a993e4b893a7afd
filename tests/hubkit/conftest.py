"""Pairs for the tests of hubkit.bilingual, made as staff make them."""

import pytest
from wagtail_localize.models import StringTranslation

from hubkit.bilingual.drafts import translation_of
from hubkit.bilingual.models import PairState
from hubkit.bilingual.sending import publish
from tests.specimens.models import MeetingPage


def pair_of(instance) -> PairState:
    return PairState.objects.get(translation_key=instance.translation_key)


def translate_all(pair: PairState, prefix: str = "it-") -> None:
    """Enter a translation of every segment, as a person would: the source's words, marked."""
    translation = translation_of(pair)
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        words = segment.string.data
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": f"{prefix}{words}", "has_error": False},
        )


@pytest.fixture
def meeting(homes):
    """A live page with words and facts, its Italian version an alias."""
    page = MeetingPage(title="Sestanek", slug="sestanek", lead="Pridite.", on="2026-12-01")
    homes["sl"].add_child(instance=page)
    page.save_revision().publish()
    return MeetingPage.objects.get(pk=page.pk)


@pytest.fixture
def pair(meeting, superuser):
    """The meeting with a published Italian version, in step."""
    pair = pair_of(meeting)
    translate_all(pair)
    publish(pair, user=superuser)
    pair.refresh_from_db()
    return pair
