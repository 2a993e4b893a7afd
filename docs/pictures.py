"""Takes the pictures of the documentation, and the site's own icons, from the running site.

    make pictures
    .venv/bin/python docs/pictures.py [--only readme icons editors directory public] [--all FOLDER]

Starts the real site with its demo content in a temporary folder. What is committed goes where it
belongs (README, guides, icons); every public page, on a phone and a desktop, in the light and the
dark, goes to FOLDER, by default var/pictures. Which fonts the pictures have depends on the
machine: docs/developers.md says which to install.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pictures import directory, editors, icons, public
from pictures.files import ROOT
from pictures.site import Demo, chromium, demo
from playwright.sync_api import Browser

from deploy.processes import LocalError

KINDS = ("readme", "icons", "editors", "directory", "public")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=KINDS, default=KINDS, help="not all pictures")
    parser.add_argument("--all", type=Path, default=ROOT / "var" / "pictures", metavar="FOLDER")
    options = parser.parse_args(arguments)
    try:
        with chromium() as browser:
            take(browser, options.only, options.all.resolve())
    except LocalError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


def take(browser: Browser, kinds: list[str], folder: Path) -> None:
    if "icons" in kinds:
        icons.take(browser)
    if set(kinds) == {"icons"}:
        return
    with demo() as site:
        take_from_site(browser, site, kinds, folder)


def take_from_site(browser: Browser, demo: Demo, kinds: list[str], folder: Path) -> None:
    if {"readme", "public"} & set(kinds):
        with demo.served("public") as address:
            if "readme" in kinds:
                public.take_readme(browser, address)
            if "public" in kinds:
                public.take(browser, address, folder)
    for kind, guide in (("editors", editors), ("directory", directory)):
        if kind in kinds:
            for language in ("sl", "it"):
                guide.take(browser, demo, language)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
