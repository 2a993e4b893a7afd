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

    def name(self, language: str) -> str:
        """Return the place's name for a reader: `Sežana (Sesana)` where Italian has no other."""
        if language != "it" or self.it == self.sl:
            return self.sl
        return self.it or (f"{self.sl} ({self.custom})" if self.custom else self.sl)


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
