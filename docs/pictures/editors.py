"""The pictures of the editors' guides: every step, done in the admin as the guide tells it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, FloatRect, Locator, Page

from pictures.example import EXAMPLES
from pictures.files import ROOT, save
from pictures.site import Demo, open_page

GUIDES = ROOT / "docs" / "editors" / "img"
SCREEN = (1280, 800)
SETTLED_MS = 900
SAVED_MS = 2500  # the editor saves a draft by itself, half a second after the last key
CENTRE = "e => e.scrollIntoView({ block: 'center' })"
UNROLL = "e => e.querySelectorAll('*').forEach(part => { part.style.maxHeight = 'none'; })"
MARK = "e => { e.style.outline = '3px solid #e2884f'; e.style.outlineOffset = '-3px'; }"

MENU = "footer [data-w-dropdown-target=toggle]"
DOTS = "[data-w-dropdown-target=toggle]"

CHANGE = """
from pictures import example
from wagtail.users.models import UserProfile
UserProfile.objects.update(preferred_language={language!r})
example.make({language!r})
"""


@dataclass
class Book:
    """One guide in the making: numbers its pictures and knows the members of staff.

    `ids` are the pages of the site by their path.
    """

    browser: Browser
    site: str
    ids: dict[str, int]
    language: str
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
        path = GUIDES / self.language / f"{self.taken:02}-{name}.png"
        save(page.screenshot(clip=clip), path, colours=128)


def take(browser: Browser, demo: Demo, language: str) -> None:
    """All pictures of one guide, in its order, in a site whose staff speaks its language."""
    copy = f"guide-{language}"
    with demo.served(copy, CHANGE.format(language=language)) as site:
        take_steps(Book(browser, site, demo.page_ids(copy), language))


def take_steps(book: Book) -> None:
    take_login(book)
    take_explorer(book)
    take_list(book)
    take_editing(book)
    take_picture_and_file(book)
    take_saving(book)
    take_review(book)
    take_translation(book)
    take_publishing_of_translation(book)
    take_synchronisation(book)
    take_reader(book)
    take_menu(book)
    take_settings(book)
    for page in book.staff.values():
        page.context.close()


def box(left: float, top: float, width: float, height: float) -> FloatRect:
    return {"x": left, "y": top, "width": width, "height": height}


def around(locator: Locator, margin: float) -> FloatRect:
    """Return the part of the screen that an element takes, with a margin."""
    place = locator.bounding_box() or box(0, 0, *SCREEN)
    left, top = max(place["x"] - margin, 0), max(place["y"] - margin, 0)
    return box(left, top, place["width"] + 2 * margin, place["height"] + 2 * margin)


@contextmanager
def marked(*locators: Locator) -> Iterator[None]:
    """Draw a line around what the guide speaks of, as long as the picture is taken."""
    before = [locator.get_attribute("style") or "" for locator in locators]
    for locator in locators:
        locator.evaluate(MARK)
    yield
    for locator, style in zip(locators, before, strict=True):
        locator.evaluate("(e, style) => e.setAttribute('style', style)", style)


def take_login(book: Book) -> None:
    page = open_page(book.browser, *SCREEN, base_url=book.site, locale=book.language)
    page.goto("/admin/login/")
    if book.language == "it":
        # The address bar of whoever works in Italian asks in Italian.
        page.set_extra_http_headers({"Accept-Language": "it"})
        page.reload()
    book.take(page, "login", clip=box(400, 0, 480, 680))
    page.context.close()


def take_explorer(book: Book) -> None:
    page = book.editor
    page.locator(".sidebar-page-explorer-item button").first.click()
    language = page.locator(".c-page-explorer select")
    language.wait_for()
    with marked(language):
        book.take(page, "explorer", clip=box(0, 0, 700, 680))


def take_list(book: Book) -> None:
    page = book.editor
    page.goto(f"/admin/pages/{book.ids[book.example.section]}/")
    row = page.locator("tr", has_text=book.example.title)
    row.locator(DOTS).click()
    with marked(
        page.locator(f"header a[href='/admin/pages/{page.url.split('/')[-2]}/add_subpage/']")
    ):
        book.take(page, "list", clip=box(200, 0, 1080, 450))


def take_editing(book: Book) -> None:
    page = book.editor
    book.edit(page, book.example.path)
    book.take(page, "edit", clip=box(200, 0, 1080, 800))
    page.set_viewport_size({"width": SCREEN[0], "height": 1300})
    page.locator(".c-sf-add-button").first.click()
    parts = page.locator(".w-combobox-container")
    parts.evaluate(UNROLL)
    parts.locator("[aria-label]").nth(2).click()  # what "steps" look like
    page.wait_for_timeout(SAVED_MS)
    book.take(page, "parts", clip=around(parts, 12))
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": SCREEN[0], "height": SCREEN[1]})


def take_picture_and_file(book: Book) -> None:
    page = book.editor
    for name, selector in (("picture", "input[name$=alt_text]"), ("document", "[name$=language]")):
        important = page.locator(selector)
        important.evaluate(CENTRE)
        with marked(important):
            book.take(page, name, clip=box(200, 60, 1080, 640))


def take_saving(book: Book) -> None:
    page = book.editor
    page.fill("[name=lead]", book.example.new_lead)
    page.wait_for_timeout(SAVED_MS)
    page.locator("[data-side-panel-toggle=preview]").click()
    page.wait_for_timeout(SAVED_MS)
    page.mouse.wheel(0, -4000)
    with marked(page.locator("[data-side-panel-toggle=preview]")):
        book.take(page, "preview")
    page.locator("[data-side-panel-toggle=preview]").click()
    page.locator(MENU).first.click()
    with marked(page.locator("[name=action-submit]")):
        book.take(page, "submit", clip=box(200, 480, 700, 320))
    page.locator("[name=action-submit]").click()
    page.wait_for_url("**/admin/pages/*/")


def take_review(book: Book) -> None:
    page = book.moderator
    page.goto("/admin/")
    book.take(page, "review", clip=box(200, 0, 1080, 420))
    book.edit(page, book.example.path)
    page.locator(MENU).first.click()
    book.take(page, "approve", clip=box(200, 420, 700, 380))
    page.keyboard.press("Escape")


def take_translation(book: Book) -> None:
    page = book.translator
    book.edit(page, book.example.foreign)
    start = page.locator("a[href*='localize/submit']").first
    with marked(start):
        book.take(page, "untranslated", clip=box(200, 0, 1080, 190))
    start.click()
    page.locator("main [type=submit]").wait_for()
    book.take(page, "send", clip=box(200, 0, 1080, 320))
    page.locator("main [type=submit]").click()
    page.wait_for_url("**/edit/")
    segments = page.locator("main li, main div").get_by_role("button", name=book.example.translate)
    segments.first.click()
    page.locator("main textarea, main input[type=text]").first.fill(book.example.foreign_title)
    book.take(page, "segments", clip=box(200, 0, 1080, 800))


def take_publishing_of_translation(book: Book) -> None:
    page = book.translator
    page.get_by_role("button", name=book.example.save).first.click()
    page.wait_for_timeout(SAVED_MS)
    book.edit(book.moderator, book.example.foreign)
    publish = book.moderator.locator("footer button").first
    with marked(publish):
        book.take(book.moderator, "publish", clip=box(200, 0, 1080, 800))


def take_synchronisation(book: Book) -> None:
    page = book.moderator
    book.edit(page, book.example.source)
    page.locator(f"header {DOTS}").first.click()
    page.locator("header a[href*='localize/update']").click()
    page.locator("main [type=checkbox]").check()
    book.take(page, "synchronise", clip=box(200, 0, 1080, 460))


def take_reader(book: Book) -> None:
    page = open_page(book.browser, 1080, 640, base_url=book.site)
    page.goto(book.example.reader)
    book.take(page, "reader")
    page.context.close()


def take_menu(book: Book) -> None:
    page = book.editor
    book.edit(page, book.example.path)
    page.locator("[role=tab]").nth(1).click()
    tick = page.locator("[name=show_in_menus]")
    tick.scroll_into_view_if_needed()
    with marked(tick):
        book.take(page, "menu", clip=box(200, 50, 1080, 690))


def take_settings(book: Book) -> None:
    page = book.moderator
    page.goto("/admin/settings/home/hubsettings/")
    book.take(page, "settings", clip=box(200, 0, 1080, 720))
