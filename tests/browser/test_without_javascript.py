"""Everything works where JavaScript does not run."""

import pytest

from tests.browser.addresses import FOUND


@pytest.fixture
def plain_page(new_page):
    """A page on a telephone, without JavaScript."""
    return new_page(java_script_enabled=False, viewport={"width": 320, "height": 640})


def test_every_page_has_its_content(plain_page):
    for path in FOUND:
        plain_page.goto(path)
        assert plain_page.locator("main h1").is_visible(), path
        assert len(plain_page.locator("main").inner_text()) > 200, path


def test_menu_opens_and_leads_on(plain_page, site):
    plain_page.goto("/it/")
    plain_page.get_by_role("button", name="Menu", exact=True).click()
    plain_page.locator("#menu").get_by_role("link", name="Contatti", exact=True).click()
    assert plain_page.url == f"{site}/it/contatti/"


def test_menu_closes_by_its_own_button(plain_page):
    plain_page.goto("/sl/")
    plain_page.get_by_role("button", name="Meni", exact=True).click()
    plain_page.get_by_role("button", name="Zapri", exact=True).click()
    assert not plain_page.locator("#menu").is_visible()


def test_switcher_keeps_page_and_query(plain_page, site):
    plain_page.goto("/sl/usposabljanje/?a=1")
    plain_page.get_by_role("link", name="Italiano", exact=True).click()
    assert plain_page.url == f"{site}/it/formazione/?a=1"


def test_answers_open(plain_page):
    plain_page.goto("/it/consulenza/")
    answer = plain_page.get_by_text("No, è sufficiente un messaggio di posta elettronica.")
    assert not answer.is_visible()
    plain_page.get_by_text("Serve un account?").click()
    assert answer.is_visible()
