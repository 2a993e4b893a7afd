"""The site without a mouse."""

import pytest

from tests.browser.addresses import PAIRS

# What a keyboard reaches, in the order of the document; the userbar and such are not there.
REACHABLE = """() => [...document.querySelectorAll("a[href], button, summary, input, select")]
  .filter((element) => element.checkVisibility())"""

FOCUSED = f"""() => {{
  const element = document.activeElement, style = getComputedStyle(element);
  return {{ position: ({REACHABLE})().indexOf(element), outline: style.outlineStyle,
    width: parseFloat(style.outlineWidth), colour: style.outlineColor }};
}}"""


@pytest.mark.parametrize(
    ("path", "words"), [("/sl/", "Skoči na vsebino"), ("/it/", "Vai al contenuto")]
)
def test_first_tab_offers_to_skip_to_the_content(path, words, page):
    page.goto(path)
    skip = page.locator(".skip-link")
    assert skip.bounding_box()["y"] + skip.bounding_box()["height"] <= 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == words
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAIRS["home"])
def test_tab_reaches_everything_in_order_and_shows_where_it_is(path, scheme, new_page):
    page = new_page(color_scheme=scheme)
    page.goto(path)
    count = page.evaluate(f"({REACHABLE})().length")
    assert count > 20
    focused = []
    for _ in range(count):
        page.keyboard.press("Tab")
        focused.append(page.evaluate(FOCUSED))
    ring = {"light": "rgb(15, 90, 120)", "dark": "rgb(139, 208, 234)"}[scheme]
    assert focused == [
        {"position": position, "outline": "solid", "width": 3, "colour": ring}
        for position in range(count)
    ]


def test_enter_opens_and_closes_the_answers(page):
    page.goto("/sl/svetovanje/")
    questions = page.locator(".accordion details")
    assert questions.count() == 3
    for question in questions.all():
        answer = question.locator(".prose")
        while not question.locator("summary").evaluate("one => one === document.activeElement"):
            page.keyboard.press("Tab")
        assert not answer.is_visible()
        page.keyboard.press("Enter")
        assert answer.is_visible()
    page.keyboard.press("Enter")
    assert [question.get_attribute("open") for question in questions.all()] == ["", "", None]
