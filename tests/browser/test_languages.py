"""Each text stands in the language that the page says it is in."""

import re
from collections import deque
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from tests.browser.addresses import ALIASES, EVERY, NOT_FOUND, WELCOME
from tests.browser.catalogs import LANGUAGES, Foreign

# Every text of the page with the language it is said to be in: each text node, each element that
# is wholly in one language, the attributes that are read out, title and description.
READ = """() => {
  const found = [];
  const add = (element, text) => {
    text = (text || "").replace(/\\s+/g, " ").trim();
    if (text) found.push([element.closest("[lang]").lang, text]);
  };
  for (const element of document.querySelectorAll("title, body, body *")) {
    if (["SCRIPT", "STYLE"].includes(element.tagName)) continue;
    const { lang } = element.closest("[lang]");
    if ([...element.querySelectorAll("[lang]")].every((inner) => inner.lang === lang))
      add(element, element.textContent);
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE) add(element, node.data);
    for (const name of ["aria-label", "title", "alt", "placeholder"])
      add(element, element.getAttribute(name));
  }
  for (const meta of document.querySelectorAll("meta[name=description]")) add(meta, meta.content);
  return found;
}"""

# Links in a drawing have no text for an address.
LINKS = """links => links.map(
  (link) => new URL(link.getAttribute("href"), document.baseURI).href
)"""
# The directory is full of names, which belong to no language; test_directory_reading reads it.
NOT_PAGES = re.compile(r"/(admin|documents|media|static|api|id)/|/(sl/imenik|it/elenco-ong)/")


@dataclass(frozen=True)
class Reading:
    """The status of a page, its language and its texts, each with its language."""

    status: int
    language: str
    texts: frozenset[tuple[str, str]]


@pytest.fixture(scope="module")
def readings(browser, site):
    """Every page that a link or the sitemap leads to, and the page that is not there."""
    page = browser.new_page(base_url=site)
    sitemap = re.findall(r"<loc>([^<]+)</loc>", page.request.get("/sitemap.xml").text())
    waiting = deque([NOT_FOUND, *(urlsplit(address).path for address in sitemap)])
    found = {}
    while waiting:
        path = waiting.popleft()
        if path in found or NOT_PAGES.match(path):
            continue
        status = page.goto(path, wait_until="domcontentloaded").status
        texts = frozenset(map(tuple, page.evaluate(READ)))
        found[path] = Reading(status, page.locator("html").get_attribute("lang"), texts)
        links = map(urlsplit, page.locator("a[href]").evaluate_all(LINKS))
        waiting.extend(link.path for link in links if link.netloc == urlsplit(site).netloc)
    page.close()
    return found


def test_crawl_meets_every_page_in_both_languages(readings):
    assert set(EVERY) <= set(readings)
    paths = sorted(path for path in readings if path not in (WELCOME, NOT_FOUND))
    by_language = {code: [p for p in paths if p.startswith(f"/{code}/")] for code in LANGUAGES}
    assert len(by_language["sl"]) == len(by_language["it"]) >= 16
    assert len(paths) == 2 * len(by_language["sl"])
    assert [path for path, reading in readings.items() if reading.status != 200] == [NOT_FOUND]


def test_sitemap_leaves_out_the_aliases_alone(readings, page):
    listed = re.findall(r"<loc>([^<]+)</loc>", page.request.get("/sitemap.xml").text())
    assert set(readings) - {urlsplit(address).path for address in listed} == {*ALIASES, NOT_FOUND}


def test_page_is_in_the_language_of_its_address(readings):
    languages = {path: reading.language for path, reading in readings.items()}
    assert languages == {path: "sl" if path == WELCOME else path.split("/")[1] for path in readings}


def test_no_text_comes_from_the_catalog_of_another_language(readings):
    foreign = {language: Foreign(language) for language in LANGUAGES}
    assert all(len(catalog.plain) > 300 for catalog in foreign.values())
    strays = {
        (path, language, text)
        for path, reading in readings.items()
        for language, text in reading.texts
        if text in foreign[language]
    }
    assert strays == set()


# Letters that only the other language has, and its opening quotes: »…« and «…»; official names
# without an Italian form stay as they are.
ALIEN = {"sl": re.compile(r"[àèéìòùº]|«\b"), "it": re.compile(r"[čšžČŠŽ]|»\b")}
NAMES = re.compile(
    r"\((Kulturno izobraževalno društvo PiNA|Inšpektorat RS za informacijsko družbo)\)"
)


def test_no_text_has_the_letters_of_another_language(readings):
    strays = {
        (path, language, text)
        for path, reading in readings.items()
        for language, text in reading.texts
        if ALIEN[language].search(NAMES.sub("", text))
    }
    assert strays == set()


@pytest.mark.parametrize(("path", "words"), ALIASES.items())
def test_alias_marks_its_words_and_says_so(path, words, page):
    page.goto(path)
    reader = path.split("/")[1]
    languages = "all => [...new Set(all.map((one) => one.closest('[lang]').lang))]"
    assert page.locator("main article, main article *").evaluate_all(languages) == [words]
    assert page.locator(".breadcrumbs [aria-current]").evaluate_all(languages) == [words]
    assert page.locator(".language-note, .language-note *").evaluate_all(languages) == [reader]
    assert (
        page.locator(".language-note__title").inner_text()
        == {
            "it": "Questa pagina non è ancora disponibile in italiano.",
            "sl": "Ta stran še ni na voljo v slovenščini.",
        }[reader]
    )


@pytest.mark.parametrize("path", ALIASES)
def test_link_to_an_alias_marks_the_words(path, page):
    parent = path.rstrip("/").rpartition("/")[0] + "/"
    page.goto(parent)
    card = page.locator(".card", has=page.locator(f"a[href='{path}']"))
    assert card.get_attribute("lang") == ALIASES[path]
    tag = card.locator(".language-tag")
    assert (tag.get_attribute("lang"), tag.inner_text()) == {
        "it": ("it", "In sloveno"),
        "sl": ("sl", "V italijanščini"),
    }[path.split("/")[1]]
