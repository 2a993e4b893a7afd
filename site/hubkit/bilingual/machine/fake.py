from hubkit.bilingual.machine.provider import Access, Provider, ProviderError


class FakeProvider(Provider):
    """A service in memory, for tests and demonstrations: knows what it was told, marks the rest.

    Translates with the glossary, text for text; what it does not know comes back as
    "[it] besedilo". `fails_after` texts it raises ProviderError, with what was done by then.
    """

    name = "Fake"

    def __init__(
        self,
        access: Access | None = None,
        *,
        known: dict[str, str] | None = None,
        fails_after: int | None = None,
    ):
        super().__init__(access or Access())
        self.known = known or {}
        self.fails_after = fails_after
        self.asked: list[str] = []

    def translate(
        self, texts: list[str], *, source: str, target: str, glossary: dict[str, str]
    ) -> list[str]:
        self.asked += texts
        known = glossary | self.known
        done = [known.get(text, f"[{target}] {text}") for text in texts]
        if self.fails_after is not None:
            raise ProviderError("The fake service fails.", done[: self.fails_after])
        return done
