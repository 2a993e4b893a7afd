"""Lists in the pages of municipalities: framed, taken over as a fragment, or by oEmbed."""

import pytest
from django.utils.html import escape

from tests.directory.organisations import make_organisation
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def koper(directory):
    return make_organisation(
        official_name="Društvo <Žarek>",
        summary_sl="Povzetek.",
        settlement="Koper",
        municipality="050",
        post="6000",
    )


def test_everybody_may_frame_it_and_nothing_else_happens(koper, client):
    response = client.get("/api/embed/it?municipality=050")
    assert "X-Frame-Options" not in response.headers
    assert response.cookies == {}
    assert response.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors *"
    )
    body = response.text
    assert [word for word in ("<script", "style=", "<form") if word in body] == []


def test_it_lists_what_matches_with_links_that_leave_the_frame(koper, directory, client):
    make_organisation(official_name="Drugje", areas=["111"])
    body = client.get("/api/embed/it?municipality=050").text
    assert escape("Društvo <Žarek>") in body
    assert "Drugje" not in body
    assert '<p class="ngo-list__place" lang="it">Capodistria</p>' in body
    assert '<p lang="sl">Povzetek.</p>' in body
    page = f"http://testserver{directory['it'].get_url()}"
    assert f'<a href="{page}?municipality=050" target="_top">' in body
    assert (
        '<a href="http://testserver/api/embed/sl?municipality=050" hreflang="sl" lang="sl" '
        'target="_self">'
    ) in body


def test_only_public_organisations_are_in_it(koper, client):
    address = "/api/embed/sl?municipality=050"
    assert client.get(address).text.count("<li>") == 1
    koper.unpublish()
    assert client.get(address).text.count("<li>") == 0


def test_the_fragment_is_the_list_without_a_page(koper, client):
    response = client.get("/api/embed/sl/fragment?municipality=050")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.text.strip().startswith('<section class="ngo-list" lang="sl">')
    assert "<html" not in response.text
    assert response.text in client.get("/api/embed/sl?municipality=050").text.replace(
        "/api/embed/it?", "/api/embed/it/fragment?"
    )


def oembed(client, url: str, **asked):
    return client.get("/api/oembed", {"url": url, **asked})


def test_oembed_gives_the_frame_for_an_embed_and_for_the_list_itself(koper, directory, client):
    for url in (
        "http://testserver/api/embed/it?municipality=050&colour=red",
        f"http://testserver{directory['it'].get_url()}?municipality=050&page=3",
    ):
        found = oembed(client, url, maxwidth="320", maxheight="x").json()
        assert (found["type"], found["version"], found["width"], found["height"]) == (
            "rich",
            "1.0",
            320,
            480,
        )
        assert found["title"].endswith(": Capodistria")
        assert 'src="http://testserver/api/embed/it?municipality=050"' in found["html"]


def test_oembed_refuses_what_is_not_ours(directory, client):
    other = ("", "http://example.org/api/embed/it", "http://[", "http://testserver/sl/")
    for url in (*other, f"http://testserver/api/embed/it?{'a=1&' * 11_000}"):
        assert oembed(client, url).json()["status"] == 404
    ours = "http://testserver/api/embed/it"
    assert oembed(client, ours, format="xml").json()["status"] == 501
    assert ours in client.get("/api/embed/it").text.replace("%3A", ":").replace("%2F", "/")


@pytest.mark.parametrize("path", ["/api/embed/it", "/api/embed/sl/fragment?municipality=050"])
def test_the_queries_do_not_grow_with_the_list(koper, client, path):
    one = queries_of(client, path)
    for _time in range(2):
        make_organisation()
    assert queries_of(client, path) == one <= 20
