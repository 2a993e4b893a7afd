"""The list of organisations as readers ask for it, through the real stack."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from directory.queries import Sort
from directory.reading.listing import Listing
from directory.reading.question import Question
from directory.reading.vocabulary import Vocabulary
from tests.directory.organisations import make_organisation, set_clock, twin_of
from tests.queries import queries_of

DORMANT_DAYS = 365 + 181


def listing_of(directory, query: str = "", language: str = "sl") -> Listing:
    return Listing(directory[language], RequestFactory().get(f"/{query}"))


def names(listing: Listing) -> list[str]:
    return [str(card.name) for card in listing.cards]


def html_of(client, page, query: str = "") -> str:
    response = client.get(f"{page.url}{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def index() -> None:
    """Write the search index; within a test's transaction nothing does it by itself."""
    call_command("wagtail_update_index", verbosity=0)


@pytest.fixture
def three(directory):
    make_organisation(official_name="Zbor", topics=["kultura"], areas=["050", "040"])
    make_organisation(official_name="Klub", topics=["sport"], areas=["050"])
    make_organisation(official_name="Odred", topics=["mladi", "sport"], areas=["090"])
    return directory


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Klub", "Odred", "Zbor"]),
        ("?topic=kultura", ["Zbor"]),
        ("?topic=kultura&topic=mladi", ["Odred", "Zbor"]),
        ("?topic=sport&municipality=090", ["Odred"]),
        ("?topic=kultura&topic=sport&municipality=050", ["Klub", "Zbor"]),
        ("?topic=kultura&municipality=090", []),
        ("?topic=ni-tega&municipality=999&sort=kar-tako", ["Klub", "Odred", "Zbor"]),
    ],
)
def test_values_of_a_group_widen_and_groups_narrow(query, found, three):
    listing = listing_of(three, query)
    assert (names(listing), listing.total) == (found, len(found))


def test_each_option_says_what_choosing_it_gives(three):
    listing = listing_of(three, "?topic=kultura")
    shown = {
        (group.facet.value, option.value): (option.count, option.chosen)
        for group in listing.groups
        for option in group.options
    }
    assert shown["topic", "sport"] == (2, False)
    assert shown["topic", "kultura"] == (1, True)
    assert shown["municipality", "040"] == (1, False)
    assert ("municipality", "090") not in shown


def test_a_chosen_value_that_gives_nothing_is_shown(three):
    listing = listing_of(three, "?topic=kultura&municipality=090")
    chosen = [
        (option.value, option.count)
        for group in listing.groups
        for option in group.options
        if option.chosen
    ]
    assert chosen == [("kultura", 0), ("090", 0)]


def test_a_long_group_is_folded_but_for_what_is_chosen(directory):
    topics = ["kultura", "sport", "zdravje", "mladi", "starejsi", "okolje", "turizem", "zivali"]
    for topic in [*topics, "dediscina", "migracije"]:
        make_organisation(topics=[topic])
    group = listing_of(directory, "?topic=zivali").groups[0]
    assert len(group.seen) == 6
    assert "zivali" in [option.value for option in group.seen]
    assert len(group.folded) == 4


def test_the_map_chooses_a_municipality_alone_and_leaves_off_one_that_is_chosen(three):
    by_code = {
        region.shape.code: region for region in listing_of(three, "?municipality=050").regions
    }
    assert (by_code["050"].current, by_code["050"].url) == (True, "?")
    assert (by_code["090"].current, by_code["090"].url) == (False, "?municipality=090")
    assert by_code["050"].count_text == "2"
    after = listing_of(three, by_code["090"].url)
    assert str(after.total) == by_code["090"].count_text


def test_the_map_is_links_without_javascript(three, client):
    html = html_of(client, three["it"])
    assert html.count('class="region-map__region"') == 8
    assert re.search(r'href="\?municipality=040" ?>', html)


# The reader's language


@pytest.mark.parametrize(
    ("query", "feed"),
    [
        ("", ""),
        ("?sort=confirmed&page=2", ""),
        ("?topic=sport&municipality=050&sort=confirmed", "?topic=sport&municipality=050"),
    ],
)
def test_what_is_found_has_a_feed_without_order_and_page(query, feed, three, client):
    html = " ".join(html_of(client, three["sl"], query).split())
    address = f"/api/feeds/directory/sl.atom{feed}".replace("&", "&amp;")
    assert f'<link rel="alternate" type="application/atom+xml" href="{address}"' in html
    assert html.count(f'href="{address}"') == 2


def test_cards_speak_the_reader_s_language_and_mark_what_does_not(directory, client):
    page = make_organisation(
        official_name="Zavod Kamen",
        name_it="Istituto Pietra",
        summary_sl="Popravljamo zidove.",
    )
    italian = html_of(client, directory["it"])
    assert f'<a href="{twin_of(page).url}">Istituto Pietra</a>' in italian
    assert '<span lang="sl">Popravljamo zidove.</span>' in italian
    slovenian = html_of(client, directory["sl"])
    assert f'<a href="{page.url}">Zavod Kamen</a>' in slovenian
    assert '<span lang="sl">Popravljamo zidove.</span>' not in slovenian


def test_a_municipality_without_an_italian_name_is_slovenian_for_everybody(directory, client):
    make_organisation(settlement="Sežana", municipality="111")
    assert '<span lang="sl">Sežana</span> (Sesana)' in html_of(client, directory["it"])
    assert "Sesana" not in html_of(client, directory["sl"])


def test_an_entry_whose_twin_is_missing_is_linked_where_it_is(directory):
    page = make_organisation()
    twin = twin_of(page)
    type(page).objects.filter(pk=twin.pk).update(live=False)
    (card,) = listing_of(directory, language="it").cards
    assert card.url == page.url


# Words


def test_words_are_found_and_joined_with_the_filters(three):
    make_organisation(official_name="Zbor starejših", topics=["starejsi"])
    index()
    assert names(listing_of(three, "?q=zbor&topic=kultura")) == ["Zbor"]
    listing = listing_of(three, "?q=zbor")
    assert sorted(names(listing)) == ["Zbor", "Zbor starejših"]
    counts = {option.value: option.count for option in listing.groups[0].options}
    assert counts == {"kultura": 1, "starejsi": 1}
    assert listing.sort == Sort.RELEVANCE
    assert names(listing_of(three, "?q=zbor&sort=name")) == ["Zbor", "Zbor starejših"]


def test_relevance_puts_the_name_first_and_what_nobody_confirms_last(directory):
    make_organisation(official_name="Društvo Oljka", description_sl="Vrtnarimo. " * 30 + "burja")
    make_organisation(official_name="Burja")
    old = make_organisation(official_name="Burja burja burja")
    set_clock(old, DORMANT_DAYS)
    index()
    found = names(listing_of(directory, "?q=burja"))
    assert found == ["Burja", "Društvo Oljka", "Burja burja burja"]


def test_an_engine_that_answers_with_objects_gives_the_same(three, monkeypatch):
    """Elasticsearch and the like have no query that could be narrowed."""
    make_organisation(official_name="Zbor starejših", topics=["starejsi"])
    index()
    whole = listing_of(three, "?q=zbor&municipality=050")
    expected = (names(whole), whole.counts)
    pages = [page.pk for page in whole.matching.found]
    monkeypatch.setattr("directory.queries.found", lambda words: pages)
    listed = listing_of(three, "?q=zbor&municipality=050")
    assert (names(listed), listed.counts) == expected


def test_nothing_found_says_what_was_asked_and_how_to_go_on(three, client):
    index()
    html = html_of(client, three["sl"], "?q=anziani&topic=kultura")
    assert 'href="?topic=kultura"' in html  # without the words
    assert 'href="?q=anziani"' in html  # without the filter
    assert 'href="?topic=starejsi"' in html  # what the Italian word means
    assert f'href="{three["sl"].url}"' in html


# Near


def test_the_nearer_stands_first_and_says_how_far_it_is(directory, client):
    make_organisation(official_name="Daleč", lat=45.703, lon=13.871)
    make_organisation(official_name="Skrita", lat=45.547, lon=13.729, hide_address=True)
    make_organisation(official_name="Blizu", lat=45.538, lon=13.662)
    listing = listing_of(directory, "?near=10101743")
    assert names(listing) == ["Blizu", "Daleč", "Skrita"]
    assert [card.kilometres and round(card.kilometres, 1) for card in listing.cards] == [
        5.3,
        20.6,
        None,
    ]
    html = html_of(client, directory["sl"], "?near=10101743")
    assert "5,3 km" in html
    assert "45.547" not in html  # the hidden one's point, which is the settlement's too


@pytest.mark.parametrize("near", ["ni", "99999999", "1" * 40, "\u0661"])
def test_a_place_that_is_not_known_changes_nothing(near, three):
    listing = listing_of(three, f"?near={near}")
    assert (listing.near, listing.sort) == (None, Sort.NAME)


# Pages


@pytest.fixture
def thirty(directory):
    for number in range(30):
        make_organisation(official_name=f"Društvo {number:02}")
    return directory


@pytest.mark.slow
def test_pages_of_twenty_four(thirty, client):
    assert names(listing_of(thirty))[0::23] == ["Društvo 00", "Društvo 23"]
    second = listing_of(thirty, "?page=2&topic=kultura")
    assert names(second) == [f"Društvo {number}" for number in range(24, 30)]
    assert (second.previous, second.next) == ("?topic=kultura", "")
    for beyond in ("3", "999999999", "9" * 40, "-1", "0", "abc", ""):
        listing = listing_of(thirty, f"?page={beyond}")
        assert listing.slice.number == (2 if beyond in ("3", "999999999") else 1), beyond
    assert 'rel="next"' in html_of(client, thirty["it"])


# What must hold whatever is asked


def test_the_same_question_means_the_same_in_both_languages(three):
    query = "?topic=sport&municipality=050&sort=confirmed"
    assert names(listing_of(three, query, "sl")) == names(listing_of(three, query, "it"))


nasty = st.dictionaries(
    st.sampled_from(["q", "topic", "municipality", "sort", "near", "page", "kaj"]),
    st.text(max_size=40) | st.sampled_from(["\0", "kultura", "050", "&|!():*'\"", "%", "🐟", "‮"]),
)


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parameters=nasty)
def test_whatever_is_asked_is_answered(three, client, parameters):
    response = client.get(three["sl"].url, parameters)
    assert response.status_code == 200
    assert 'id="found"' in response.content.decode()


@pytest.mark.parametrize("words", ['"', '"zbor', "zbor'", "\\", "*", "-", "zbor:* & !", "NEAR("])
def test_signs_of_search_syntax_are_no_syntax(words, three, client):
    index()
    response = client.get(three["sl"].url, {"q": words})
    assert response.context["listing"].total == ("zbor" in words)


def test_a_megabyte_of_words_is_cut(three, client):
    listing = listing_of(three, "?q=" + "a" * 1_000_000)
    assert len(listing.question.words) == 200
    assert listing.total == 0


def test_words_are_shown_as_they_are_and_never_as_markup(three, client):
    html = html_of(client, three["sl"], "?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


questions = st.builds(
    Question,
    words=st.sampled_from(["", "zbor", "a & b"]),
    chosen=st.dictionaries(st.sampled_from(["topic", "audience"]), st.just(("mladi",)), max_size=2),
    sort=st.sampled_from([None, *Sort]),
    near=st.sampled_from(["", "10101743"]),
    page=st.integers(1, 99),
)


@pytest.mark.django_db
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=questions)
def test_an_address_asks_what_was_asked(directory, question):
    assert Question.read(QueryDict(question.address[1:]), Vocabulary()) == question


def test_a_retired_term_in_an_old_address_means_its_successor(three):
    old, new = (Vocabulary().terms["topics"][place] for place in (2, 1))
    old.retired, old.replaced_by = True, new
    old.save()
    assert listing_of(three, f"?topic={old.code}").question.chosen == {"topic": (new.code,)}


@pytest.mark.parametrize("query", ["", "?topic=kultura&form=drustvo&near=10101743", "?q=zbor"])
def test_queries_do_not_grow_with_the_entries(query, directory, client):
    make_organisation(official_name="Zbor ena")
    index()
    address = f"{directory['it'].url}{query}"
    one = queries_of(client, address)
    for name in ("Zbor dve", "Zbor tri"):
        make_organisation(official_name=name, name_it=f"Coro {name}")
    index()
    assert queries_of(client, address) == one


@pytest.mark.parametrize(
    "query", ["", "?q=zbor", "?q=zbor&topic=kultura&municipality=050&near=10101743"]
)
def test_the_list_itself_takes_eight_queries_at_most(query, three):
    index()
    with CaptureQueriesContext(connection) as queries:
        listing = listing_of(three, query)
        _read = (listing.cards, listing.groups, listing.regions, listing.settlement_groups)
        _read = (listing.chips, listing.sort_choices, listing.numbers, listing.suggestions)
    assert len(queries) <= 8


def test_only_the_plain_list_is_for_search_engines(three, client):
    assert "noindex" not in html_of(client, three["sl"])
    assert "noindex" in html_of(client, three["sl"], "?topic=kultura")


def test_what_is_not_public_is_not_counted(three, client):
    make_organisation(official_name="Osnutek", published=False)
    hidden = make_organisation(official_name="Zaprto")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    gone = make_organisation(official_name="Umaknjeno")
    gone.unpublish()
    index()
    listing = listing_of(three)
    assert (names(listing), listing.total) == (["Klub", "Odred", "Zbor"], 3)
    assert listing_of(three, "?q=zaprto").total == 0
