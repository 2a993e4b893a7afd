"""What readers see: the picture of the README, and every kind of page in each width and light."""

import base64
from pathlib import Path

from playwright.sync_api import Browser, Page

from pictures.files import ROOT, save
from pictures.site import open_page

README = ROOT / "docs" / "pictures" / "readme.png"
PAGES = {
    "root": "/",
    "home-sl": "/sl/",
    "home-it": "/it/",
    "pillar-sl": "/sl/mrezenje/",
    "pillar-it": "/it/messa-in-rete/",
    "project-sl": "/sl/o-sticiscu/projekt-2019-2023/",
    "project-it": "/it/chi-siamo/progetto-2019-2023/",
    "untranslated-it": "/it/formazione/primer-zbor-clanov/",
    "untranslated-sl": "/sl/informiranje/esempio-annuncio-bilingue/",
}
WIDTHS = {"phone": (390, 844), "desktop": (1350, 900)}
SCHEMES = ("light", "dark")

README_SIZE = (1760, 930)
README_SCREEN = (1240, 1260)
README_CSS = """
  body { display: flex; justify-content: center; gap: 40px; block-size: 930px; margin: 0;
         box-sizing: border-box; padding-block-start: 48px; overflow: hidden; background: #ece0cf; }
  img { inline-size: 820px; block-size: 834px; border-radius: 16px; }
"""


def take(browser: Browser, site: str, folder: Path) -> None:
    """Every page of PAGES, whole, in `folder`."""
    for width, size in WIDTHS.items():
        for scheme in SCHEMES:
            page = open_page(browser, *size, base_url=site, color_scheme=scheme)
            for name, address in PAGES.items():
                show(page, address)
                save(page.screenshot(full_page=True), folder / f"{name}-{width}-{scheme}.png")
            page.context.close()


def take_readme(browser: Browser, site: str) -> None:
    """Both languages side by side in one size, one in the light and one in the dark."""
    sides = [screen(browser, site, "/sl/", "light"), screen(browser, site, "/it/", "dark")]
    page = open_page(browser, *README_SIZE)
    page.set_content(f"<style>{README_CSS}</style>{''.join(sides)}")
    save(page.screenshot(), README, colours=256)


def screen(browser: Browser, site: str, address: str, scheme: str) -> str:
    """Return the first screen of a page as an image element that needs no file."""
    page = open_page(browser, *README_SCREEN, base_url=site, color_scheme=scheme)
    show(page, address)
    shot = base64.b64encode(page.screenshot()).decode()
    page.context.close()
    return f'<img src="data:image/png;base64,{shot}">'


def show(page: Page, address: str) -> None:
    """Open a page and wait until its pictures are there too."""
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
