"""Words of a document in the reader's language, and the truth about those that are not."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language


def filled(**values: Any) -> dict[str, Any]:
    """Return the values without those that are empty: HSDS knows no null."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


class Words:
    """Reads pairs of words of a record, and keeps account of which language has which."""

    def __init__(self, record: Any):
        self.record = record
        self.known: dict[str, set[str]] = {}

    def read(self, field: str, *names: str) -> str:
        """Return the words of the pairs `names` as paragraphs, all in one language.

        That is the active language wherever it has any of them, else the other one. `field` is
        what they are called in the document.
        """
        told = {code: self.told(code, names) for code, _name in settings.LANGUAGES}
        self.known[field] = {code for code, texts in told.items() if texts}
        own = told.pop(get_language() or settings.LANGUAGE_CODE, [])
        return "\n\n".join(own or next(filter(None, told.values()), []))

    def told(self, code: str, names: tuple[str, ...]) -> list[str]:
        return [text for name in names if (text := getattr(self.record, f"{name}_{code}"))]

    def translations(self) -> list[dict[str, Any]]:
        """Return which language has all the words of its own, and which of them it has not."""
        fields = {field for field, codes in self.known.items() if codes}
        rows = []
        for code, _name in settings.LANGUAGES if fields else []:
            missing = sorted(field for field in fields if code not in self.known[field])
            status = "partial" if missing else "original"
            if len(missing) == len(fields):
                status = "missing"
            rows.append(filled(language=code, status=status, fields=missing))
        return rows
