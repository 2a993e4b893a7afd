"""The page that the guides write together with their reader, in each guide's own language."""

from dataclasses import dataclass

PICTURE = "image:obala.jpg"
FILE = "document:primer-vabila.txt"


@dataclass(frozen=True)
class Example:
    """Texts and places of one guide.

    `foreign` is a page that exists in the other language only, where it stands in this one;
    `reader` one that exists in this language only, where readers of the other one meet it;
    `source` a page with facts; `translate` and `save` are buttons of the translation editor.
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
    foreign: str
    foreign_title: str
    reader: str
    source: str
    translate: str
    save: str

    @property
    def path(self) -> str:
        return f"{self.section}{self.slug}/"


EXAMPLES = {
    "sl": Example(
        language="sl",
        parent="training",
        section="/sl/usposabljanje/",
        slug="primer-delavnica",
        title="Primer: delavnica o razpisih",
        lead="Stran je primer. Kako do sredstev za delo društva.",
        new_lead="Stran je primer. Kako do sredstev za delo društva: dve uri, brez predznanja.",
        text="<h2>Kaj boste izvedeli</h2><p>Kje najdete razpise in kako preberete razpisno "
        "dokumentacijo.</p>",
        alternative="Slikovno polje v štirih pasovih: nebo, kraška planota, griči in morje.",
        caption="Od Krasa do morja, poenostavljeno.",
        heading="Gradivo",
        file_title="Vabilo na delavnico",
        foreign="/sl/informiranje/esempio-annuncio-bilingue/",
        foreign_title="Primer: kako napovedati dogodek v dveh jezikih",
        reader="/it/formazione/primer-zbor-clanov/",
        source="/sl/o-sticiscu/projekt-2019-2023/",
        translate="Prevedi",
        save="Shrani",
    ),
    "it": Example(
        language="it",
        parent="informing",
        section="/it/informazione/",
        slug="esempio-laboratorio",
        title="Esempio: laboratorio sui bandi",
        lead="Questa pagina è un esempio. Come trovare fondi per l'attività dell'associazione.",
        new_lead="Questa pagina è un esempio. Come trovare fondi per l'attività "
        "dell'associazione: due ore, senza conoscenze preliminari.",
        text="<h2>Che cosa si impara</h2><p>Dove trovare i bandi e come leggere la "
        "documentazione del bando.</p>",
        alternative="Immagine in quattro fasce: cielo, altopiano carsico, colline e mare.",
        caption="Dal Carso al mare, in forma stilizzata.",
        heading="Materiali",
        file_title="Invito al laboratorio",
        foreign="/it/formazione/primer-zbor-clanov/",
        foreign_title="Esempio: come preparare l'assemblea dei soci",
        reader="/sl/informiranje/esempio-annuncio-bilingue/",
        source="/sl/o-sticiscu/projekt-2019-2023/",
        translate="Traduci",
        save="Salva",
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
