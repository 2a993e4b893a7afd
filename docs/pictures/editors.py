"""The pictures of the editors' guides: every step, done in the admin as the guide tells it."""

from playwright.sync_api import Browser

from pictures import languages
from pictures.book import CENTRE, GUIDES, SAVED_MS, SCREEN, Book, around, box, marked, tall
from pictures.site import Demo, open_page

UNROLL = "e => e.querySelectorAll('*').forEach(part => { part.style.maxHeight = 'none'; })"

MENU = "footer [data-w-dropdown-target=toggle]"
DOTS = "[data-w-dropdown-target=toggle]"

CHANGE = """
from pictures import example
from wagtail.users.models import UserProfile
UserProfile.objects.update(preferred_language={language!r})
example.make({language!r})
"""


def take(browser: Browser, demo: Demo, language: str) -> None:
    """All pictures of one guide, in its order, in a site whose staff speaks its language."""
    for old in (GUIDES / language).glob("*.png"):
        old.unlink()
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
    languages.take(book)
    take_menu(book)
    take_settings(book)
    book.leave()


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
        page.locator(f"header a[href='/admin/pages/{page.url.split('/')[-2]}/add_subpage/']"),
        row.locator("td.language-explorer"),
    ):
        book.take(page, "list", clip=box(200, 0, 1080, 450))


def take_editing(book: Book) -> None:
    page = book.editor
    book.edit(page, book.example.path)
    book.take(page, "edit", clip=box(200, 0, 1080, 800))
    with tall(page, 1300):
        page.locator(".c-sf-add-button").first.click()
        parts = page.locator(".w-combobox-container")
        parts.evaluate(UNROLL)
        parts.locator("[aria-label]").nth(2).click()  # what "steps" look like
        page.wait_for_timeout(SAVED_MS)
        book.take(page, "parts", clip=around(parts, 12))
        page.keyboard.press("Escape")


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


def take_menu(book: Book) -> None:
    page = book.editor
    book.edit(page, book.example.source)
    page.locator("[role=tab]").nth(1).click()
    tick = page.locator("[name=show_in_menus]")
    tick.scroll_into_view_if_needed()
    with marked(tick):
        book.take(page, "menu", clip=box(200, 50, 1080, 690))


def take_settings(book: Book) -> None:
    page = book.moderator
    page.goto("/admin/settings/home/hubsettings/")
    book.take(page, "settings", clip=box(200, 0, 1080, 720))
