"""The page on a telephone, on a tablet, on a desk and on a very wide screen."""

import pytest

from tests.browser.addresses import EVERY, PAIRS, WELCOME

PHONE = {"width": 320, "height": 640}
SMALLEST_TARGET = 24  # CSS pixels, WCAG 2.2, 2.5.8


@pytest.mark.parametrize("width", [320, 768, 1350])
def test_nothing_scrolls_sideways(width, new_page):
    page = new_page(viewport={"width": width, "height": 800})
    too_wide = {}
    for path in EVERY:
        page.goto(path)
        scroll = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        if scroll > 0:
            too_wide[path] = scroll
    assert too_wide == {}


@pytest.mark.parametrize(("path", "name"), [("/sl/", "Meni"), ("/it/", "Menu")])
def test_menu_on_a_telephone_opens_by_its_button_and_closes_by_escape(path, name, new_page):
    page = new_page(viewport=PHONE, has_touch=True)
    page.goto(path)
    menu, button = page.locator("#menu"), page.get_by_role("button", name=name, exact=True)
    assert not menu.is_visible()
    button.tap()
    assert menu.is_visible()
    assert menu.get_by_role("link").count() == 8
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert button.evaluate("button => button === document.activeElement")


@pytest.mark.parametrize("path", PAIRS["pillar"])
def test_targets_on_a_telephone_are_big_enough_for_a_finger(path, new_page):
    page = new_page(viewport=PHONE)
    page.goto(path)
    targets = page.locator(".switcher a, .menu-button").all()
    page.locator(".menu-button").click()
    targets += page.locator(".menu a, .menu__close").all()
    assert len(targets) == 12
    small = [
        (target.inner_text(), box)
        for target in targets
        if min((box := target.bounding_box())["width"], box["height"]) < SMALLEST_TARGET
    ]
    assert small == []


# Each word's box is probed at its corners and its middle for a painted shape of the drawing.
COVERED = """() => {
  const drawing = document.querySelector(".landscape");
  const toDrawing = drawing.getScreenCTM().inverse();
  const shapes = [...drawing.querySelectorAll("*")].filter(
    (shape) => getComputedStyle(shape).fill !== "none");
  const isPainted = (x, y) => {
    const box = drawing.getBoundingClientRect();
    const clipped = getComputedStyle(drawing).overflow !== "visible";
    if (clipped && (y < box.top || y > box.bottom)) return false;
    const point = new DOMPoint(x, y).matrixTransform(toDrawing);
    return shapes.some((shape) => shape.isPointInFill(point));
  };
  const covered = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const xs = [left, (left + right) / 2, right];
      const ys = [top, (top + bottom) / 2, bottom];
      if (xs.some((x) => ys.some((y) => isPainted(x, y))))
        covered.push(texts.currentNode.data.trim());
    }
  }
  return covered;
}"""


@pytest.mark.parametrize("path", [WELCOME, *PAIRS["home"]])
def test_drawing_covers_no_word(path, page):
    page.goto(path)
    for width in (320, 768, 1350, 2560):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate(COVERED) == [], width
