"""The Atom feed of any list: what RFC 4287 wants of it, its order, its language marks."""

from xml.etree import ElementTree

import pytest

from directory.models import Entry
from directory.queries import public_entries
from tests.directory.organisations import make_organisation
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(client, query: str = "", language: str = "sl"):
    response = client.get(f"/api/feeds/directory/{language}.atom{query}")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314  (our own)


def texts(root, path: str) -> list[str]:
    return [each.text for each in root.findall(path.replace("a:", ATOM))]


def test_the_newest_change_comes_first(directory, client):
    first, second = make_organisation(), make_organisation()
    first.save_revision().publish()
    assert texts(feed(client), "a:entry/a:id") == [first.uid.urn, second.uid.urn]
    newest = max(public_entries().values_list("modified_at", flat=True))
    assert texts(feed(client), "a:updated") == [newest.isoformat(timespec="seconds")]


def test_it_has_all_that_a_reader_requires(directory, client):
    """RFC 4287: id, title, updated and author of the feed; of an entry id, title, updated, link."""
    page = make_organisation(summary_it="Riassunto.")
    root = feed(client, "?topic=kultura&topic=nič", "it")
    for name in ("id", "title", "updated"):
        assert len(texts(root, f"a:{name}")) == len(texts(root, f"a:entry/a:{name}")) == 1
    assert len(texts(root, "a:author/a:name")) == 1
    links = {each.get("rel"): each.get("href") for each in root.findall(f"{ATOM}link")[:2]}
    assert links == {
        "self": "http://testserver/api/feeds/directory/it.atom?topic=kultura",
        "alternate": "http://testserver/api/feeds/directory/sl.atom?topic=kultura",
    }
    entry = root.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}category").attrib == {"term": "kultura", "label": "cultura"}
    assert entry.find(f"{ATOM}summary").text == "Riassunto."
    link = entry.find(f"{ATOM}link").attrib
    assert link["href"].startswith(f"http://testserver{directory['it'].get_url()}")
    assert page.uid.urn == entry.find(f"{ATOM}id").text


def test_words_in_the_other_language_are_marked(directory, client):
    make_organisation(summary_sl="Povzetek.", summary_it="")
    for language, mark in (("sl", None), ("it", "sl")):
        root = feed(client, language=language)
        assert root.get(LANG) == language
        assert root.find(f"{ATOM}entry/{ATOM}summary").get(LANG) == mark


def test_it_follows_the_filters_of_the_list(directory, client):
    sport = make_organisation(official_name="Športno društvo", topics=["sport"])
    culture = make_organisation(official_name="Kulturno društvo", areas=["040"])
    found = texts(feed(client, "?topic=sport"), "a:entry/a:id")
    assert found == [sport.uid.urn]
    assert texts(feed(client, "?municipality=040"), "a:entry/a:id") == [culture.uid.urn]
    assert texts(feed(client, "?q=kulturno&page=7"), "a:entry/a:id") == [culture.uid.urn]
    assert texts(feed(client, "?topic=sport&municipality=040"), "a:entry/a:id") == []
    ids = {feed(client, query).find(f"{ATOM}id").text for query in ("", "?topic=sport")}
    assert len(ids) == 2


def test_what_is_not_xml_is_taken_out(directory, client):
    page = make_organisation()
    page.title = page.draft_title = "Dru\x0bštvo <&> 🌊"
    page.save()
    assert texts(feed(client), "a:entry/a:title") == ["Društvo <&> 🌊"]


def test_an_unchanged_feed_is_not_sent_again(directory, client):
    make_organisation()
    address = "/api/feeds/directory/sl.atom"
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    Entry.objects.update(modified_at="2020-01-01T00:00:00Z")
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("query", ["?q=%00", "?q=%22%28%2A", "?q=" + "a" * 9000, "?topic=%00"])
def test_odd_queries_are_answered(directory, client, query):
    assert len(feed(client, query).findall(f"{ATOM}title")) == 1


def test_the_queries_do_not_grow_with_the_feed(directory, client):
    make_organisation()
    one = queries_of(client, "/api/feeds/directory/it.atom?topic=kultura")
    for _time in range(2):
        make_organisation()
    assert queries_of(client, "/api/feeds/directory/it.atom?topic=kultura") == one <= 20


def test_a_sign_that_xml_has_not_is_left_out(directory, client):
    make_organisation(summary_sl="Ena \uffff dva \ufffe tri")
    assert texts(feed(client), "a:entry/a:summary") == ["Ena  dva  tri"]
