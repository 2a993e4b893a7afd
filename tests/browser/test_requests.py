"""What a visit sends and fetches: nothing to third parties, no cookie, few bytes, no dead end."""

import pytest

from tests.browser.addresses import EVERY, PAIRS
from tests.browser.record import record

KEPT = "[document.cookie, localStorage.length, sessionStorage.length]"


def test_pages_ask_nobody_else_keep_nothing_and_complain_of_nothing(page, site):
    watched = record(page)
    for path in EVERY:
        page.goto(path)
        assert page.evaluate(KEPT) == ["", 0, 0], path
    page.wait_for_load_state("networkidle")
    assert watched.foreign(site) == []
    assert watched.refused == []
    assert watched.errors == []
    assert page.context.cookies() == []


def transferred(page, path) -> int:
    """Return the bytes that the first visit to a page brings, as sent."""
    devtools = page.context.new_cdp_session(page)
    sizes = []
    devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    devtools.send("Network.enable")
    page.goto(path, wait_until="networkidle")
    assert len(sizes) > 5
    return round(sum(sizes))


@pytest.mark.parametrize("path", PAIRS["home"])
def test_home_page_comes_in_under_60_kb(path, page):
    assert transferred(page, path) < 60_000


@pytest.mark.parametrize("density", [1, 2])
@pytest.mark.parametrize("path", PAIRS["all parts"])
def test_page_with_pictures_comes_in_under_150_kib(path, density, new_page):
    page = new_page(device_scale_factor=density)
    assert transferred(page, path) < 150 * 1024


# The site says of itself that it is localhost (Wagtail's Site) where the tests say 127.0.0.1.
NAMED = """() => [...document.querySelectorAll("[href], [src], [srcset], meta[content^='http']")]
  .flatMap((element) => [element.getAttribute("href"), element.getAttribute("src"),
    element.content, ...(element.srcset || "").split(",").map((one) => one.trim().split(" ")[0])])
  .filter(Boolean)
  .map((address) => new URL(address, location.href))
  .filter((url) => url.protocol === "http:")
  .filter((url) => ["localhost", location.hostname].includes(url.hostname))
  .map((url) => url.pathname + url.search)"""


def test_every_address_that_a_page_names_answers(page, site):
    named = {"/favicon.ico", "/robots.txt", "/sitemap.xml"}
    for path in EVERY:
        page.goto(path)
        named.update(page.evaluate(NAMED))
    assert len(named) > 40
    dead = [address for address in sorted(named) if page.request.get(address).status != 200]
    assert dead == []
