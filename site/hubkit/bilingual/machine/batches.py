"""Services that take texts in batches, over HTTP."""

from abc import abstractmethod
from collections.abc import Iterator

from hubkit.bilingual.machine.connection import Connection
from hubkit.bilingual.machine.provider import Provider, ProviderError


class BatchProvider(Provider):
    """Sends texts batch by batch; a batch that came back is kept when a later one fails."""

    batch_texts: int
    batch_bytes: int

    @abstractmethod
    def connect(self) -> Connection:
        """Open the connection for one task."""

    def register(
        self, connection: Connection, *, source: str, target: str, glossary: dict[str, str]
    ) -> str:
        """Make the glossary known to the service and return its id; "" where it takes none."""
        return ""

    @abstractmethod
    def send(
        self, connection: Connection, texts: list[str], *, source: str, target: str, glossary: str
    ) -> object:
        """Return what should be the list of translations; what is none is refused by the caller.

        `glossary` is the id from `register`.
        """

    def translate(
        self, texts: list[str], *, source: str, target: str, glossary: dict[str, str]
    ) -> list[str]:
        connection = self.connect()
        languages = {"source": source, "target": target}
        done: list[str] = []
        try:
            known = self.register(connection, **languages, glossary=glossary) if glossary else ""
            for batch in self._batches(texts):
                answer = self.send(connection, batch, **languages, glossary=known)
                done += _translations(connection, answer, len(batch))
        except ProviderError as error:
            error.done = done
            raise
        return done

    def _batches(self, texts: list[str]) -> Iterator[list[str]]:
        batch: list[str] = []
        size = 0
        for text in texts:
            weight = len(text.encode())
            if batch and (len(batch) == self.batch_texts or size + weight > self.batch_bytes):
                yield batch
                batch, size = [], 0
            batch.append(text)
            size += weight
        if batch:
            yield batch


def _translations(connection: Connection, answer: object, expected: int) -> list[str]:
    if not isinstance(answer, list) or len(answer) != expected:
        raise connection.unusable()
    if not all(isinstance(text, str) for text in answer):
        raise connection.unusable()
    return answer
