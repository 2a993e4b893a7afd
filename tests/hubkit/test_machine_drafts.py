"""Filling a translation by machine: what is sent, what is stored, what is left alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from hubkit.bilingual.likeness import plain
from hubkit.bilingual.machine import Result, machine_drafts
from hubkit.bilingual.machine.drafts import is_for_machines, missing_segments
from hubkit.bilingual.machine.fake import FakeProvider
from hubkit.bilingual.machine.markup import fitting
from hubkit.bilingual.models import Term
from tests.pages import body_of, make_page

pytestmark = pytest.mark.django_db

LINKED = '<p>Pišite <a href="https://example.org/">nam</a> <b>še danes</b>.</p>'
SEGMENT = 'Pišite <a id="a1">nam</a> <b>še danes</b>.'


@pytest.fixture
def page(homes):
    page = make_page(homes["sl"], "Društva", slug="drustva", lead="Uvod")
    return body_of(page, ("text", LINKED))


@pytest.fixture
def to_italian(page, homes):
    source, _ = TranslationSource.get_or_create_from_instance(page)
    return Translation.objects.create(source=source, target_locale=homes["it"].locale)


def stored(made):
    rows = StringTranslation.objects.filter(
        context__object=made.source.object_id, locale=made.target_locale
    )
    return {row.translation_of.data: row for row in rows}


def texts(made):
    return {source: row.data for source, row in stored(made).items()}


def test_words_are_filled_and_slugs_are_not(to_italian, superuser):
    provider = FakeProvider(known={"Društva": "Associazioni", SEGMENT: "Scrive <i>ci</i>."})
    result = machine_drafts(to_italian, user=superuser, provider=provider)
    assert result == Result(count=3, skipped=1, without_tags=1)
    assert texts(to_italian) == {
        "Društva": "Associazioni",
        "Uvod": "[it] Uvod",
        SEGMENT: "Scrive ci.",
    }
    assert sorted(provider.asked) == sorted(["Društva", "Uvod", SEGMENT])


def test_a_draft_says_that_a_machine_made_it(to_italian, superuser):
    machine_drafts(to_italian, user=superuser, provider=FakeProvider())
    row = stored(to_italian)["Uvod"]
    assert (row.translation_type, row.tool_name) == ("machine", "Fake")
    assert (row.last_translated_by, row.has_error) == (superuser, False)


def test_tags_and_links_that_fit_stay(to_italian):
    provider = FakeProvider(known={SEGMENT: '<b>Oggi</b> <a id="a1">scrivete</a>!'})
    machine_drafts(to_italian, user=None, provider=provider)
    row = stored(to_italian)[SEGMENT]
    assert (row.data, row.has_error) == ('<b>Oggi</b> <a id="a1">scrivete</a>!', False)


def test_what_a_person_wrote_is_left_alone(to_italian, superuser):
    segment = to_italian.source.stringsegment_set.get(string__data="Uvod")
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=to_italian.target_locale,
        data="Introduzione",
    )
    provider = FakeProvider()
    result = machine_drafts(to_italian, user=superuser, provider=provider)
    assert (result.count, "Uvod" in provider.asked) == (2, False)
    assert texts(to_italian)["Uvod"] == "Introduzione"


class Overtaken(FakeProvider):
    """While it translates, a person translates the lead."""

    overtaken: Translation

    def translate(self, texts, **arguments):
        segment = self.overtaken.source.stringsegment_set.get(string__data="Uvod")
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=self.overtaken.target_locale,
            data="Introduzione",
        )
        return super().translate(texts, **arguments)


def test_what_a_person_wrote_meanwhile_is_left_alone(to_italian):
    provider = Overtaken()
    provider.overtaken = to_italian
    result = machine_drafts(to_italian, user=None, provider=provider)
    assert (result.count, texts(to_italian)["Uvod"]) == (2, "Introduzione")


def test_what_was_done_before_a_failure_is_kept_and_the_rest_comes_next_time(to_italian):
    failed = machine_drafts(to_italian, user=None, provider=FakeProvider(fails_after=1))
    assert failed == Result(count=1, skipped=1, problem="The fake service fails.")
    again = machine_drafts(to_italian, user=None, provider=FakeProvider())
    assert again == Result(count=2, skipped=1)


def test_nothing_missing_asks_nobody(to_italian):
    machine_drafts(to_italian, user=None, provider=FakeProvider())
    provider = FakeProvider()
    assert machine_drafts(to_italian, user=None, provider=provider) == Result(skipped=1)
    assert provider.asked == []


def test_an_empty_answer_leaves_the_segment_missing(to_italian):
    result = machine_drafts(to_italian, user=None, provider=FakeProvider(known={"Uvod": " "}))
    assert result == Result(count=2, skipped=2)
    assert "Uvod" not in texts(to_italian)


def test_the_term_base_goes_along(to_italian):
    Term.objects.create(sl="uvod / Uvod", it="premessa / Premessa")
    machine_drafts(to_italian, user=None, provider=FakeProvider())
    assert texts(to_italian)["Uvod"] == "Premessa"


def test_without_a_provider_the_user_is_told(to_italian, settings):
    settings.HUBKIT_MACHINE_TRANSLATION = {}
    with translation.override("en"):
        result = machine_drafts(to_italian, user=None)
    assert result == Result(problem="No machine translation is set up on this site.")


def test_the_provider_of_the_settings_is_used(to_italian, settings):
    settings.HUBKIT_MACHINE_TRANSLATION = {"PROVIDER": "hubkit.bilingual.machine.fake.FakeProvider"}
    assert machine_drafts(to_italian, user=None) == Result(count=3, skipped=1)


def test_the_same_text_in_two_places_is_sent_once(homes, to_italian):
    page = make_page(homes["sl"], "Zavodi", slug="zavodi", lead="Zavodi")
    source, _ = TranslationSource.get_or_create_from_instance(page)
    made = Translation.objects.create(source=source, target_locale=homes["it"].locale)
    provider = FakeProvider()
    assert machine_drafts(made, user=None, provider=provider) == Result(count=2, skipped=1)
    assert provider.asked == ["Zavodi"]


def test_missing_segments_take_one_query(to_italian):
    with CaptureQueriesContext(connection) as captured:
        paths = [segment.context.path for segment in missing_segments(to_italian)]
    assert len(paths) == 4
    assert len(captured) == 1


ADDRESSED = (
    'Pišite na ana.novak@example.org ali <a id="a1">nam</a>, https://example.org/?a=1&amp;token=2.'
)
SENT = 'Pišite na <code id="address1"></code> ali <a id="a1">nam</a>, <code id="address2"></code>.'


@pytest.fixture
def addressed(homes):
    text = (
        '<p>Pišite na ana.novak@example.org ali <a href="/">nam</a>, '
        "https://example.org/?a=1&amp;token=2.</p>"
    )
    page = body_of(make_page(homes["sl"], "Društva", slug="drustva"), ("text", text))
    source, _ = TranslationSource.get_or_create_from_instance(page)
    return Translation.objects.create(source=source, target_locale=homes["it"].locale)


def test_addresses_in_a_sentence_stay_here_and_come_back_into_it(addressed):
    answer = '<code id="address2"/>: scrivete <a id="a1">ci</a>, <code id="address1"> </code>.'
    provider = FakeProvider(known={SENT: answer})
    assert machine_drafts(addressed, user=None, provider=provider).count == 2
    assert SENT in provider.asked
    assert not [text for text in provider.asked if "example.org" in text]
    assert texts(addressed)[ADDRESSED] == (
        'https://example.org/?a=1&amp;token=2: scrivete <a id="a1">ci</a>, ana.novak@example.org.'
    )


@pytest.mark.parametrize(
    "answer",
    [
        'Scrivete <a id="a1">ci</a>.',
        SENT.replace("address2", "address1"),
        SENT + '<code id="address3"></code>',
        SENT.replace("></code>", ">qui</code>", 1),
    ],
    ids=["lost", "twice", "invented", "filled"],
)
def test_a_sentence_that_has_lost_an_address_stays_missing(addressed, answer):
    provider = FakeProvider(known={SENT: answer})
    assert machine_drafts(addressed, user=None, provider=provider) == Result(count=1, skipped=2)
    assert ADDRESSED not in texts(addressed)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Društva", True),
        ("Pišite na info@example.org ali pokličite.", True),
        ("d.o.o.", True),
        ("Rok: 1. 10. 2019", True),
        ("info@example.org", False),
        ("mailto:info@example.org", False),
        ("https://example.org/a?b=c", False),
        ("www.example.org", False),
        ("example.org/razpisi", False),
        ('<a id="a1">www.example.org</a>', False),
        ("/sl/razpisi/", False),
        ("+386 5 000 00 00", False),
        ("1. 10. 2019–30. 9. 2023", False),
        ("<b>334.613,93 €</b>", False),
        ("a" * 20_001, False),
        ("ana@example.org, https://example.org/a – www.example.org", False),
    ],
)
def test_addresses_and_figures_are_not_sent(to_italian, text, sent):
    segment = to_italian.source.stringsegment_set.get(string__data="Uvod")
    segment.string.data = text
    assert is_for_machines(segment) is sent


@pytest.mark.parametrize(
    ("source", "result", "fitted"),
    [
        ("a &amp; b", "c &amp; d", ("c &amp; d", False)),
        ("<b>a</b>", "<b>c</b>", ("<b>c</b>", False)),
        ("<b>a</b>", "c", ("c", True)),
        ("a", "<b>c</b> &lt; d", ("c &lt; d", True)),
        ('<a id="a1">a</a>', '<a id="a2">c</a>', ("c", True)),
        ('<a id="a1">a</a>', '<a id="a1" href="https://x.example">c</a>', ("c", True)),
        ("a", "<script>c</script>", ("c", True)),
        ("<b>a</b>", "<b>c</b><!--><script>d</script>-->", ("cd--&gt;", True)),
        ("a<br/>b", "c<br>d", ("c<br/>d", False)),
        ("<b>a</b>", "<b> </b>", ("", False)),
        ("a", "", ("", False)),
    ],
)
def test_tags_fit_or_go(source, result, fitted):
    assert fitting(source, result) == fitted


def test_what_no_parser_takes_comes_down_to_its_text():
    assert plain(fitting("a", "c <![foo x]> d")[0]) == "c d"
