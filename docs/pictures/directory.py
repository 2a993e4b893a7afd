"""The pictures of the guides to the directory: every step, done in the admin as they tell it."""

from playwright.sync_api import Browser, Page

from pictures.book import CENTRE, GUIDES, SETTLED_MS, Book, around, box, marked, tall
from pictures.site import Demo
from pictures.submissions import CASES, Case

FOLDER = GUIDES / "directory"
QUEUE = "/admin/directory/submissions/"
FORM = "main form"

CHANGE = """
from pictures import submissions
from wagtail.users.models import UserProfile
UserProfile.objects.update(preferred_language={language!r})
submissions.make({language!r})
"""


def take(browser: Browser, demo: Demo, language: str) -> None:
    """All pictures of one guide, in its order, in a site whose staff speaks its language."""
    for old in (FOLDER / language).glob("*.png"):
        old.unlink()
    copy = f"directory-{language}"
    with demo.served(copy, CHANGE.format(language=language)) as site:
        book = Book(browser, site, demo.page_ids(copy), language, folder=FOLDER)
        case = CASES[language]
        page = book.member("curatore")
        take_queue(book, page)
        take_review(book, page)
        take_owners(book, page)
        take_calls(book, page)
        take_import(book, page, case)
        book.leave()


def take_queue(book: Book, page: Page) -> None:
    page.goto(QUEUE)
    book.take(page, "queue", clip=box(200, 0, 1080, 690))


def take_review(book: Book, page: Page) -> None:
    """The change: taken, its sentence refused as an advertisement, its website compared."""
    open_row(page, "directory.change")
    press(page, "take")
    page.reload()  # without the message that it is taken
    card = page.locator(f"#field-summary_{book.language}")
    card.locator("input[value=reject]").check()
    card.locator("select").select_option("oglas")
    with tall(page, 1090):
        book.take(page, "review", clip=box(200, 0, 1080, 1090))
    both = page.locator("#field-website")
    both.evaluate(CENTRE)
    book.take(page, "compare", clip=around(both, 8))
    press(page, "release")


def open_row(page: Page, kind: str) -> None:
    page.goto(f"{QUEUE}?state=waiting&kind={kind}")
    page.locator("table.submissions a").first.click()
    page.wait_for_load_state()
    page.wait_for_timeout(SETTLED_MS)


def press(page: Page, action: str) -> None:
    page.locator(f"button[value={action}]").click()
    page.wait_for_load_state()


def take_owners(book: Book, page: Page) -> None:
    """Somebody is let in who asked to look after an entry; then the life of that entry."""
    open_row(page, "directory.claim")
    press(page, "take")
    entry = page.locator(".mod-main .mod-buttons a[href*='/admin/pages/']").first
    address = entry.get_attribute("href") or ""
    press(page, "accept-claim")
    page.goto(address)
    page.locator("header [data-w-dropdown-target=toggle]").first.click()
    page.locator("a[href*='/admin/directory/entries/']").first.click()
    page.wait_for_load_state()
    with tall(page, 1100):
        book.take(page, "owners", clip=box(200, 0, 1080, 1100))


def take_calls(book: Book, page: Page) -> None:
    page.goto("/admin/reports/directory-calls/")
    book.take(page, "calls", clip=box(200, 0, 1080, 600))


def take_import(book: Book, page: Page, case: Case) -> None:
    page.goto("/admin/directory/imports/")
    table = {"name": "primer.csv", "mimeType": "text/csv", "buffer": case.table.encode()}
    page.set_input_files("[type=file]", table)
    page.locator(f"{FORM} button[type=submit]").first.click()
    page.wait_for_url("**/columns/")
    with marked(page.locator(".exchange__columns select").first):
        book.take(page, "columns", clip=box(200, 0, 1080, 680))
    page.locator(f"{FORM} button[type=submit]").first.click()
    page.wait_for_load_state()
    book.take(page, "import", clip=box(200, 0, 1080, 620))
