"""One guide in the making: who of the staff sits where, and what is drawn around."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Locator, Page

from pictures.example import EXAMPLES
from pictures.files import ROOT, save
from pictures.site import open_page

GUIDES = ROOT / "docs" / "editors" / "img"
SCREEN = (1280, 800)
SETTLED_MS = 900
SAVED_MS = 2500  # the editor saves a draft by itself, half a second after the last key
MARK = "e => { e.style.outline = '3px solid #e2884f'; e.style.outlineOffset = '-3px'; }"
CENTRE = "e => e.scrollIntoView({ block: 'center' })"


@dataclass
class Book:
    """One guide in the making: numbers its pictures and knows the members of staff.

    `ids` are the pages of the site by their path; pictures go into a folder of `folder`, named by
    the language.
    """

    browser: Browser
    site: str
    ids: dict[str, int]
    language: str
    folder: Path = GUIDES
    taken: int = 0
    staff: dict[str, Page] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.example = EXAMPLES[self.language]

    def member(self, name: str) -> Page:
        """Return the page at which a member of staff sits, logged in the first time."""
        if name not in self.staff:
            page = open_page(self.browser, *SCREEN, base_url=self.site, locale=self.language)
            page.goto("/admin/login/")
            page.fill("[name=username]", name)
            page.fill("[name=password]", f"{name}-primer")
            page.click("button[type=submit]")
            page.wait_for_url("**/admin/")
            self.staff[name] = page
        return self.staff[name]

    @property
    def editor(self) -> Page:
        return self.member("urednica")

    @property
    def translator(self) -> Page:
        return self.member("traduttrice")

    @property
    def moderator(self) -> Page:
        return self.member("moderatorka")

    def edit(self, page: Page, path: str) -> None:
        page.goto(f"/admin/pages/{self.ids[path]}/edit/")
        page.wait_for_timeout(SETTLED_MS)

    def take(self, page: Page, name: str, *, clip: FloatRect | None = None) -> None:
        page.wait_for_timeout(SETTLED_MS)
        self.taken += 1
        path = self.folder / self.language / f"{self.taken:02}-{name}.png"
        save(page.screenshot(clip=clip), path, colours=128)

    def leave(self) -> None:
        for page in self.staff.values():
            page.context.close()


def box(left: float, top: float, width: float, height: float) -> FloatRect:
    return {"x": left, "y": top, "width": width, "height": height}


def around(locator: Locator, margin: float) -> FloatRect:
    """Return the part of the screen that an element takes, with a margin."""
    place = locator.bounding_box() or box(0, 0, *SCREEN)
    left, top = max(place["x"] - margin, 0), max(place["y"] - margin, 0)
    return box(left, top, place["width"] + 2 * margin, place["height"] + 2 * margin)


@contextmanager
def tall(page: Page, height: int) -> Iterator[None]:
    """Make the screen as high as the picture needs, as long as it is taken."""
    page.set_viewport_size({"width": SCREEN[0], "height": height})
    yield
    page.set_viewport_size({"width": SCREEN[0], "height": SCREEN[1]})


@contextmanager
def marked(*locators: Locator) -> Iterator[None]:
    """Draw a line around what the guide speaks of, as long as the picture is taken."""
    before = [locator.get_attribute("style") or "" for locator in locators]
    for locator in locators:
        locator.evaluate(MARK)
    yield
    for locator, style in zip(locators, before, strict=True):
        locator.evaluate("(e, style) => e.setAttribute('style', style)", style)
