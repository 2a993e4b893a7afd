"""What the documentation names is there: pictures, pages, chapters, tests."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose(path: Path) -> str:
    return re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)


def anchors(path: Path) -> set[str]:
    """Return the anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", prose(path), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page):
    lost = []
    for _picture, _text, target in LINK.findall(prose(page)):
        if re.match(r"\w+:", target):
            continue
        file, _hash, anchor = target.partition("#")
        path = (page.parent / file).resolve() if file else page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            lost.append(target)
    assert lost == []


@pytest.mark.parametrize(
    ("guide", "folder"),
    [
        ("sl.md", "img/sl"),
        ("it.md", "img/it"),
        ("sl-directory.md", "img/directory/sl"),
        ("it-directory.md", "img/directory/it"),
    ],
)
def test_a_guide_shows_each_of_its_pictures_and_says_what_is_on_it(guide, folder):
    guide = ROOT / "docs" / "editors" / guide
    shown = [(target, text) for picture, text, target in LINK.findall(prose(guide)) if picture]
    assert [target for target, text in shown if not text] == []
    pictures = (guide.parent / folder).iterdir()
    assert sorted(target for target, _text in shown) == sorted(
        f"{folder}/{picture.name}" for picture in pictures
    )


def test_each_hole_is_proved_by_tests_that_are_there():
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", prose(ROOT / "docs/hubkit-bilingual.md"))
    folder = ROOT / "tests" / "hubkit"
    there = {
        (path.name, test)
        for path in folder.glob("test_*.py")
        for test in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), flags=re.MULTILINE)
    }
    assert len(named) > 40
    assert [each for each in named if each not in there] == []
