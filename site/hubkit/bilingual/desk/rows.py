"""The rows of the screen: a segment, its translation and all that helps to translate it."""

from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from django.utils.safestring import SafeString
from django.utils.text import slugify
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue

from hubkit.bilingual.desk.diff import shown, word_diff
from hubkit.bilingual.desk.segments import Piece
from hubkit.bilingual.desk.states import State
from hubkit.bilingual.desk.texts import digest, is_plain, lost_links, written
from hubkit.bilingual.fingerprints import ADDRESS
from hubkit.bilingual.glossary import Hint, hints_for
from hubkit.bilingual.memory import Suggestion, suggestions

OFFERS = 3


@dataclass
class Offer:
    """A text to take over with one click, as it would stand in the row's field."""

    text: str
    percent: int = 100
    reviewed: bool = False
    machine: bool = False
    source: SafeString | str = ""


@dataclass
class Row:
    """One piece as it is shown.

    `text` stands in the field, `was` tells the stored translation it goes back to and `original`
    the text as it was shown, so that a save can tell what has been touched. `theirs` is what
    somebody else stored meanwhile, `mine` what a person wrote that could not be stored; `text` and
    `ticked` are then the person's.
    """

    piece: Piece
    text: str = ""
    plain: bool = True
    was: str = ""
    original: str = ""
    ticked: bool = False
    place: str = ""
    name: str = ""
    error: str = ""
    theirs: str = ""
    mine: str = ""
    present: str = ""
    source_change: SafeString | str = ""
    live_source: SafeString | str = ""
    live_target: SafeString | str = ""
    is_new: bool = False
    offers: list[Offer] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)

    @classmethod
    def of(cls, piece: Piece) -> "Row":
        own = piece.translation.data if piece.translation else ""
        text, plain = text_of(piece)
        row = cls(piece, text, plain, digest(own), digest(text))
        row.ticked = row.is_checked
        if piece.earlier and not own:
            row.source_change = word_diff(piece.earlier.translation_of.data, piece.source)
        if piece.translation and piece.translation.has_error:
            row.error = piece.translation.field_error
        return row

    @property
    def key(self) -> str:
        return self.piece.key

    @property
    def state(self) -> State:
        return State.ERROR if self.error else self.piece.state

    @property
    def is_checked(self) -> bool:
        """Whether the check is stored, whatever a person has ticked."""
        return self.piece.state == State.CHECKED

    @property
    def stored_text(self) -> str:
        """The field's text as it is stored, whatever a person has written."""
        return text_of(self.piece)[0]

    @property
    def is_address(self) -> bool:
        return self.piece.path == ADDRESS

    @property
    def is_open(self) -> bool:
        return self.state.is_open and not (self.is_address and self.state == State.MISSING)

    @property
    def is_change(self) -> bool:
        """Whether a reviewer has something to look at: it is open, or other than what is live."""
        return bool(self.is_open or self.live_source or self.live_target or self.is_new)

    @property
    def text_name(self) -> str:
        """The form's name of the field; it also tells whether the text is HTML."""
        return f"{'text' if self.plain else 'html'}-{self.key}"

    @property
    def source_html(self) -> SafeString:
        return shown(self.piece.source)

    @property
    def text_html(self) -> SafeString:
        """The stored translation for reading."""
        return shown(self.piece.translation.data if self.piece.translation else "")

    @property
    def present_html(self) -> SafeString:
        return shown(self.present)

    @property
    def present_text(self) -> str:
        return written(self.present, plain=self.plain)

    @property
    def links(self) -> dict[str, str]:
        """Return the text of each of the source's links, by id."""
        return links_in(self.piece.source) if not self.plain else {}

    @property
    def lost(self) -> int:
        """How many links the stored translation has lost."""
        own = self.piece.translation
        return lost_links(own.data, self.piece.source) if own else 0

    @property
    def lines(self) -> int:
        """How many lines the field has before it grows by itself."""
        return min(12, max(1, len(self.text or self.piece.source) // 55 + 1))


def text_of(piece: Piece) -> tuple[str, bool]:
    """Return what stands in the field, and whether that is plain text."""
    data = piece.translation.data if piece.translation else ""
    data = data or (piece.earlier.data if piece.earlier else "")
    plain = is_plain(piece.source, data)
    return written(data, plain=plain), plain


def links_in(html: str) -> dict[str, str]:
    links = BeautifulSoup(html, "html.parser").find_all("a", id=True)
    return {str(link["id"]): link.get_text() for link in links}


def help_rows(rows: list[Row], translation: Translation, user=None) -> None:
    """Give the rows their suggestions and terms: the same number of queries for one as for many.

    Sentences that are merely like one come from what `user` may edit.
    """
    texts = [row.piece.source for row in rows]
    found = suggestions(
        texts,
        source_locale=translation.source.locale,
        target_locale=translation.target_locale,
        limit=OFFERS + 1,
        user=user,
    )
    terms = hints_for(
        texts,
        source=translation.source.locale.language_code,
        target=translation.target_locale.language_code,
    )
    for row, offered, hints in zip(rows, found, terms, strict=True):
        row.hints = [] if row.is_address else hints
        row.offers = offers_of(row, [] if row.is_address else offered)


def offers_of(row: Row, found: list[Suggestion]) -> list[Offer]:
    """Return what else than the row's own text it may say, each text once."""
    offers: dict[str, Offer] = {}
    for each in found:
        if row.plain and not is_plain(each.text):
            text = StringValue(each.text).render_text()
        else:
            text = written(each.text, plain=row.plain)
        source = shown(each.source) if each.percent < 100 else ""
        offers.setdefault(text, Offer(text, each.percent, each.reviewed, each.machine, source))
    offers.pop(row.text, None)
    return list(offers.values())[:OFFERS]


def offer_address(rows: list[Row]) -> None:
    """Offer the address that the translated title would give."""
    title = next((row for row in rows if row.piece.path == "title"), None)
    address = next((row for row in rows if row.is_address), None)
    if title and address and title.piece.translation:
        text = slugify(StringValue(title.piece.translation.data).render_text())
        if text and text != address.text:
            address.offers = [Offer(text)]
