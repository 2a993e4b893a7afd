"""The eight municipalities of the Coastal–Karst region, each with its names and its right to two.

Official names and the bilingual area after the municipalities' own statutes and the municipal
ordinances on bilingualism; codes are the register's (GURS OB_ID, ISO 3166-2 SI-nnn).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Municipality:
    """`it` is the official Italian name, or None where the municipality is not bilingual;
    `custom` is then what Italian speakers say, never to be shown as if it were official."""

    code: str
    sl: str
    it: str | None = None
    custom: str | None = None

    @property
    def bilingual(self) -> bool:
        return self.it is not None

    def names(self, language: str) -> list[tuple[str, str]]:
        """Return ``(language, name)`` of each official name, the reader's own first."""
        names = [(code, name) for code, name in (("sl", self.sl), ("it", self.it)) if name]
        return sorted(names, key=lambda pair: pair[0] != language)

    def label(self, language: str) -> str:
        """Both official names, the reader's own first: `Capodistria / Koper`."""
        return " / ".join(name for _code, name in self.names(language))

    def custom_for(self, language: str) -> str:
        """Return what readers of `language` may add in brackets: `Sežana (Sesana)`."""
        return (self.custom or "") if language == "it" else ""


MUNICIPALITIES = (
    Municipality("213", "Ankaran", it="Ancarano"),
    Municipality("019", "Divača", custom="Divaccia"),
    Municipality("035", "Hrpelje - Kozina", custom="Erpelle-Cosina"),
    Municipality("040", "Izola", it="Isola"),
    Municipality("049", "Komen", custom="Comeno"),
    Municipality("050", "Koper", it="Capodistria"),
    Municipality("090", "Piran", it="Pirano"),
    Municipality("111", "Sežana", custom="Sesana"),
)
BY_CODE = {municipality.code: municipality for municipality in MUNICIPALITIES}


def municipality_choices() -> list[tuple[str, str]]:
    """Choices for a model field. Names are in no catalog, so a choice bears both."""
    return [(municipality.code, municipality.label("sl")) for municipality in MUNICIPALITIES]
