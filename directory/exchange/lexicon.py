"""What people write in a cell and what it is in the directory: terms, languages, places."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from directory.models import Term
from directory.models.options import LANGUAGES
from hubkit.places.models import Post, Settlement, Street
from hubkit.places.municipalities import BY_CODE, MUNICIPALITIES, Municipality
from hubkit.places.names import folded, the_one_named
from hubkit.places.queries import match_municipality


class Lexicon:
    """The directory's words by what they may be called, each list loaded once."""

    def __init__(self):
        self._found: dict[tuple[str, str], Settlement | None] = {}

    @cached_property
    def terms(self) -> dict[str, dict[str, str]]:
        """Codes by taxonomy and folded word; a word that means two terms means neither.

        Codes go over names and names over synonyms. A retired term is known by its code only.
        """
        names: dict = defaultdict(lambda: defaultdict(set))
        synonyms: dict = defaultdict(lambda: defaultdict(set))
        codes: dict[str, dict[str, str]] = defaultdict(dict)
        for term in Term.objects.select_related("taxonomy"):
            taxonomy = term.taxonomy.code
            codes[taxonomy][folded(term.code)] = term.code
            if term.retired:
                continue
            for name in (term.name_sl, term.name_it):
                names[taxonomy][folded(name)].add(term.code)
            for word in f"{term.synonyms_sl}\n{term.synonyms_it}".splitlines():
                synonyms[taxonomy][folded(word)].add(term.code)
        return {
            taxonomy: only(synonyms[taxonomy]) | only(names[taxonomy]) | found
            for taxonomy, found in codes.items()
        }

    @cached_property
    def languages(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for active in ("en", "it", "sl"):
            with override(active):
                found |= {folded(str(name)): code for code, name in LANGUAGES.items()}
        return found | {code: code for code in LANGUAGES}

    @cached_property
    def posts(self) -> dict[str, Post]:
        return {post.code: post for post in Post.objects.all()}

    @cached_property
    def settlements(self) -> dict[str, Settlement]:
        """All by code, retired ones too: an address may still have one."""
        return {settlement.code: settlement for settlement in Settlement.objects.all()}

    @cached_property
    def streets(self) -> dict[int, list[Street]]:
        found = defaultdict(list)
        for street in Street.objects.offered():
            found[street.settlement_id].append(street)
        return found

    def term(self, taxonomy: str, text: str) -> str:
        """Return the code of a term; raises ValidationError."""
        try:
            return self.terms.get(taxonomy, {})[folded(text)]
        except KeyError as error:
            raise unknown(text) from error

    def language(self, text: str) -> str:
        try:
            return self.languages[folded(text)]
        except KeyError as error:
            raise unknown(text) from error

    def municipality(self, text: str) -> str:
        """Return the code of what a code, a name or both names say; raises ValidationError."""
        found: Municipality | None = BY_CODE.get(text.zfill(3)) or match_municipality(text)
        if found is None:
            labels = {
                folded(each.label(code)): each for each in MUNICIPALITIES for code in ("sl", "it")
            }
            found = labels.get(folded(text))
        if found is None:
            raise ValidationError(
                _("“%(text)s” is none of the eight municipalities."), params={"text": text}
            )
        return found.code

    def post(self, text: str) -> str:
        """Return the code that stands before a post's name: “6000 Koper”; ValidationError."""
        code = text.upper().removeprefix("SI-")[:4]
        if code not in self.posts:
            raise ValidationError(_("“%(text)s” is not a known post."), params={"text": text})
        return code

    def settlement(self, text: str, municipality: str) -> str:
        """Return the code, or the text itself where the register has no such name.

        `municipality` is a code or "". Raises ValidationError where the name means several
        settlements, or only one elsewhere.
        """
        if text in self.settlements:
            return text
        if found := self.named(text, municipality):
            return found.code
        elsewhere = [code for code in BY_CODE if self.named(text, code)]
        if municipality and elsewhere:
            there = BY_CODE[elsewhere[0]].label(get_language() or "sl")
            raise ValidationError(
                _("“%(text)s” is in another municipality: %(municipality)s."),
                params={"text": text, "municipality": there},
            )
        if elsewhere:
            raise ValidationError(
                _("Several municipalities have a settlement of this name: say which.")
            )
        return text

    def named(self, text: str, municipality: str) -> Settlement | None:
        key = (text, municipality)
        if key not in self._found:
            offered = [
                each
                for each in self.settlements.values()
                if not each.retired and municipality in ("", each.municipality)
            ]
            self._found[key] = the_one_named(text, offered)
        return self._found[key]

    def street(self, text: str, settlement: str) -> str:
        """Return the street's Slovenian name, or the text itself where none is known by it."""
        place = self.settlements.get(settlement)
        found = the_one_named(text, self.streets[place.pk]) if place else None
        return found.name_sl if found else text

    def municipality_of(self, settlement: str) -> str:
        """Return the code of the municipality that a settlement's code is in, else ""."""
        place = self.settlements.get(settlement)
        return place.municipality if place else ""


def only(meanings: dict[str, set[str]]) -> dict[str, str]:
    return {word: next(iter(codes)) for word, codes in meanings.items() if len(codes) == 1}


def unknown(text: str) -> ValidationError:
    return ValidationError(_("“%(text)s” is not one of the choices."), params={"text": text})


def pieces(text: str) -> Iterable[str]:
    """Return the items of a list, parted by semicolons or line breaks."""
    return [
        piece for part in text.splitlines() for piece in map(str.strip, part.split(";")) if piece
    ]
