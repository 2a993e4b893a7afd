"""A reader's way through the site, begun in either language."""

from dataclasses import dataclass

import pytest

from tests.browser.addresses import PAIRS, WELCOME

NAMES = {
    "sl": "Stičišče NVO Istre in Krasa",
    "it": "Punto d'incontro delle ONG dell'Istria e del Carso",
}


@dataclass(frozen=True)
class Journey:
    """What a reader of `language` clicks on, and where it leads."""

    language: str
    choice: str
    other_choice: str
    card: str
    pillar: str
    peer: str
    way_home: str
    other_home: str
    legal_link: str
    legal: str


JOURNEYS = (
    Journey(
        language="sl",
        choice="Slovenščina",
        other_choice="Italiano",
        card="USPOSABLJANJE",
        pillar="/sl/usposabljanje/",
        peer="/it/formazione/",
        way_home="Pagina iniziale",
        other_home="/it/",
        legal_link="Dichiarazione di accessibilità",
        legal="/it/dichiarazione-di-accessibilita/",
    ),
    Journey(
        language="it",
        choice="Italiano",
        other_choice="Slovenščina",
        card="FORMAZIONE",
        pillar="/it/formazione/",
        peer="/sl/usposabljanje/",
        way_home="Domov",
        other_home="/sl/",
        legal_link="Izjava o dostopnosti",
        legal="/sl/izjava-o-dostopnosti/",
    ),
)


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.language)
def test_reader_changes_language_without_losing_the_place(journey, page, site):
    page.goto(WELCOME)
    page.get_by_role("link", name=journey.choice, exact=True).click()
    assert page.url == f"{site}/{journey.language}/"

    page.get_by_role("link", name=journey.card, exact=True).click()
    assert page.url == f"{site}{journey.pillar}"
    assert page.locator("h1").inner_text() == journey.card

    part = page.locator(".part").last.get_attribute("id")
    page.goto(f"{journey.pillar}?a=1&b=%C4%8D#{part}")
    page.get_by_role("link", name=journey.other_choice, exact=True).click()
    page.wait_for_url(f"**{journey.peer}**")
    assert page.url == f"{site}{journey.peer}?a=1&b=%C4%8D#{part}"
    assert page.locator(f"#{part}").count() == 1

    page.get_by_role("link", name=journey.way_home, exact=True).click()
    assert page.url == f"{site}{journey.other_home}"
    page.get_by_role("link", name=journey.legal_link, exact=True).click()
    assert page.url == f"{site}{journey.legal}"
    assert page.locator("h1").inner_text() == journey.legal_link


STYLE = """(elements) => elements.map((element) => {
  const style = getComputedStyle(element);
  return [element.lang, element.textContent.trim(), style.fontSize, style.fontWeight,
    style.fontFamily, style.color, style.opacity];
})"""


def test_header_carries_both_names_with_equal_weight(page):
    for language, paths in zip(NAMES, zip(*PAIRS.values(), strict=True), strict=True):
        for path in paths:
            page.goto(path)
            own, other = page.locator(".brand__name").evaluate_all(STYLE)
            assert {own[0]: own[1], other[0]: other[1]} == NAMES, path
            assert own[0] == language, path
            assert own[2:] == other[2:], path


def test_welcome_gives_both_languages_equal_weight(page):
    page.goto(WELCOME)
    for part in ("h2", ".lead", ".button", ".welcome__menu a"):
        sides = [
            {tuple(style[2:]) for style in page.locator(f"{side} {part}").evaluate_all(STYLE)}
            for side in (".welcome__side[lang=sl]", ".welcome__side[lang=it]")
        ]
        assert len(sides[0]) == 1, part
        assert sides[0] == sides[1], part
