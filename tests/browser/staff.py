"""Members of staff with the demo's accounts."""

from playwright.sync_api import Page


def log_in(page: Page, name: str) -> None:
    """Log in through the form, in which the demo's password of everybody is `<name>-primer`."""
    page.goto("/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", f"{name}-primer")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
