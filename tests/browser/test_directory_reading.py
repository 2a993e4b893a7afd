"""The directory as people use it: by keyboard, on a telephone, without JavaScript, on paper."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import LOOKS, findings

LISTS = ("/sl/imenik/", "/it/elenco-ong/")
ENTRIES = (
    "/sl/imenik/primer-zavod-tihi-zaliv/",
    "/it/elenco-ong/istituto-baia-tranquilla-per-la-salute-mentale-esempio/",
)
SELECTIONS = ("/sl/imenik/moj-izbor/", "/it/elenco-ong/la-mia-selezione/")
FILTERED = "/sl/imenik/?topic=kultura&municipality=050&q=foo"
EVERY = (*LISTS, *ENTRIES, *SELECTIONS, FILTERED, "/it/elenco-ong/?near=10101743&topic=kultura")
# axe cannot tell what colour lies behind the words of a drawing; they have a halo of the land's.
ON_THE_MAP = re.compile("region-map|tspan")
KOPER = {"latitude": 45.547, "longitude": 13.729}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing(scheme, width, new_page):
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    violations, incomplete = set(), set()
    for path in EVERY:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found = findings(page, path)
        violations |= found["violations"]
        incomplete |= found["incomplete"]
    assert violations == set()
    assert {each for each in incomplete if not ON_THE_MAP.search(each[2])} == set()


@pytest.mark.parametrize("width", [320, 390, 820, 1350])
def test_nothing_scrolls_sideways(width, new_page):
    page = new_page(viewport={"width": width, "height": 800})
    for path in EVERY:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0, path


@pytest.mark.parametrize("path", LISTS)
def test_the_list_is_narrowed_without_javascript_and_keeps_its_filters(path, new_page):
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page.goto(path)
    everything = page.locator(".organisation").count()
    page.locator(".filters:not(.filters--map) > summary").click()
    page.locator('input[name="topic"][value="kultura"]').check()
    page.locator(".filters__end button").click()
    assert "topic=kultura" in page.url
    narrowed = page.locator(".organisation").count()
    assert 0 < narrowed < everything
    page.locator(".filters--map > summary").click()
    page.locator('.region-map__region[href*="municipality=050"]').click()
    assert "topic=kultura&municipality=050" in page.url
    assert page.locator(".chip").count() == 2
    page.locator(".switcher a:not([aria-current])").click()
    assert page.url.endswith("?topic=kultura&municipality=050")
    assert page.locator(".chip").count() == 2
    page.locator(".chip").first.click()
    assert page.url.endswith("?municipality=050")


def test_the_map_works_by_keyboard(page):
    page.goto(LISTS[0])
    region = page.locator('.region-map__region[href="?municipality=040"]')
    count = int(region.locator(".region-map__count").text_content())
    region.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?municipality=040")
    assert page.locator(".organisation").count() == count
    chosen = page.locator(".region-map__region--current")
    chosen.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "municipality" not in url)


def test_a_position_is_compared_in_the_browser_and_goes_nowhere(new_page):
    page = new_page(geolocation=KOPER, permissions=["geolocation"])
    page.goto(LISTS[0])
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("[data-position]").click()
    expect(page.locator("[data-distance]:not([hidden])").first).to_be_visible()
    shown = page.locator("[data-distance]:not([hidden])").all_inner_texts()
    distances = [float(text.removesuffix(" km").replace(",", ".")) for text in shown]
    assert len(distances) > 3
    assert distances == sorted(distances)
    assert page.locator("[data-position-status]").inner_text() != ""
    assert [url for url in asked if "/static/" not in url] == []  # the browser's own icon may come


def test_a_position_that_is_refused_is_said_so(new_page):
    page = new_page(permissions=[])
    page.goto(LISTS[0])
    page.locator("[data-position]").click()
    status = page.locator("[data-position-status]")
    expect(status).to_have_text(status.get_attribute("data-refused"))


def test_a_selection_is_kept_shown_sent_and_emptied(new_page):
    page = new_page()
    page.goto(LISTS[0])
    for place in (0, 1):
        page.locator("[data-keep]").nth(place).click()
    names = page.locator(".organisation h3").all_inner_texts()[:2]
    assert page.locator("[data-mine-count]").inner_text().strip() == "(2)"
    assert page.locator("[data-keep]").first.get_attribute("aria-pressed") == "true"
    kept = page.evaluate("localStorage.getItem('directory-selection')")
    page.locator("[data-mine]").click()
    page.locator(".selection__entry").nth(1).wait_for()
    assert page.locator(".selection__entry h2").all_inner_texts() == names
    link = page.locator("[data-link]").input_value()
    assert link.split("#")[1].split(",") == json.loads(kept)
    page.locator("[data-drop]").first.click()
    expect(page.locator(".selection__entry")).to_have_count(1)
    page.locator("[data-clear]").click()
    expect(page.locator(".selection__entry")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0

    guest = new_page()
    guest.goto(link.replace("/sl/imenik/moj-izbor/", "/it/elenco-ong/la-mia-selezione/"))
    guest.locator(".selection__entry").nth(1).wait_for()
    assert guest.evaluate("localStorage.length") == 0
    guest.locator("[data-adopt]").click()
    expect(guest.locator("[data-clear]")).to_be_visible()
    assert guest.evaluate("localStorage.length") == 1


def test_without_javascript_nothing_is_offered_that_needs_it(new_page):
    page = new_page(java_script_enabled=False)
    page.goto(LISTS[1])
    assert page.locator("[data-keep]:visible").count() == 0
    assert page.locator("[data-position]:visible").count() == 0
    page.goto(SELECTIONS[1])
    assert page.locator("noscript").count() == 1
    assert "JavaScript" in page.locator("main").inner_text()


@pytest.mark.parametrize("path", ENTRIES)
def test_an_entry_prints_on_one_sheet(path, page):
    page.goto(path)
    sheet = page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "12mm"))
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


def test_numbers_are_dialled_and_the_card_is_a_file(page):
    page.goto(ENTRIES[0])
    assert page.locator('.contact a[href^="tel:+386"]').count() > 0
    with page.expect_download() as started:
        page.locator('a[href$="/vcf/"]').click()
    assert started.value.suggested_filename == "primer-zavod-tihi-zaliv.vcf"
