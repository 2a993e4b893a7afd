"""What the translation memory offers for a segment."""

import datetime as dt
import uuid

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import (
    String,
    StringTranslation,
    TranslatableObject,
    TranslationContext,
)
from wagtail_localize.strings import StringValue

from hubkit.bilingual.likeness import plain
from hubkit.bilingual.memory import suggestions
from hubkit.bilingual.models import SegmentCheck

pytestmark = pytest.mark.django_db

SENTENCE = "Žirafe vsak torek plešejo valček pri fontani."
ANSWER = "Ogni martedì le giraffe ballano il valzer alla fontana."


@pytest.fixture
def locales(homes):
    return homes["sl"].locale, homes["it"].locale


@pytest.fixture
def remember(locales):
    """Store a translation in a place of its own, so many days old."""
    thing = TranslatableObject.objects.create(
        translation_key=uuid.uuid4(), content_type=ContentType.objects.get_for_model(Page)
    )

    def store(source, target, *, days=0, back=False, checked=None, **values):
        here, there = reversed(locales) if back else locales
        place = TranslationContext.objects.create(object=thing, path=f"place.{uuid.uuid4()}")
        row = StringTranslation.objects.create(
            translation_of=String.from_value(here, StringValue(source)),
            context=place,
            locale=there,
            **{"data": target, "translation_type": "manual"} | values,
        )
        at = timezone.now() - dt.timedelta(days=days)
        StringTranslation.objects.filter(pk=row.pk).update(updated_at=at)
        if checked is not None:
            SegmentCheck.objects.create(string_translation=row, text=checked)
        return row

    return store


@pytest.fixture
def offers(locales):
    def ask(segment, **arguments):
        source, target = locales
        return suggestions([segment], source_locale=source, target_locale=target, **arguments)[0]

    return ask


def texts(offered):
    return [suggestion.text for suggestion in offered]


def test_an_unknown_sentence_has_no_offers(offers, remember):
    remember("Nekaj čisto drugega.", "Tutt'altro.")
    assert offers(SENTENCE) == []


def test_the_same_sentence_is_offered_from_any_place(offers, remember):
    remember(SENTENCE, ANSWER)
    (offer,) = offers(SENTENCE)
    assert (offer.text, offer.source, offer.percent) == (ANSWER, SENTENCE, 100)
    assert (offer.reviewed, offer.machine, offer.without_links) == (False, False, False)


def test_reviewed_comes_first_then_the_newest_then_machines(offers, remember):
    remember(SENTENCE, "staro")
    remember(SENTENCE, "starejše pregledano", days=9, checked="starejše pregledano")
    remember(SENTENCE, "stroj", translation_type="machine", days=-1)
    remember(SENTENCE, "novo", days=-1)
    remember(SENTENCE, "pregledano", days=8, checked="pregledano")
    assert texts(offers(SENTENCE, limit=9)) == [
        "pregledano",
        "starejše pregledano",
        "novo",
        "staro",
        "stroj",
    ]
    assert texts(offers(SENTENCE)) == ["pregledano", "starejše pregledano", "novo"]


def test_a_check_of_another_text_is_none(offers, remember):
    remember(SENTENCE, "popravljeno", checked="preverjeno", days=1)
    remember(SENTENCE, "novo")
    assert [(offer.text, offer.reviewed) for offer in offers(SENTENCE)] == [
        ("novo", False),
        ("popravljeno", False),
    ]


def test_a_reviewed_machine_draft_counts_as_reviewed(offers, remember):
    remember(SENTENCE, "stroj", translation_type="machine", checked="stroj", days=3)
    remember(SENTENCE, "novo")
    assert texts(offers(SENTENCE)) == ["stroj", "novo"]


def test_a_text_is_offered_once(offers, remember):
    remember(SENTENCE, ANSWER)
    remember(SENTENCE, ANSWER, checked=ANSWER, days=2)
    (offer,) = offers(SENTENCE)
    assert offer.reviewed is True


def test_what_has_an_error_or_is_empty_is_not_offered(offers, remember):
    remember(SENTENCE, "<div>narobe</div>")
    remember(SENTENCE, "zavrnjeno", has_error=True)
    remember(SENTENCE, "")
    assert offers(SENTENCE) == []


def test_an_address_is_not_offered_as_a_sentence(offers, remember):
    row = remember("sestanek", "riunione")
    TranslationContext.objects.filter(pk=row.context_id).update(path="slug")
    assert offers("sestanek") == []


def test_a_translation_counts_in_the_other_direction_too(offers, remember):
    remember(ANSWER, SENTENCE, back=True, checked=SENTENCE)
    (offer,) = offers(SENTENCE)
    assert (offer.text, offer.source, offer.percent, offer.reviewed) == (
        ANSWER,
        SENTENCE,
        100,
        True,
    )


def test_another_pair_of_languages_does_not_count(offers, remember):
    remember(ANSWER, SENTENCE, back=True)
    remember(SENTENCE, ANSWER)
    assert offers(ANSWER) == []


@pytest.mark.parametrize(
    ("known", "percent"),
    [
        ("Žirafe vsak četrtek plešejo valček pri fontani.", 86),
        ("žirafe vsak torek plešejo valček pri fontani", 99),
        ("Žirafe vsak torek plešejo valček pri mestni fontani.", 93),
        ("<b>Žirafe</b> vsak torek plešejo valček<br/>pri fontani.", 100),
        ("Žirafe vsako sredo plešejo polko pri fontani.", None),
        ("fontani pri valček plešejo torek vsak Žirafe", None),
    ],
)
def test_nearly_the_same_is_offered_with_its_nearness(offers, remember, known, percent):
    remember(known, ANSWER)
    assert [offer.percent for offer in offers(SENTENCE)] == ([percent] if percent else [])
    assert [offer.source for offer in offers(SENTENCE)] == ([known] if percent else [])


def test_nearly_the_same_comes_after_the_same(offers, remember):
    remember("Žirafe vsak četrtek plešejo valček pri fontani.", "giovedì", checked="giovedì")
    remember("Žirafe vsak torek plešejo valček pri mestni fontani.", "fontana cittadina")
    remember(SENTENCE, ANSWER, days=100)
    assert texts(offers(SENTENCE)) == [ANSWER, "fontana cittadina", "giovedì"]


LINK = 'Žirafe <a id="a1">plešejo</a> valček pri fontani.'


@pytest.mark.parametrize(
    ("known", "answer", "segment", "offer"),
    [
        (LINK, 'Le giraffe <a id="a1">ballano</a>.', LINK, 'Le giraffe <a id="a1">ballano</a>.'),
        (LINK, '<a id="a1"><b>Ballano</b></a>.', plain(LINK), "<b>Ballano</b>."),
        (LINK, '<a id="a1">Ballano</a>.', LINK.replace("a1", "a2"), "Ballano."),
        (plain(LINK), "Ballano.", LINK, "Ballano."),
        (
            LINK.replace("valček", "polko"),
            '<a id="a1">Ballano</a> la polca.',
            LINK,
            '<a id="a1">Ballano</a> la polca.',
        ),
    ],
)
def test_links_that_do_not_fit_are_left_out(offers, remember, known, answer, segment, offer):
    remember(known, answer)
    (offered,) = offers(segment)
    assert (offered.text, offered.without_links) == (offer, offer != answer)


def test_a_screen_takes_four_queries(locales, remember):
    for n in range(5):
        remember(f"{SENTENCE} {n}", f"{ANSWER} {n}")
    counts = []
    for segments in ([SENTENCE], [f"{SENTENCE} {n}" for n in range(30)]):
        with CaptureQueriesContext(connection) as captured:
            offered = suggestions(
                segments, source_locale=locales[0], target_locale=locales[1], limit=3
            )
        counts.append((len(captured), len(offered)))
    assert counts == [(4, 1), (4, 30)]


def test_no_segments_take_none(locales, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert suggestions([], source_locale=locales[0], target_locale=locales[1]) == []
