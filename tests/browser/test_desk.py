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


def test_a_text_that_is_too_long_is_marked_for_screen_readers(desk):
    before = field(desk, 0).input_value()
    error = desk.locator(".desk-row").nth(0).locator("[data-desk-error]")
    field(desk, 0).fill("x" * 300)
    field(desk, 1).focus()
    expect(error).to_be_visible()
    expect(field(desk, 0)).to_have_attribute("aria-invalid", "true")
    field(desk, 0).fill(before)
    field(desk, 1).focus()
    expect(error).to_be_hidden()
    assert field(desk, 0).get_attribute("aria-invalid") is None


def test_an_offer_is_taken_over_by_its_number(page):
    log_in(page, "skrbnica")
    open_desk(page, "vsi deli strani")
    field(page, 0).fill("Esempio: offerta da prendere")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-desk-told][data-kind=saved]")).to_be_visible()
    page.reload()
    row = page.locator(".desk-row:has([data-desk-offer='esempio-offerta-da-prendere'])")
    row.locator("textarea").press("Alt+2")
    expect(row.locator("textarea")).not_to_have_value("esempio-offerta-da-prendere")
    row.locator("textarea").press("Alt+1")
    expect(row.locator("textarea")).to_have_value("esempio-offerta-da-prendere")
    expect(row.locator("textarea")).to_be_focused()
    expect(row.locator("[data-desk-told][data-kind=saved]")).to_be_visible()


def test_leaving_with_something_unsaved_is_asked_about(desk):
    desk.context.set_offline(True)
    field(desk, 4).focus()
    desk.keyboard.type("Preparate la sala")
    with desk.expect_event("dialog") as asked:
        desk.evaluate("setTimeout(() => location.reload())")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    expect(field(desk, 4)).to_have_value(re.compile("Preparate la sala"))
    desk.context.set_offline(False)
    desk.keyboard.press("Control+s")
    expect(
        desk.locator(".desk-row").nth(4).locator("[data-desk-told][data-kind=saved]")
    ).to_be_visible()
    dialogs = []
    desk.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
    desk.reload()
    assert dialogs == []


TARGETS = """() => [...document.querySelectorAll(".desk :is(a, button, summary, .desk-checked)")]
  .filter((each) => each.offsetParent && !each.closest(".w-sr-only"))
  .filter((each) => each.getBoundingClientRect().height < 24)
  .map((each) => each.outerHTML)"""


@pytest.mark.parametrize("width", [320, 820])
def test_it_fits_narrow_screens_and_thumbs(width, new_page):
    page = new_page(viewport={"width": width, "height": 800})
    log_in(page, "skrbnica")
    open_desk(page, "vsi deli strani")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(TARGETS) == []


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
