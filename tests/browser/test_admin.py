"""Staff at work in the admin. They only save drafts, so that no other test meets their work."""

from playwright.sync_api import expect

from tests.browser.record import record
from tests.browser.staff import log_in

LEAD = "Vizija Stičišča ISKRA predpostavlja nevladni sektor"
DRAFT = "Osnutek uvoda, ki ga bralci še ne vidijo."


def test_editor_changes_a_page_sees_it_and_leaves_a_draft(new_page, site):
    page = new_page(viewport={"width": 1500, "height": 900})
    watched = record(page)
    log_in(page, "urednica")
    assert page.locator("html").get_attribute("lang") == "sl"

    page.get_by_role("button", name="Strani", exact=True).click()
    explorer = page.locator(".c-page-explorer")
    expect(explorer.locator(".c-page-explorer__header__title")).to_have_text("Stičišče ISKRA")
    explorer.get_by_role("link", name="Ogled podrejenih strani strani 'O stičišču ISKRA'").click()
    explorer.get_by_role("link", name="Uredi 'Vizija'").click()

    lead = page.locator("textarea[name=lead]")
    assert lead.input_value().startswith(LEAD)
    lead.fill(DRAFT)
    page.get_by_role("button", name="Preklopi predogled").click()
    page.frame_locator("#w-preview-iframe").get_by_text(DRAFT).wait_for()

    page.get_by_role("button", name="Shrani osnutek", exact=True).click()
    page.locator(".messages").get_by_text("Stran 'Vizija' je posodobljena.").wait_for()
    assert page.locator("textarea[name=lead]").input_value() == DRAFT

    public = page.request.get("/sl/o-sticiscu/vizija/").text()
    assert LEAD in public
    assert DRAFT not in public
    assert watched.foreign(site) == []
    assert watched.errors == []


def test_translator_finds_the_admin_in_italian(new_page, site):
    page = new_page(viewport={"width": 1500, "height": 900})
    watched = record(page)
    log_in(page, "traduttrice")
    assert page.locator("html").get_attribute("lang") == "it"
    menu = page.locator(".sidebar-main-menu__list > li > :is(a, button) .menuitem-label")
    expect(menu).to_have_text(["Pagine", "Snippet", "Report", "Aiuto"])

    page.get_by_role("button", name="Pagine", exact=True).click()
    expect(page.locator(".c-page-explorer__header__title")).to_have_text("Punto d'incontro ISKRA")
    assert watched.foreign(site) == []
    assert watched.errors == []
