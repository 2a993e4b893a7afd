"""The chapters on the two languages: translated, read, approved, changed again, and told of."""

from playwright.sync_api import Page

from pictures.book import SETTLED_MS, Book, around, box, marked, tall
from pictures.site import open_page

MENU = "footer [data-w-dropdown-target=toggle]"
ROWS = "[data-desk-row]"


def take(book: Book) -> None:
    take_reader(book)
    take_waiting(book)
    take_desk(book)
    take_review(book)
    take_gate(book)
    take_changed(book)
    take_report(book)
    take_link(book)
    take_deleting(book)
    take_policies(book)


def take_reader(book: Book) -> None:
    page = open_page(book.browser, 1080, 640, base_url=book.site)
    page.goto(book.example.reader)
    book.take(page, "reader")
    page.context.close()


def take_waiting(book: Book) -> None:
    page = book.translator
    page.goto("/admin/")
    book.take(page, "waiting", clip=box(200, 230, 1080, 420))


def open_desk(book: Book, page: Page) -> None:
    """Come to the desk as the guide says: by the editor of the translated version."""
    book.edit(page, book.example.translated_path(book.ids))
    page.wait_for_url("**/admin/languages/*/")
    page.wait_for_timeout(SETTLED_MS)


def take_desk(book: Book) -> None:
    page = book.translator
    open_desk(book, page)
    write(page, 0, book.example.words[0], checked=True)
    write(page, 1, book.example.words[1])
    page.locator(ROWS).nth(2).locator("textarea, .desk-rich").first.focus()
    page.wait_for_timeout(SETTLED_MS)
    with tall(page, 1000):
        page.mouse.wheel(0, -4000)
        book.take(page, "desk", clip=box(200, 0, 1080, 1000))
    row = page.locator(ROWS, has=page.locator(".desk-offer")).first
    row.scroll_into_view_if_needed()
    book.take(page, "memory", clip=around(row, 8))
    for number, text in enumerate(book.example.words[2:], start=2):
        write(page, number, text)
    page.locator(".desk-foot").scroll_into_view_if_needed()
    send = page.locator("button[value=send]")
    with marked(send):
        book.take(page, "send", clip=around(page.locator(".desk-foot"), 0))
    send.click()
    page.wait_for_load_state()


def write(page: Page, number: int, text: str, *, checked: bool = False) -> None:
    row = page.locator(ROWS).nth(number)
    row.locator("textarea:visible, .desk-rich").first.fill(text)
    if checked:
        row.locator("[type=checkbox]").check()


def take_review(book: Book) -> None:
    page = book.moderator
    open_desk(book, page)
    with tall(page, 1000):
        book.take(page, "review", clip=box(200, 0, 1080, 1000))
    page.locator("button[value=approve]").click()
    page.wait_for_load_state()


def take_gate(book: Book) -> None:
    page = book.moderator
    book.edit(page, book.example.path)
    page.fill("[name=lead]", book.example.later_lead)
    page.locator(MENU).first.click()
    with marked(page.locator("[name=action-publish][value=minor]")):
        book.take(page, "minor", clip=box(200, 380, 700, 420))
    page.locator("[name=action-publish]:not([value=minor])").first.click()
    page.wait_for_url("**/gate/**")
    with tall(page, 1100):
        book.take(page, "gate", clip=box(200, 0, 1080, 900))
    page.fill("[name=reason]", book.example.reason)
    page.locator("[name=excuse]").click()
    page.wait_for_load_state()


def take_changed(book: Book) -> None:
    page = book.translator
    open_desk(book, page)
    row = page.locator(f"{ROWS}[data-open]").first
    row.scroll_into_view_if_needed()
    book.take(page, "changed", clip=around(row, 8))


def take_report(book: Book) -> None:
    page = book.moderator
    page.goto("/admin/reports/languages/")
    page.locator(".language-changes summary").first.click()
    book.take(page, "report", clip=box(200, 0, 1080, 640))


def take_link(book: Book) -> None:
    page = book.moderator
    open_desk(book, page)
    page.goto(f"{page.url.split('?')[0]}links/")
    page.fill("[name=name]", book.example.guest)
    book.take(page, "invite", clip=box(200, 0, 1080, 720))
    page.locator("main form button[type=submit]").first.click()
    address = page.locator("#links-address").input_value()
    guest = open_page(book.browser, 1080, 760, locale=book.language)
    guest.goto(address)
    book.take(guest, "guest")
    guest.context.close()


def take_deleting(book: Book) -> None:
    page = book.moderator
    page.goto(f"/admin/pages/{book.ids[book.example.path]}/delete/")
    book.take(page, "delete", clip=box(200, 0, 1080, 560))


def take_policies(book: Book) -> None:
    page = book.moderator
    page.goto("/admin/settings/hubkit_bilingual/languagepolicy/")
    book.take(page, "policies", clip=box(200, 50, 1080, 560))
