"""The whole of a pair's translation as one form: shown, taken back and stored.

Used by the screen in the admin and by a guest's; neither rows nor saving ask for an account.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from hubkit.bilingual.desk.actors import Actor
from hubkit.bilingual.desk.adopting import adopt, words_of
from hubkit.bilingual.desk.diff import shown
from hubkit.bilingual.desk.live import Words, show_changes, show_present, words_by_path
from hubkit.bilingual.desk.places import Section, in_order, sections_of
from hubkit.bilingual.desk.rows import Row, help_rows, offer_address
from hubkit.bilingual.desk.saving import Entry, Outcome, save
from hubkit.bilingual.desk.segments import pieces_of
from hubkit.bilingual.drafts import translation_of, version_to_translate
from hubkit.bilingual.models import PairState
from hubkit.bilingual.pairs import stands_alone
from hubkit.bilingual.rights import lock_message


class Sheet:
    """The translation of `pair` before `actor`; made where there was none.

    `save_url` takes one row at a time from the page's script. In a `review` rows tell what differs
    from what is live, and with `only_changes` the others are left out.
    """

    def __init__(
        self,
        pair: PairState,
        actor: Actor,
        *,
        save_url: str = "",
        review: bool = False,
        only_changes: bool = False,
    ):
        self.pair, self.actor, self.save_url = pair, actor, save_url
        self.review, self.only_changes = review, only_changes
        self.translation = translation_of(pair)
        self.target = pair.target
        adopt(pair, self.translation)
        self.source = version_to_translate(pair)
        self.pieces = in_order(pieces_of(self.translation), self.source)
        self.lock = lock_message(self.target, actor.user)
        self.kept: dict[str, Entry] = {}
        self.problems: dict[str, str] = {}
        self.conflicts: set[str] = set()
        self.leftovers: list[str] = []

    @property
    def source_language(self) -> str:
        return self.translation.source.locale.language_code

    @property
    def target_language(self) -> str:
        return self.translation.target_locale.language_code

    @property
    def source_name(self) -> str:
        return name_of(self.source_language)

    @property
    def target_name(self) -> str:
        return name_of(self.target_language)

    @property
    def key(self) -> str:
        return f"{self.pair.pk}-{self.target_language}-{self.actor.key}"

    @transaction.atomic
    def take(self, data: Mapping[str, str]) -> bool:
        """Store the rows of a form; return whether all went well. No text is lost where not."""
        for piece in self.pieces:
            entry = Entry.of(data, piece.key)
            if entry is not None:
                self.take_entry(piece, entry)
        self.leftovers = left_over(data, {piece.key for piece in self.pieces})
        self.__dict__.pop("rows", None)
        return not (self.problems or self.conflicts or self.leftovers)

    def take_entry(self, piece, entry: Entry) -> Outcome:
        if self.lock:
            outcome = Outcome.SAME if entry.untouched else Outcome.INVALID
            message = self.lock
        else:
            outcome, message = self.try_to_save(piece, entry)
        if outcome in (Outcome.INVALID, Outcome.CONFLICT):
            self.kept[piece.key] = entry
        if outcome == Outcome.INVALID:
            self.problems[piece.key] = message
        if outcome == Outcome.CONFLICT:
            self.conflicts.add(piece.key)
        return outcome

    def try_to_save(self, piece, entry: Entry) -> tuple[Outcome, str]:
        try:
            return save(piece, entry, translation=self.translation, actor=self.actor), ""
        except ValidationError as error:
            return Outcome.INVALID, " ".join(error.messages)

    def complain(self, errors: dict[str, str]) -> None:
        """Show messages, by field, at the first row of each; the rest stays for the caller."""
        for piece in self.pieces:
            message = errors.pop(piece.field, None)
            if message:
                self.problems[piece.key] = message

    def unseen(self, data: Mapping[str, str]) -> bool:
        """Whether a translation reads otherwise than it did on the screen that sent this form."""
        shown_as = {name: value for name, value in data.items() if name.startswith("was-")}
        return bool(shown_as) and any(
            shown_as.get(f"was-{piece.key}") != was for piece, was in self.stored
        )

    @property
    def stored(self) -> list[tuple]:
        """Each piece with the digest of its translation."""
        return [(piece, Row.of(piece).was) for piece in self.pieces]

    @property
    def not_shown(self) -> list[tuple]:
        """What a narrowed screen leaves out, as `stored`; the form tells that it was seen so."""
        keys = {row.key for section in self.sections for part in section.parts for row in part.rows}
        return [(piece, was) for piece, was in self.stored if piece.key not in keys]

    @cached_property
    def rows(self) -> list[Row]:
        """The rows with all that helps to translate them."""
        rows = [self.row_of(piece) for piece in self.pieces]
        help_rows(rows, self.translation, self.actor.user)
        offer_address(rows)
        if self.review:
            show_changes(rows, source=self.live_source, target=self.live_target)
        return rows

    def row_of(self, piece) -> Row:
        row = Row.of(piece)
        row.error = self.problems.get(piece.key, row.error)
        entry = self.kept.get(piece.key)
        if entry:
            row.text, row.plain, row.ticked = entry.text, entry.plain, entry.checked
            row.mine = entry.text
        if piece.key in self.conflicts:
            own = piece.translation
            row.theirs = shown(own.data) if own else _("The translation has been deleted.")
        return row

    @cached_property
    def sections(self) -> list[Section]:
        sections = sections_of(self.rows, self.source)
        if self.present:
            for section in sections:
                section.present = [shown(text) for text in show_present(section.rows, self.present)]
        if self.only_changes:
            sections = [narrowed(section) for section in sections]
        return [section for section in sections if section.rows]

    @cached_property
    def present(self) -> Words:
        """The words that the target has now, where it has its own."""
        return words_by_path(words_of(self.target)) if stands_alone(self.target) else {}

    @property
    def live_target(self) -> Words:
        return self.present if getattr(self.target, "live", True) else {}

    @property
    def live_source(self) -> Words:
        public = self.pair.source
        return words_by_path(public) if getattr(public, "live", True) else {}

    @property
    def counted(self) -> list:
        return [piece for piece in self.pieces if not Row(piece).is_address]

    @property
    def total(self) -> int:
        return len(self.counted)

    @property
    def done(self) -> int:
        return sum(not piece.state.is_open for piece in self.counted)

    @property
    def is_complete(self) -> bool:
        return self.done == self.total


def narrowed(section: Section) -> Section:
    for part in section.parts:
        part.rows = [row for row in part.rows if row.is_change]
    section.parts = [part for part in section.parts if part.rows]
    return section


def left_over(data: Mapping[str, str], keys: set[str]) -> list[str]:
    """Return what was written to rows whose original has gone from the page meanwhile."""
    found = []
    for name in data:
        kind, _dash, key = name.partition("-")
        if kind in ("text", "html") and key not in keys:
            entry = Entry.of(data, key)
            if entry and not entry.untouched and entry.text.strip():
                found.append(entry.text)
    return found


def name_of(code: str) -> str:
    """Return a language's name in the active language."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


def title_of(instance: models.Model) -> str:
    titled = getattr(instance, "get_admin_display_title", None)
    return titled() if titled else str(instance)
