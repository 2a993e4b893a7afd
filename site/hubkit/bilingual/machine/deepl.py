"""DeepL, by its API: texts by v2, glossaries by v3 (developers.deepl.com, seen in 2026)."""

import logging

from hubkit.bilingual.machine.batches import BatchProvider
from hubkit.bilingual.machine.connection import Connection
from hubkit.bilingual.machine.provider import ProviderError

logger = logging.getLogger(__name__)

FREE, PAID = "https://api-free.deepl.com", "https://api.deepl.com"
GLOSSARY = "hubkit.bilingual"


class DeepL(BatchProvider):
    """Up to 50 texts and 128 KiB at once. One glossary of the account holds our term base.

    Its dictionary for the pair of languages is replaced before each task, so that it is always the
    base as it is. A glossary that cannot be made is done without: it costs terms, not the draft.
    """

    name = "DeepL"
    batch_texts = 50
    batch_bytes = 100_000

    def connect(self) -> Connection:
        key = self.access.key
        return Connection(
            self.name,
            self.access.url or (FREE if key.endswith(":fx") else PAID),
            timeout=self.access.timeout,
            headers={"Authorization": f"DeepL-Auth-Key {key}"},
        )

    def register(
        self, connection: Connection, *, source: str, target: str, glossary: dict[str, str]
    ) -> str:
        dictionary = {
            "source_lang": language(source),
            "target_lang": language(target),
            "entries": "\n".join(f"{term}\t{name}" for term, name in glossary.items()),
            "entries_format": "tsv",
        }
        try:
            return self._stored(connection, dictionary)
        except (ProviderError, KeyError, TypeError, AttributeError):
            logger.warning("DeepL: no glossary for %s to %s", source, target)
            return ""

    def _stored(self, connection: Connection, dictionary: dict[str, str]) -> str:
        for known in connection.ask("GET", "/v3/glossaries")["glossaries"]:
            if known["name"] == GLOSSARY:
                path = f"/v3/glossaries/{known['glossary_id']}/dictionaries"
                connection.ask("PUT", path, dictionary)
                return known["glossary_id"]
        made = {"name": GLOSSARY, "dictionaries": [dictionary]}
        return connection.ask("POST", "/v3/glossaries", made)["glossary_id"]

    def send(
        self, connection: Connection, texts: list[str], *, source: str, target: str, glossary: str
    ) -> object:
        request = {
            "text": texts,
            "source_lang": language(source),
            "target_lang": language(target),
            "tag_handling": "html",
        }
        if glossary:
            request["glossary_id"] = glossary
        try:
            answer = connection.ask("POST", "/v2/translate", request)
            return [translation["text"] for translation in answer["translations"]]
        except (KeyError, TypeError):
            raise connection.unusable() from None


def language(code: str) -> str:
    """Return DeepL's code; regions matter to it only for languages that the pair is not in."""
    return code.split("-")[0].upper()
