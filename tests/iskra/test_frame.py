"""The frame of every page: switcher, menus, and what machines read."""

import html
import json
import re

import pytest

from tests.directory.organisations import make_organisation
from tests.pages import make_page
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
NAMES = {
    "sl": "Stičišče NVO Istre in Krasa",
    "it": "Punto d'incontro delle ONG dell'Istria e del Carso",
}


def read(client, address):
    """Return a page with its white space run together, as a browser sees it."""
    return re.sub(r"\s+", " ", client.get(address).text).replace(" >", ">")


def links(text, pattern):
    return re.findall(pattern, text)


def graph(text):
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', text)[1])
    return {node["@type"]: node for node in data["@graph"]}


def test_the_switcher_keeps_page_and_query(client):
    text = read(client, "/sl/usposabljanje/?stran=2&q=%C4%8Das")
    assert (
        'href="/it/formazione/?stran=2&amp;q=%C4%8Das" lang="it" hreflang="it" data-switch' in text
    )
    assert 'lang="sl" hreflang="sl" aria-current="true">Slovenščina' in text


def test_the_header_carries_both_names(client):
    for address, order in (("/sl/kontakt/", ("sl", "it")), ("/it/contatti/", ("it", "sl"))):
        text = html.unescape(client.get(address).text)
        found = links(text, r'<span class="brand__name" lang="(\w\w)">([^<]+)</span>')
        assert found == [(code, NAMES[code]) for code in order]


def test_a_pair_points_at_each_other_and_at_the_root(client):
    expected = [
        ("sl", "http://testserver/sl/usposabljanje/"),
        ("it", "http://testserver/it/formazione/"),
        ("x-default", "http://testserver/"),
    ]
    for address, canonical in (("/sl/usposabljanje/?a=1", 0), ("/it/formazione/", 1)):
        text = read(client, address)
        found = links(text, r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
        assert found == expected
        assert f'<link rel="canonical" href="{expected[canonical][1]}">' in text


def test_a_page_in_one_language_points_at_its_source_and_has_no_alternates(client):
    text = read(client, "/it/formazione/primer-zbor-clanov/")
    assert (
        '<link rel="canonical" href="http://testserver/sl/usposabljanje/primer-zbor-clanov/">'
        in text
    )
    assert "hreflang=" not in text.split("</head>")[0]
    assert '<meta property="og:locale" content="sl_SI">' in text
    assert '<span aria-current="page" lang="sl">Primer: kako pripraviti zbor članov</span>' in text


def test_without_a_live_peer_the_switcher_leads_to_the_closest_page_that_has_one(homes, client):
    parent = make_page(homes["sl"], "Zgoraj")
    make_page(parent, "Spodaj").get_translations().update(live=False)
    assert 'href="/it/zgoraj/" lang="it"' in read(client, "/sl/zgoraj/spodaj/?a=1")


def test_machines_read_the_hub_the_site_and_the_way(client):
    nodes = graph(read(client, "/it/chi-siamo/visione/"))
    assert nodes["NGO"]["name"] == "ISKRA – Punto d'incontro delle ONG dell'Istria e del Carso"
    assert nodes["NGO"]["alternateName"][1] == "Stičišče NVO Istre in Krasa"
    assert nodes["WebSite"]["inLanguage"] == ["sl", "it"]
    way = nodes["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"]) for step in way] == [
        (1, "Punto d'incontro ISKRA"),
        (2, "Il Punto d'incontro ISKRA"),
        (3, "Visione"),
    ]


def test_a_title_cannot_end_the_script_it_stands_in(homes, client):
    make_page(homes["sl"], "</script><b>x", slug="zlonamerna")
    text = read(client, "/sl/zlonamerna/")
    assert "</script><b>x" not in text
    assert graph(text)["BreadcrumbList"]["itemListElement"][1]["name"] == "</script><b>x"


def test_the_description_is_the_lead_unless_an_editor_wrote_one(client):
    assert '<meta name="description" content="Kaj je stičišče ISKRA' in read(
        client, "/sl/o-sticiscu/"
    )
    assert '<meta name="description" content="Vizija Stičišča ISKRA' in read(
        client, "/sl/o-sticiscu/vizija/"
    )


@pytest.mark.parametrize(
    ("address", "limit"),
    [
        ("/", 12),
        ("/sl/", 16),
        ("/it/", 16),
        ("/it/formazione/", 12),
        ("/sl/o-sticiscu/", 12),
        ("/it/chi-siamo/progetto-2019-2023/", 12),
        ("/it/chi-siamo/esempio-elementi/", 12),
        ("/it/formazione/primer-zbor-clanov/", 12),
    ],
)
def test_a_page_asks_little_of_the_database(client, address, limit):
    assert queries_of(client, address) <= limit


def test_a_longer_menu_costs_nothing(homes, client):
    before = queries_of(client, "/sl/kontakt/")
    for number in range(3):
        make_page(homes["sl"], f"Nova {number}", show_in_menus=True)
    assert queries_of(client, "/sl/kontakt/") == before


def test_the_root_page_is_in_both_languages_and_does_not_send_anybody_away(client):
    response = client.get("/", HTTP_ACCEPT_LANGUAGE="it")
    text = response.text
    assert response.status_code == 200
    sides = re.findall(r'<section class="welcome__side" lang="(\w\w)">\s*<h2>([^<]+)</h2>', text)
    assert sides == [
        ("sl", "Stičišče NVO Istre in Krasa"),
        ("it", "Punto d&#x27;incontro delle ONG dell&#x27;Istria e del Carso"),
    ]
    assert text.count('class="button"') == 2


def test_the_sitemap_lists_what_is_written_with_its_translations(client):
    make_organisation()
    response = client.get("/sitemap.xml")
    text = response.text
    assert response.headers["Content-Type"].startswith("application/xml")
    # The root, pages in both languages, an organisation, which is so too, and two in one only.
    assert text.count("<url>") == 1 + 2 * 15 + 2 + 2
    entry = text[text.index("<loc>http://testserver/sl/usposabljanje/</loc>") :].split("</url>")[0]
    assert links(entry, r'hreflang="([^"]+)" href="([^"]+)"') == [
        ("sl", "http://testserver/sl/usposabljanje/"),
        ("it", "http://testserver/it/formazione/"),
        ("x-default", "http://testserver/"),
    ]
    assert "/it/formazione/primer-zbor-clanov/" not in text


def test_the_sitemap_asks_as_much_for_three_more_pages(homes, client):
    before = queries_of(client, "/sitemap.xml")
    for number in range(3):
        make_page(homes["sl"], f"Nova {number}")
    assert queries_of(client, "/sitemap.xml") == before


def test_robots_may_read_all_but_the_admin(client):
    assert client.get("/robots.txt").text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Sitemap: http://testserver/sitemap.xml",
    ]
