"""Both languages side by side, by keyboard, with and without script and network."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.staff import log_in
from tests.browser.test_accessibility import OPTIONS


def open_desk(page, title: str) -> None:
    """Go to the desk from the page's own editor; that of the translated side is the desk."""
    page.goto(f"/admin/pages/search/?q={title}")
    editor = page.locator(f"a[href$='/edit/']:has-text('{title}')").first.get_attribute("href")
    answer = page.request.get(editor)
    page.goto(re.search(r"/admin/languages/\d+/", f"{answer.url} {answer.text()}")[0])


def field(page, number: int):
    return page.locator(".desk-row").nth(number).locator("textarea")


@pytest.fixture
def desk(page):
    log_in(page, "skrbnica")
    open_desk(page, "kako pripraviti zbor")
    return page


def test_a_page_is_translated_by_keyboard(desk):
    done = int(desk.locator("[data-desk-done]").inner_text())
    field(desk, 0).focus()
    field(desk, 0).fill("Esempio: come preparare un'assemblea")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".desk-row").nth(0).locator("[data-state=checked]")).to_be_visible()
    expect(field(desk, 1)).to_be_focused()
    desk.keyboard.type("Un breve elenco.")
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.locator(".desk-row").nth(1).locator("[data-state=done]")).to_be_visible()
    expect(desk.locator("[data-desk-done]")).to_have_text(str(done + 2))
    expect(field(desk, 2)).to_be_focused()
    desk.keyboard.press("Alt+ArrowUp")
    expect(field(desk, 2)).not_to_be_focused()
    desk.reload()
    expect(field(desk, 1)).to_have_value("Un breve elenco.")


def test_what_is_written_without_a_network_is_kept_and_saved_later(desk):
    row = desk.locator(".desk-row").nth(3)
    desk.context.set_offline(True)
    field(desk, 3).fill("Mandate l'invito")
    field(desk, 4).focus()
    expect(row.locator("[data-desk-told][data-kind=problem]")).to_be_visible()
    assert desk.evaluate("Object.values(localStorage).some((text) => text.includes('invito'))")
    desk.context.set_offline(False)
    expect(row.locator("[data-desk-told][data-kind=saved]")).to_be_visible()
    assert not desk.evaluate("Object.keys(localStorage).some((key) => key.startsWith('desk:'))")


def test_what_was_not_saved_is_there_again(desk):
    desk.evaluate(
        """() => {
          const area = document.querySelectorAll(".desk-row textarea")[6];
          const key = `desk:${document.querySelector("[data-desk]").dataset.key}:`
            + area.closest("[data-desk-row]").dataset.deskRow;
          localStorage.setItem(key, JSON.stringify({ text: "Contate i presenti", was: "" }));
        }"""
    )
    desk.reload()
    expect(field(desk, 6)).to_have_value("Contate i presenti")


def test_bold_is_edited_as_it_looks(page):
    log_in(page, "skrbnica")
    open_desk(page, "vsi deli strani")
    editor = page.get_by_role("textbox").and_(page.locator(".desk-rich")).first
    area = page.locator("textarea[data-desk-rich]").first
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Nuovo")
    for _ in range(5):
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Control+b")
    expect(area).to_have_value(re.compile(r" <b>Nuovo</b>$"))
    page.keyboard.press("Control+s")
    expect(page.locator("[data-desk-told][data-kind=saved]")).to_be_visible()


def test_without_script_the_form_saves_everything(new_page):
    page = new_page(java_script_enabled=False)
    log_in(page, "skrbnica")
    page.goto("/admin/languages/15/")
    field(page, 7).fill("Pubblicate le delibere")
    page.locator("[data-desk-save]").click()
    page.wait_for_load_state()
    assert field(page, 7).input_value() == "Pubblicate le delibere"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1350), ("dark", 1350), ("dark", 320)])
def test_axe_finds_nothing(scheme, width, new_page):
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    log_in(page, "moderatorka")
    for number in (15, 16):
        page.goto(f"/admin/languages/{number}/")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page, context=".desk", options=OPTIONS).response
        assert len(found["passes"]) > 10
        assert [
            (each["id"], node["html"]) for each in found["violations"] for node in each["nodes"]
        ] == []
