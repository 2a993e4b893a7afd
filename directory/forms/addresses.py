"""Where the directory's public forms stand."""

from uuid import UUID

from wagtail.models import Page

from hubkit.bilingual.peers import language_of
from hubkit.intake.words import path

NEW = "new"
# The words of the routes below the directory's page; every page takes those of both languages.
WORDS = {
    NEW: {"sl": "nov-vnos", "it": "nuova-scheda"},
    "change": {"sl": "sprememba", "it": "modifica"},
    "claim": {"sl": "nasa-organizacija", "it": "la-nostra-organizzazione"},
    "assure": {"sl": "se-velja", "it": "ancora-valido"},
    "remove": {"sl": "izbris", "it": "cancellazione"},
    "report": {"sl": "napaka", "it": "segnalazione"},
}
# The codes of the kinds that the directory's page offers.
KINDS = tuple(f"directory.{name}" for name in WORDS)


def address(page: Page, form: str, *, uid: UUID | None = None) -> str:
    """Return the address of a form in the page's language, about the organisation if any.

    `page` is the directory's or an organisation's; of the latter all forms but `new` are about it
    unless `uid` says otherwise. Raises KeyError for a form that there is not. No query of its own
    where the page's address is known.
    """
    home = page.url or ""
    if getattr(page, "words_in_pairs", False):
        home = home.removesuffix(f"{page.slug}/")
        uid = uid or (None if form == NEW else page.translation_key)
    return home + path(language_of(page.locale_id), WORDS[form], *([str(uid)] if uid else []))
