"""The page that the guides write together with their reader, in each guide's own language."""

from dataclasses import dataclass

PICTURE = "image:obala.jpg"
FILE = "document:primer-vabila.txt"


@dataclass(frozen=True)
class Example:
    """Texts and places of one guide.

    `words` are the texts in the other language, row by row of the desk; `later_lead` is what an
    editor makes of the lead once both are published, and `reason` why it cannot wait. `reader` is a
    page that exists in this language only, where readers of the other one meet it; `source` one
    that is in the menu.
    """

    language: str
    parent: str
    section: str
    slug: str
    title: str
    lead: str
    new_lead: str
    text: str
    alternative: str
    caption: str
    heading: str
    file_title: str
    words: tuple[str, ...]
    later_lead: str
    reason: str
    guest: str
    reader: str
    source: str

    @property
    def path(self) -> str:
        return f"{self.section}{self.slug}/"

    def translated_path(self, ids: dict[str, int]) -> str:
        """Return where the page stands in the other language, as yet under the same slug."""
        return next(path for path in ids if path.endswith(f"/{self.slug}/") and path != self.path)


EXAMPLES = {
    "sl": Example(
        language="sl",
        parent="training",
        section="/sl/usposabljanje/",
        slug="primer-delavnica",
        title="Primer: delavnica o razpisih",
        lead="Primer. Kako do sredstev za društvo.",
        new_lead="Primer. Kako do sredstev za društvo: dve uri, za vse.",
        text="<h2>Kaj boste izvedeli</h2><p>Kje najdete razpise in kako preberete razpisno "
        "dokumentacijo.</p>",
        alternative="Slikovno polje v štirih pasovih: nebo, kraška planota, griči in morje.",
        caption="Od Krasa do morja, poenostavljeno.",
        heading="Gradivo",
        file_title="Vabilo na delavnico",
        words=(
            "Esempio: laboratorio sui bandi",
            "Esempio. Come trovare fondi per l'associazione: due ore, per tutti.",
            "Che cosa imparerete",
            "Dove trovare i bandi e come leggere la documentazione del bando.",
            "Immagine in quattro fasce: cielo, altopiano carsico, colline e mare.",
            "Dal Carso al mare, in forma stilizzata.",
            "Materiali",
            "Invito al laboratorio",
        ),
        later_lead="Primer. Kako do sredstev za društvo: tri ure, za vse.",
        reason="Prijave se iztečejo danes.",
        guest="Ana Primer",
        reader="/it/formazione/primer-zbor-clanov/",
        source="/sl/svetovanje/",
    ),
    "it": Example(
        language="it",
        parent="informing",
        section="/it/informazione/",
        slug="esempio-laboratorio",
        title="Esempio: laboratorio sui bandi",
        lead="Esempio. Come trovare fondi per l'associazione.",
        new_lead="Esempio. Come trovare fondi per l'associazione: due ore, per tutti.",
        text="<h2>Che cosa si impara</h2><p>Dove trovare i bandi e come leggere la "
        "documentazione del bando.</p>",
        alternative="Immagine in quattro fasce: cielo, altopiano carsico, colline e mare.",
        caption="Dal Carso al mare, in forma stilizzata.",
        heading="Materiali",
        file_title="Invito al laboratorio",
        words=(
            "Primer: delavnica o razpisih",
            "Primer. Kako do sredstev za društvo: dve uri, za vse.",
            "Kaj boste izvedeli",
            "Kje najdete razpise in kako preberete razpisno dokumentacijo.",
            "Slikovno polje v štirih pasovih: nebo, kraška planota, griči in morje.",
            "Od Krasa do morja, poenostavljeno.",
            "Gradivo",
            "Vabilo na delavnico",
        ),
        later_lead="Esempio. Come trovare fondi per l'associazione: tre ore, per tutti.",
        reason="Le iscrizioni scadono oggi.",
        guest="Ana Primer",
        reader="/sl/informiranje/esempio-annuncio-bilingue/",
        source="/sl/svetovanje/",
    ),
}


def make(language: str) -> None:
    """Publish the example of a guide; runs inside the site (`manage.py shell`)."""
    from iskra.seeding.data import PageText  # noqa: PLC0415  (only there is it importable)
    from iskra.seeding.pages import Seeding  # noqa: PLC0415

    example = EXAMPLES[language]
    picture = {"image": PICTURE, "alt_text": example.alternative, "decorative": False}
    file = {"document": FILE, "title": example.file_title, "language": "sl+it"}
    text = PageText(
        name=example.slug,
        model="hub_pages.StandardPage",
        parent=example.parent,
        source=language,
        fields={name: {language: getattr(example, name)} for name in ("title", "slug", "lead")},
        body=[
            {"type": "text", "value": example.text},
            {
                "type": "picture",
                "value": {"image": picture, "caption": example.caption, "credit": ""},
            },
            {"type": "documents", "value": {"heading": example.heading, "files": [file]}},
        ],
    )
    seeding = Seeding()
    seeding.make(text)
    seeding.fill(text)
