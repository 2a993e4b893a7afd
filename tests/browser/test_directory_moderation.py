"""Reviewing a submission by keyboard, with and without script, on wide and narrow screens."""

import os
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from deploy.server import django_environment
from tests.browser.conftest import ROOT
from tests.browser.staff import log_in
from tests.browser.test_accessibility import OPTIONS

QUEUE = "/admin/directory/submissions/"
SEND = """
from tests.directory.moderation_cases import *
page = OrganisationPage.objects.filter(alias_of=None, live=True).order_by("pk")[{number}]
s = submit("change", target=page, language="it", summary_it="Una frase nuova.",
    description_sl="Nov opis.", description_it="Testo \\u202enuovo.", website="https://nova.example.org",
    topics=["kultura"], sender_name="Ana")
add_logo(s)
print(s.pk)
"""


@pytest.fixture
def send(site, tmp_path_factory):
    """Send a change of an organisation to the served site; returns the address of its review."""
    database = next(tmp_path_factory.getbasetemp().glob("site*/db.sqlite3"))
    env = os.environ | django_environment("iskra.settings.dev")
    env |= {"DATABASE_URL": f"sqlite:///{database}", "MEDIA_ROOT": str(database.parent / "media")}

    def sent(number: int) -> str:
        command = [sys.executable, "manage.py", "shell", "-v0", "-c", SEND.format(number=number)]
        told = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE)
        return f"{QUEUE}{told.stdout.decode().split()[-1]}/"

    return sent


def choose(page, name: str, verdict: str) -> None:
    page.check(f"[name={name}-verdict][value={verdict}]")


def test_a_change_is_decided_by_keyboard(page, send):
    address = send(0)
    log_in(page, "skrbnica")
    page.goto(address)
    page.locator("[value=take]").focus()
    page.keyboard.press("Enter")
    accepted = page.locator("[name=website-verdict][value=accept]")
    expect(accepted).to_be_checked()
    expect(page.locator("#id_website-words")).to_be_hidden()
    accepted.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[name=website-verdict][value=reject]")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator("#id_website-reason")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#field-website [data-mod-preview]")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("Manca la pagina.")
    page.locator("[value=publish]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{QUEUE}")
    expect(page.locator(".messages .success")).to_be_visible()
    page.goto(address)
    expect(page.locator(".mod-decided")).to_contain_text("Manca la pagina.")
    expect(page.locator(".mod-decided")).to_contain_text("Una frase nuova.")


def test_typing_chooses_and_leaving_is_asked_about(page, send):
    address = send(1)
    log_in(page, "skrbnica")
    page.goto(address)
    page.click("[value=take]")
    choose(page, "summary_it", "edit")
    page.fill("#id_summary_it-value", "Altra frase.")
    with page.expect_event("dialog") as asked:
        page.evaluate("setTimeout(() => location.reload())")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    expect(page.locator("#id_summary_it-value")).to_have_value("Altra frase.")


def test_without_script_all_of_it_works(new_page, send):
    page = new_page(java_script_enabled=False)
    address = send(2)
    log_in(page, "skrbnica")
    page.goto(address)
    page.click("[value=take]")
    choose(page, "summary_it", "edit")
    page.fill("#id_summary_it-value", "Altra frase.")
    choose(page, "description_it", "reject")
    page.click("[value=publish]")
    expect(page.locator("#error-description_it .mod-error")).to_be_visible()
    expect(page.locator("#id_summary_it-value")).to_have_value("Altra frase.")
    page.fill("#id_description_it-words", "Segni nascosti.")
    page.click("[value=publish]")
    page.wait_for_url(f"**{QUEUE}")
    page.goto(address)
    expect(page.locator(".mod-decided")).to_contain_text("Altra frase.")
    expect(page.locator(".mod-decided")).to_contain_text("Segni nascosti.")


TARGETS = """() => [...document.querySelectorAll(
  ".mod :is(a, button, summary, .mod-choice, .mod-tick), .submissions a")]
  .filter((each) => each.offsetParent && !each.closest(".w-sr-only"))
  .filter((each) => !each.classList.contains("w-sr-only"))
  .filter((each) => each.getBoundingClientRect().height < 24)
  .map((each) => each.outerHTML)"""


@pytest.mark.parametrize(("scheme", "width"), [("light", 1350), ("dark", 1350), ("light", 320)])
def test_axe_finds_nothing_and_it_fits(scheme, width, new_page, send):
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    address = send(3)
    log_in(page, "skrbnica")
    page.goto(address)
    page.click("[value=take]")
    choose(page, "summary_it", "edit")
    choose(page, "website", "reject")
    page.on("dialog", lambda dialog: dialog.accept())
    for place, context in (("", ".mod"), (QUEUE, ".submissions")):
        if place:
            page.goto(place)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(TARGETS) == []
        found = Axe().run(page, context=context, options=OPTIONS).response
        assert len(found["passes"]) > 5
        assert [
            (each["id"], node["html"]) for each in found["violations"] for node in each["nodes"]
        ] == []
