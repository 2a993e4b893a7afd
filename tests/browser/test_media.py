"""The page for readers who want less motion, and on paper."""

import pytest

from tests.browser.addresses import PAIRS


@pytest.mark.parametrize(("motion", "behaviour"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_scrolling_is_smooth_only_where_motion_is_welcome(motion, behaviour, new_page):
    page = new_page(reduced_motion=motion)
    page.goto("/sl/")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour


@pytest.mark.parametrize("width", [794, 1350])  # A4 at 96 dots an inch, and wider paper
@pytest.mark.parametrize("path", PAIRS["standard"])
def test_paper_has_the_words_without_the_ways_around(path, width, new_page):
    page = new_page(viewport={"width": width, "height": 1123}, color_scheme="dark")
    page.goto(path)
    page.emulate_media(media="print")
    ways = page.locator("nav, .skip-link, .menu-button, .announcement")
    assert ways.count() >= 6
    assert [way.get_attribute("class") for way in ways.all() if way.is_visible()] == []
    answers = page.locator(".accordion .prose")
    assert [answer.is_visible() for answer in answers.all()] == [True, True, True]
    assert page.locator(".brand__name").count() == 2


def test_paper_is_white_with_dark_words_whatever_the_screen_was(new_page):
    page = new_page(color_scheme="dark")
    page.goto("/sl/svetovanje/")
    page.emulate_media(media="print")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    words = page.locator("body, .brand, .lead")
    assert words.evaluate_all("all => all.map((one) => getComputedStyle(one).color)") == [
        "rgb(0, 0, 0)",
        "rgb(43, 36, 32)",
        "rgb(90, 79, 71)",
    ]
