"""The directory's public forms on a telephone: without JavaScript, by the keyboard alone."""

import pytest

from tests.browser.test_accessibility import findings

NEXT = ".intake__buttons [value=next]"
PHONE = {"width": 390, "height": 844}
FORMS = {
    "sl": "/sl/imenik/nov-vnos/",
    "it": "/it/elenco-ong/nuova-scheda/",
}
RECEIPTS = {"sl": "/sl/imenik/oddaja/", "it": "/it/elenco-ong/invio/"}
# What is typed in each step, in the order of the fields; True is a box or a button to tick.
STEPS = [
    {
        "[name=maticna]": "5874190",
        "[name=official_name]": "Društvo Bela žaba",
        "[name=legal_form]": {"sl": "dru", "it": "assoc"},
    },
    {
        "[name=summary_{0}]": "Mlake in stagni.",
        "[name=description_{0}]": "Vsako pomlad.",
        "[name=topics][value=okolje]": True,
        "[name=languages][value=it]": True,
        "[name=volunteers]": True,
    },
    {
        "[name=settlement]": {"sl": "Koper", "it": "Capodistria"},
        "[name=house_number]": "7",
        "[name=hours_1]": "9-12 14-16",
        "[name=access][value=dvigalo]": True,
    },
    {"[name=email]": "info@zaba.example.org", "[name=phone]": "05 627 85 00"},
    {
        "[name=sender_name]": "Ana Zgled",
        "[name=sender_email]": "ana@zaba.example.org",
        "[name=sender_relation]": True,
    },
]


def reach(page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _press in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by the keyboard")


def press(page, selector: str) -> None:
    reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_step(page, step: dict, language: str) -> None:
    for selector, value in step.items():
        reach(page, selector.format(language))
        if value is True:
            page.keyboard.press("Space")
        else:
            page.keyboard.type(value[language] if isinstance(value, dict) else value)


def is_within(page, width: int) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", ["sl", "it"])
def test_a_new_entry_by_the_keyboard_without_javascript(language, new_page, site):
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto(FORMS[language])
    for step in STEPS:
        assert is_within(page, PHONE["width"]), page.url
        type_step(page, step, language)
        press(page, NEXT)
        assert page.locator(".intake__problems").count() == 0, page.inner_text(".intake")
    assert is_within(page, PHONE["width"])
    assert "Društvo Bela žaba" in page.inner_text(".intake")
    reach(page, "[name=consent_process]")
    page.keyboard.press("Space")
    press(page, ".intake__buttons [value=send]")
    assert page.url.startswith(f"{site}{RECEIPTS[language]}")
    assert page.locator(".intake__code").count() == 1


@pytest.mark.parametrize("language", ["sl", "it"])
def test_what_is_wrong_is_told_and_leads_to_its_field(language, new_page):
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto(FORMS[language])
    type_step(page, {"[name=maticna]": "12"}, language)
    press(page, NEXT)
    press_link = ".intake__problems a[href='#id_maticna']"
    reach(page, press_link)
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#id_maticna"
    assert page.input_value("[name=maticna]") == "12"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_step(scheme, new_page):
    page = new_page(color_scheme=scheme, viewport=PHONE)
    page.goto(FORMS["it"])
    violations, incomplete = set(), set()
    for number, step in enumerate(STEPS, start=1):
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        for found in (findings(page, str(number)),):
            violations |= found["violations"]
            incomplete |= found["incomplete"]
        type_step(page, step, "it")
        page.locator(NEXT).click()
    found = findings(page, "summary")
    assert violations | found["violations"] == set()
    assert incomplete | found["incomplete"] == set()


def test_monday_is_typed_once_and_streets_are_those_of_the_settlement(new_page):
    page = new_page(viewport=PHONE)
    page.goto(FORMS["sl"])
    for step in STEPS[:2]:
        type_step(page, step, "sl")
        page.locator(NEXT).click()
    page.fill("[name=hours_1]", "9-12")
    page.locator(".entry-form__copy").click()
    days = [page.input_value(f"[name=hours_{day}]") for day in range(1, 8)]
    assert days == ["9-12"] * 5 + ["", ""]
    page.select_option("[name=settlement]", index=1)
    chosen = page.input_value("[name=settlement]")
    suggested = page.evaluate(
        "[...document.querySelectorAll('datalist option')].map((each) => each.dataset.settlement)"
    )
    assert set(suggested) <= {chosen}
