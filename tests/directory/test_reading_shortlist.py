"""A reader's own selection: what the server gives for it, which is what everybody may read."""

import uuid

import pytest
from wagtail.models import PageViewRestriction

from directory.reading.shortlist import MOST, WORDS
from tests.directory.organisations import make_organisation, twin_of
from tests.queries import queries_of


def data_of(client, directory, *uids, language: str = "sl") -> list[dict]:
    query = "&".join(f"uid={uid}" for uid in uids)
    response = client.get(f"{directory[language].url}{WORDS[language]}/json/?{query}")
    assert response["Content-Type"] == "application/json"
    return response.json()["organisations"]


@pytest.mark.parametrize("language", ["sl", "it"])
def test_the_page_stands_in_both_languages_and_says_what_it_needs(language, directory, client):
    page = directory[language]
    assert page.shortlist_url == f"{page.url}{WORDS[language]}/"
    html = client.get(page.shortlist_url).content.decode()
    assert f'data-selection="{page.shortlist_url}json/"' in html
    assert "<noscript>" in html
    assert "noindex" in html


def test_entries_come_in_the_order_asked_for_and_in_the_reader_s_language(directory, client):
    one = make_organisation(
        official_name="Ena",
        name_it="Uno",
        phone="+38656278500",
        website="https://ena.example.org/",
        settlement="Koper",
        municipality="050",
        house_number="3",
        post="6000",
    )
    two = make_organisation(official_name="Dve", topics=["sport", "kultura"])
    found = data_of(client, directory, two.uid, one.uid, language="it")
    assert [each["name"] for each in found] == ["Dve", "Uno"]
    assert found[1] == {
        "uid": str(one.uid),
        "name": "Uno",
        "url": twin_of(one).url,
        "summary": {"text": "Povzetek.", "language": "sl"},
        "topics": ["cultura"],
        "municipality": "Capodistria",
        "address": "Capodistria 3, 6000 Capodistria",
        "phones": [{"number": "+38656278500", "text": "+386 5 627 85 00"}],
        "email": one.email,
        "website": "https://ena.example.org/",
    }


def test_nothing_that_is_not_public_is_given(directory, client):
    draft = make_organisation(published=False)
    gone = make_organisation()
    gone.unpublish()
    kept = make_organisation()
    PageViewRestriction.objects.create(page=kept, restriction_type=PageViewRestriction.LOGIN)
    twin_kept = make_organisation()
    PageViewRestriction.objects.create(
        page=twin_of(twin_kept), restriction_type=PageViewRestriction.LOGIN
    )
    asked = [page.uid for page in (draft, gone, kept, twin_kept)]
    assert data_of(client, directory, *asked) == []


def test_a_hidden_address_is_not_given(directory, client):
    page = make_organisation(
        settlement="Koper",
        municipality="050",
        house_number="17c",
        hide_address=True,
        lat=45.1,
        lon=13.1,
    )
    (found,) = data_of(client, directory, page.uid)
    assert (found["address"], found["municipality"]) == ("", "Koper")
    assert "45.1" not in str(found)


def test_what_is_no_identifier_is_left_out(directory, client):
    page = make_organisation()
    asked = ["", "x", "'; drop table", "0" * 5000, uuid.uuid4(), str(page.uid).upper(), page.uid]
    assert [each["uid"] for each in data_of(client, directory, *asked)] == [str(page.uid)]


def test_no_more_than_fifty_are_given(directory, client):
    page = make_organisation()
    others = [uuid.uuid4() for _each in range(MOST)]
    assert data_of(client, directory, *others, page.uid) == []
    assert len(data_of(client, directory, *others[1:], page.uid)) == 1


def test_queries_do_not_grow_with_the_selection(directory, client):
    pages = [
        make_organisation(settlement="Koper", municipality="050", phone="+38656278500")
        for _each in range(3)
    ]
    address = f"{directory['sl'].shortlist_url}json/?"
    one = queries_of(client, f"{address}uid={pages[0].uid}")
    assert queries_of(client, address + "&".join(f"uid={page.uid}" for page in pages)) == one
