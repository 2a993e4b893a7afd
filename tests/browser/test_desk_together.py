"""Two people at the same sentence: neither replaces the other's text without saying so."""

import pytest
from playwright.sync_api import expect

from tests.browser.staff import log_in
from tests.browser.test_desk import open_desk

# The script saves by itself after 1.5 s.
WAIT_MS = 2000


class Person:
    """Somebody at the desk, and there at the second sentence."""

    def __init__(self, page):
        log_in(page, "skrbnica")
        open_desk(page, "vsi deli strani")
        self.page = page
        rows = page.locator(".desk-row:has(textarea:not([data-desk-rich]))")
        self.row, self.next_row = rows.nth(1), rows.nth(2)

    @property
    def field(self):
        return self.row.locator("textarea")

    @property
    def theirs(self):
        return self.row.locator("[data-desk-theirs]")

    def go_on(self):
        self.next_row.locator("textarea").focus()

    def write(self, text):
        self.field.fill(text)
        self.go_on()
        expect(self.row.locator("[data-desk-told][data-kind=saved]")).to_be_visible()

    def stored(self):
        self.page.reload()
        return self.field.input_value()


@pytest.fixture
def two(new_page):
    return Person(new_page()), Person(new_page())


@pytest.fixture
def conflict(two, request):
    """Ana, who is told that Bor has changed the sentence that she changes too; and Bor."""
    ana, bor = two
    bor.write(f"Bor: {request.node.name}")
    ana.field.fill(f"Ana: {request.node.name}")
    expect(ana.theirs).to_contain_text(f"Bor: {request.node.name}")
    return ana, bor


def test_a_conflict_waits_while_one_goes_on(conflict):
    ana, bor = conflict
    ana.go_on()
    ana.field.focus()
    ana.page.keyboard.type("!")
    ana.page.keyboard.press("Control+s")
    ana.page.evaluate("dispatchEvent(new Event('online'))")
    ana.page.wait_for_timeout(WAIT_MS)
    expect(ana.theirs).to_be_visible()
    assert bor.stored().startswith("Bor: ")


def press_the_button(ana):
    ana.row.locator("[data-desk-mine]").click()
    expect(ana.row.locator("[data-desk-told][data-kind=saved]")).to_be_visible()


def press_the_keys(ana):
    ana.field.press("Control+Enter")
    expect(ana.row.locator("[data-desk-told][data-kind=saved]")).to_be_visible()


def save_the_form(ana):
    with ana.page.expect_navigation():
        ana.page.locator("[data-desk-save]").click()


@pytest.mark.parametrize("act", [press_the_button, press_the_keys, save_the_form])
def test_ones_own_text_replaces_theirs_when_one_says_so(act, conflict):
    ana, bor = conflict
    mine = ana.field.input_value()
    act(ana)
    expect(ana.theirs).to_be_hidden()
    assert bor.stored() == mine


def test_their_text_can_be_kept(conflict):
    ana, bor = conflict
    theirs = bor.field.input_value()
    ana.row.locator("[data-desk-keep]").click()
    expect(ana.theirs).to_be_hidden()
    expect(ana.field).to_have_value(theirs)
    expect(ana.field).to_be_focused()
    assert (ana.stored(), bor.stored()) == (theirs, theirs)
    ana.write(f"{theirs} E poi?")
    assert bor.stored() == f"{theirs} E poi?"


def test_a_conflict_that_comes_with_the_page_waits_too(conflict):
    ana, bor = conflict
    mine = ana.field.input_value()
    with ana.page.expect_navigation():
        ana.page.locator("[name=action][value=send]").click()
    expect(ana.theirs).to_contain_text("Bor: ")
    ana.field.press("End")
    ana.page.keyboard.type("!")
    ana.go_on()
    ana.page.wait_for_timeout(WAIT_MS)
    assert bor.stored().startswith("Bor: ")
    ana.row.locator("[data-desk-mine]").click()
    expect(ana.row.locator("[data-desk-told][data-kind=saved]")).to_be_visible()
    assert bor.stored() == f"{mine}!"


def test_a_letter_taken_back_hands_nothing_over(two):
    ana, bor = two
    ana.field.focus()
    bor.write("Bor: scritto nel frattempo")
    ana.page.keyboard.press("End")
    ana.page.keyboard.type("x")
    ana.page.keyboard.press("Backspace")
    ana.go_on()
    expect(ana.row.locator("[data-desk-told][data-kind=saved]")).to_be_visible()
    with ana.page.expect_navigation():
        ana.page.locator("[data-desk-save]").click()
    assert bor.stored() == "Bor: scritto nel frattempo"
