"""A pair on its whole way: written, translated, approved, changed; begun in either language."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.record import record
from tests.browser.staff import log_in

WIDE = {"width": 1500, "height": 1000}


@dataclass(frozen=True)
class Journey:
    """What is written in which language, and where the two pages then stand."""

    code: str
    parent: str
    known: str
    title: str
    other_title: str
    address: str
    other_address: str
    changed: str
    other_changed: str


JOURNEYS = [
    Journey(
        "sl",
        "Informiranje",
        "Svetovanje",
        "Zbor prostovoljk",
        "Assemblea delle volontarie",
        "/sl/informiranje/zbor-prostovoljk/",
        "/it/informazione/assemblea-delle-volontarie/",
        "Zbor bo v petek.",
        "L'assemblea è di venerdì.",
    ),
    Journey(
        "it",
        "Informazione",
        "Esempio: come annunciare un evento in due lingue",
        "Giornata aperta",
        "Dan odprtih vrat",
        "/it/informazione/giornata-aperta/",
        "/sl/informiranje/dan-odprtih-vrat/",
        "La giornata è sabato.",
        "Dan bo v soboto.",
    ),
]


def at_work(new_page, name: str) -> Page:
    page = new_page(viewport=WIDE)
    page.watched = record(page)
    log_in(page, name)
    return page


def number_of(page: Page, title: str) -> str:
    """Return the key of the page of this title."""
    page.goto(f"/admin/pages/search/?q={title}")
    link = page.locator("a[href*='/edit/']", has_text=title).first
    return re.search(r"/pages/(\d+)/", link.get_attribute("href"))[1]


def edit_page(page: Page, title: str) -> None:
    page.goto(f"/admin/pages/{number_of(page, title)}/edit/")


def submit(page: Page) -> None:
    """Send the page on its way, from the menu at the foot of its editor."""
    page.locator(".footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("[name=action-submit]").click()
    page.wait_for_load_state("load")


def row(page: Page, text: str):
    return page.locator(".desk-row", has=page.locator(".desk-source", has_text=text)).first


def from_the_dashboard(page: Page, query: str, title: str) -> None:
    """Follow what waits for one on the dashboard to the desk of the page of this title."""
    page.goto("/admin/")
    page.locator(f"a[href*='waiting={query}']").click()
    page.locator("tr", has_text=title).locator("a[href*='/admin/languages/']").first.click()
    page.locator(".desk-rows").wait_for()


def write(page: Page, journey: Journey, lead: str) -> None:
    parent = number_of(page, journey.parent)
    page.goto(f"/admin/pages/add/hub_pages/standardpage/{parent}/")
    page.locator("[name=title]").fill(journey.title)
    page.locator("[name=lead]").fill(lead)
    submit(page)


def sentence_known_to_the_memory(page: Page, journey: Journey) -> str:
    edit_page(page, journey.known)
    return page.locator("[name=lead]").input_value().strip()


def is_public(page: Page, address: str) -> bool:
    return page.request.get(address).status == 200


@pytest.mark.parametrize("journey", JOURNEYS, ids=[each.code for each in JOURNEYS])
def test_from_the_first_draft_to_both_pages_and_to_a_change(new_page, site, journey):
    editor = at_work(new_page, "urednica")
    translator = at_work(new_page, "traduttrice")
    moderator = at_work(new_page, "moderatorka")

    lead = sentence_known_to_the_memory(editor, JOURNEYS[0]) if journey.code == "sl" else ""
    write(editor, journey, lead or "Venite a trovarci.")

    from_the_dashboard(translator, "asked", journey.title)
    row(translator, journey.title).locator("textarea").fill(journey.other_title)
    second = row(translator, lead or "Venite a trovarci.")
    if lead:
        second.locator("[data-desk-offer]").first.click()
        expect(second.locator("textarea")).not_to_have_value("")
    else:
        second.locator("textarea").fill("Obiščite nas.")
    translator.locator("[name=action][value=send]").click()
    translator.locator(".messages .success").first.wait_for()
    assert not is_public(translator, journey.other_address)

    from_the_dashboard(moderator, "review", journey.title)
    moderator.locator("[name=action][value=approve]").click()
    moderator.locator(".messages .success").first.wait_for()
    assert is_public(moderator, journey.address)
    assert is_public(moderator, journey.other_address)
    assert (
        f'lang="{journey.other_address[1:3]}"'
        in moderator.request.get(journey.other_address).text()
    )

    edit_page(editor, journey.title)
    editor.locator("[name=lead]").fill(journey.changed)
    submit(editor)
    translator.goto("/admin/reports/languages/")
    told = translator.locator("tr", has_text=journey.title)
    told.locator("summary").click()
    expect(told).to_contain_text(journey.changed)
    from_the_dashboard(translator, "asked", journey.title)
    still_open = translator.locator(".desk-row[data-open]")
    expect(still_open).to_have_count(1)
    expect(still_open.locator(".desk-source")).to_contain_text(journey.changed.split()[-1])
    still_open.locator("textarea").fill(journey.other_changed)
    translator.locator("[name=action][value=send]").click()
    translator.locator(".messages .success").first.wait_for()
    assert journey.changed not in moderator.request.get(journey.address).text()
    from_the_dashboard(moderator, "review", journey.title)
    moderator.locator("[name=action][value=approve]").click()
    moderator.locator(".messages .success").first.wait_for()
    assert journey.changed in moderator.request.get(journey.address).text()
    assert (
        journey.other_changed.split("'")[-1] in moderator.request.get(journey.other_address).text()
    )
    for person in (editor, translator, moderator):
        assert person.watched.foreign(site) == []
        assert person.watched.errors == []
