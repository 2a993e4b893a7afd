"""axe-core on every page type, with its best practices, in both colour schemes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.addresses import EVERY, PAIRS

# All that axe runs by default, and the size of targets (WCAG 2.2), which it leaves out.
OPTIONS = {"rules": {"target-size": {"enabled": True}}}

# What axe cannot decide by itself, reviewed: (page, rule, element).
REVIEWED = {
    # The drawing's box begins behind the last line of the lead, but only its sky, which is
    # nothing: test_widths shows that no shape of it is painted over a word.
    *((home, "color-contrast", ".lead") for home in PAIRS["home"]),
    # axe does not know that an open popover is above everything: it takes links of two lines in
    # the menu for overlapped by what lies behind it. The links of one line pass.
    ("/it/formazione/", "color-contrast", 'a[href$="chi-siamo/"]'),
    ("/it/formazione/", "color-contrast", 'li:nth-child(3) > a[href$="messa-in-rete/"]'),
}

LOOKS = [("light", 1350), ("dark", 1350), ("dark", 320)]


def findings(page, path) -> dict[str, set]:
    """Return what axe found on an open page: its violations, and what it could not decide."""
    results = Axe().run(page, options=OPTIONS).response
    assert len(results["passes"]) > 15
    return {
        kind: {
            (path, rule["id"], " ".join(map(str, node["target"])))
            for rule in results[kind]
            for node in rule["nodes"]
        }
        for kind in ("violations", "incomplete")
    }


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_on_any_page(scheme, width, new_page):
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    violations, incomplete = set(), set()
    for path in EVERY:
        page.goto(path)
        # Closed answers are invisible to axe, too.
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found = findings(page, path)
        violations |= found["violations"]
        incomplete |= found["incomplete"]
    assert violations == set()
    assert incomplete <= REVIEWED


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAIRS["pillar"])
def test_axe_finds_nothing_in_the_open_menu(path, scheme, new_page):
    page = new_page(color_scheme=scheme, viewport={"width": 320, "height": 640})
    page.goto(path)
    page.locator(".menu-button").click()
    found = findings(page, path)
    assert found["violations"] == set()
    assert found["incomplete"] <= REVIEWED
