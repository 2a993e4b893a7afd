"""LibreTranslate, on a server of one's own or of others (docs.libretranslate.com, seen in 2026)."""

from hubkit.bilingual.machine.batches import BatchProvider
from hubkit.bilingual.machine.connection import Connection


class LibreTranslate(BatchProvider):
    """Takes no glossary: its terms have to be put right by hand, with the hints beside the text.

    Hiding terms behind placeholders would keep them, but in one form only, and leave the machine
    without the words that the rest of the sentence agrees with. Batches are small, because one's
    own server may need a second for each text.
    """

    name = "LibreTranslate"
    batch_texts = 10
    batch_bytes = 5_000

    def connect(self) -> Connection:
        return Connection(self.name, self.access.url, timeout=self.access.timeout, headers={})

    def send(
        self, connection: Connection, texts: list[str], *, source: str, target: str, glossary: str
    ) -> object:
        request = {
            "q": texts,
            "source": source.split("-")[0],
            "target": target.split("-")[0],
            "format": "html",
        }
        if self.access.key:
            request["api_key"] = self.access.key
        answer = connection.ask("POST", "/translate", request)
        return answer.get("translatedText") if isinstance(answer, dict) else None
