"""The headers that the running site sends, and that nothing of its own offends against them."""

from tests.browser.addresses import EVERY
from tests.browser.record import record
from tests.browser.staff import log_in

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
}
EDITOR = STRICT | {
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "frame-src": "'self'",
    "frame-ancestors": "'self'",
}
ELSE = {
    "permissions-policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(self), "
    "gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
}


def policy(headers) -> dict[str, str]:
    """Return the content security policy, source by directive."""
    directives = headers["content-security-policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


def test_public_pages_allow_nothing_inline_and_no_frame(page):
    for path in EVERY:
        headers = page.request.get(path).headers
        assert policy(headers) == STRICT, path
        assert headers["x-frame-options"] == "DENY", path
        assert {name: headers[name] for name in ELSE} == ELSE, path
        assert "set-cookie" not in headers, path


def test_admin_alone_allows_what_its_editor_needs(page):
    log_in(page, "urednica")
    headers = page.request.get("/admin/").headers
    assert policy(headers) == EDITOR
    assert headers["x-frame-options"] == "DENY"
    assert {name: headers[name] for name in ELSE} == ELSE


def test_editors_bar_on_public_pages_offends_against_nothing(page, site):
    log_in(page, "urednica")
    watched = record(page)
    for path in ("/sl/", "/it/", "/sl/o-sticiscu/vizija/"):
        page.goto(path, wait_until="networkidle")
        bar = page.locator("wagtail-userbar")
        assert bar.locator("#wagtail-userbar-trigger").is_visible()
        # Wagtail's checker (axe) counts its findings on the button; it has none.
        assert bar.locator(".w-userbar-axe-count").count() == 0
    assert watched.foreign(site) == []
    assert watched.refused == []
    assert watched.errors == []
