"""Reading the site's texts: TOML files in which words stand side by side in both languages.

A file is a page; its name without the number that orders it is what others call it by. `type` is
the page's model, `parent` the name of the page above, `source` the language that it is written
in first (default Slovenian). A table with no other keys than language codes is a wording;
everything else is a fact.
`"page:name"` as a value is that page, `"image:…"` and `"document:…"` a file beside these.
"""

import re
import tomllib
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings

from hubkit.content.fields import registered_blocks

CONTENT = Path(__file__).resolve().parents[1] / "content"
NAMESPACE = uuid.UUID("5b1d9a0e-3c53-4c55-9c67-7d3f0d1e5a10")
HEAD = ("type", "parent", "source", "body", "aims")


def stable_id(*parts: object) -> str:
    """Return the same UUID for the same parts on every machine."""
    return str(uuid.uuid5(NAMESPACE, ".".join(map(str, parts))))


@dataclass
class PageText:
    """One file: a page in the languages that it exists in."""

    name: str
    model: str
    parent: str | None
    source: str
    fields: dict[str, Any]
    body: list[dict] = field(default_factory=list)
    aims: list[dict] = field(default_factory=list)

    @property
    def translation_key(self) -> uuid.UUID:
        return uuid.UUID(stable_id(self.name))

    @property
    def app_is_installed(self) -> bool:
        return apps.is_installed(self.model.split(".")[0])

    @property
    def languages(self) -> list[str]:
        """The languages that the page's title exists in, its own first."""
        return sorted(self.fields["title"], key=lambda code: code != self.source)

    @classmethod
    def read(cls, path: Path) -> "PageText":
        """Read one file; raises KeyError where its type or title is missing."""
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(
            name=re.sub(r"^\d+-", "", path.stem),
            model=data["type"],
            parent=data.get("parent"),
            source=data.get("source", settings.LANGUAGE_CODE),
            fields={key: value for key, value in data.items() if key not in HEAD},
            body=data.get("body", []),
            aims=data.get("aims", []),
        )

    def field_values(self, language: str) -> dict[str, Any]:
        return {name: worded(value, language) for name, value in self.fields.items()}

    def body_blocks(self, language: str, resolve) -> list[dict]:
        """Return the body as a StreamField stores it, with ids that are equal in each language.

        `resolve` turns a reference such as ``"page:advice"`` into what the block stores.
        """
        return [
            {
                "type": block["type"],
                "id": stable_id(self.name, "body", position),
                "value": self._stored(block["value"], language, resolve, f"body.{position}"),
            }
            for position, block in enumerate(self.body)
            if block["type"] in registered_blocks()
        ]

    def _stored(self, value, language: str, resolve, path: str):
        value = worded(value, language)
        if isinstance(value, dict):
            return {
                key: self._stored(item, language, resolve, f"{path}.{key}")
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [
                {
                    "type": "item",
                    "id": stable_id(self.name, path, position),
                    "value": self._stored(item, language, resolve, f"{path}.{position}"),
                }
                for position, item in enumerate(value)
            ]
        return resolve(value)


def worded(value, language: str):
    """Return a wording's text in one language, and anything else as it is."""
    codes = {code for code, _ in settings.LANGUAGES}
    if isinstance(value, dict) and value and set(value) <= codes:
        return value[language]
    return value


def read_pages(*folders: str) -> list[PageText]:
    """Read the page files of these folders of `content/`, parents before their children."""
    paths = [path for folder in folders for path in sorted((CONTENT / folder).glob("*.toml"))]
    texts = {text.name: text for text in map(PageText.read, paths)}
    ordered: dict[str, PageText] = {}

    def add(text: PageText) -> None:
        if text.parent in texts and text.parent not in ordered:
            add(texts[text.parent])
        ordered[text.name] = text

    for text in texts.values():
        add(text)
    return list(ordered.values())


def read_settings() -> dict[str, Any]:
    """Read the hub's own data, as its settings store it."""
    return tomllib.loads((CONTENT / "settings.toml").read_text(encoding="utf-8"))
