"""What the site asks of a machine translation service, whichever it is."""

from abc import ABC, abstractmethod
from dataclasses import dataclass


@dataclass(frozen=True)
class Access:
    """How a service is reached: its key, its address where it has none of its own, seconds."""

    key: str = ""
    url: str = ""
    timeout: float = 10.0


class ProviderError(Exception):
    """A service failed. The text is for the user, in the language that was active.

    `done` holds the translations that had arrived by then: those of the first texts, in order.
    """

    def __init__(self, message: str, done: list[str] | None = None):
        super().__init__(message)
        self.done = done or []


class Provider(ABC):
    """A machine translation service; one object for one task."""

    #: The service's own name, as translations made by it are marked.
    name: str

    def __init__(self, access: Access):
        self.access = access

    @abstractmethod
    def translate(
        self, texts: list[str], *, source: str, target: str, glossary: dict[str, str]
    ) -> list[str]:
        """Return the translations of HTML fragments, as many and in the same order.

        `source` and `target` are language codes; `glossary` has terms of the source language with
        what they are to be called. Raises ProviderError, after 30 seconds at the latest.
        """
