"""The site's own pictures: icons, and what is shown when a page without a picture is shared."""

import io
import tomllib

from PIL import Image
from playwright.sync_api import Browser

from pictures.files import ROOT, save, tell
from pictures.site import open_page

SITE = ROOT / "site" / "iskra"
TARGET = SITE / "static" / "iskra" / "img"
STYLES = (SITE / "static/iskra/css/tokens.css", SITE / "static/iskra/css/base.css")
LANDSCAPE = ROOT / "home" / "templates" / "home" / "landscape.html"
LANDSCAPE_CSS = ROOT / "home" / "static" / "home" / "landscape.css"
MARK = SITE / "templates" / "components" / "mark.html"
FAVICON = TARGET / "favicon.svg"

TOUCH = 180
TOUCH_MARK = 124  # the rest is margin: phones round the corners off
FAVICON_SIZES = (16, 32, 48)
FINE = 8  # the favicon is drawn so many times larger, then made small with care

SHARE_CSS = """
@layer pages {
  body { display: grid; grid-template-rows: 1fr auto; block-size: 630px; min-block-size: 0;
         overflow: hidden; background: var(--sky); }
  main { display: grid; align-content: center; gap: 2.1rem; padding: 1.6rem 5rem 0; }
  h1 { display: flex; align-items: center; gap: 1.5rem; font-size: 5.5rem;
       letter-spacing: 0.14em; line-height: 1; }
  .mark { inline-size: 6rem; block-size: 6rem; }
  .names { display: grid; gap: 0.5rem; }
  .names p { font: 600 2.65rem / 1.2 var(--serif); letter-spacing: -0.01em; text-wrap: balance; }
  .landscape { block-size: 250px; }
}
"""


def take(browser: Browser) -> None:
    take_touch_icon(browser)
    take_favicon(browser)
    for language in ("sl", "it"):
        take_share_picture(browser, language)


def take_touch_icon(browser: Browser) -> None:
    page = open_page(browser, TOUCH, TOUCH)
    margin = (TOUCH - TOUCH_MARK) / 2
    page.set_content(
        "<style>body{margin:0;background:#fbf6ee}"
        f"svg{{display:block;margin:{margin}px;inline-size:{TOUCH_MARK}px}}</style>"
        + FAVICON.read_text()
    )
    save(page.screenshot(), TARGET / "touch-icon.png")


def take_favicon(browser: Browser) -> None:
    largest = max(FAVICON_SIZES) * FINE
    page = open_page(browser, largest, largest)
    page.set_content(
        "<style>html{background:none}body{margin:0}svg{display:block}</style>" + FAVICON.read_text()
    )
    drawn = Image.open(io.BytesIO(page.screenshot(omit_background=True)))
    icons = [drawn.resize((size, size), Image.Resampling.LANCZOS) for size in FAVICON_SIZES]
    path = TARGET / "favicon.ico"
    sizes = [icon.size for icon in icons]
    icons[-1].save(path, sizes=sizes, append_images=icons[:-1], bitmap_format="png")
    tell(path)


def take_share_picture(browser: Browser, language: str) -> None:
    """Both names in one size, the language's own first, over the drawing of the region."""
    page = open_page(browser, 1200, 630, color_scheme="light")
    page.set_content(share_page(language))
    save(page.screenshot(), TARGET / f"share-{language}.png")


def share_page(language: str) -> str:
    settings = tomllib.loads((SITE / "content" / "settings.toml").read_text(encoding="utf-8"))
    codes = sorted(("sl", "it"), key=lambda code: code != language)
    names = "".join(f'<p lang="{code}">{settings[f"name_{code}"]}</p>' for code in codes)
    css = "".join(path.read_text() for path in (*STYLES, LANDSCAPE_CSS)) + SHARE_CSS
    return (
        f"<!DOCTYPE html><html lang={language}><meta charset=utf-8><style>{css}</style>"
        f"<body><main><h1>{MARK.read_text()}ISKRA</h1><div class=names>{names}</div></main>"
        f"{LANDSCAPE.read_text()}</body></html>"
    )
