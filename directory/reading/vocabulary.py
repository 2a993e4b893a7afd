"""What the values of the filters are called, in the reader's language and order."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.models.entries import MEMBER, POTENTIAL, YES, Facet
from directory.models.options import LANGUAGES
from directory.models.taxonomies import (
    ACCESS,
    AUDIENCES,
    LEGAL_FORMS,
    PUBLIC_INTEREST,
    TOPICS,
    Term,
)
from hubkit.bilingual.paired import Wording
from hubkit.bilingual.sorting import sort_key
from hubkit.bilingual.stems import fold, stems
from hubkit.places.municipalities import BY_CODE, MUNICIPALITIES
from hubkit.places.queries import in_order

TAXONOMIES = {
    Facet.TOPIC: TOPICS,
    Facet.AUDIENCE: AUDIENCES,
    Facet.FORM: LEGAL_FORMS,
    Facet.ACCESS: ACCESS,
    Facet.STATUS: PUBLIC_INTEREST,
}
FOUND_BY_WORDS = (Facet.TOPIC, Facet.AUDIENCE)


def municipality_name(code: str) -> str | Wording:
    """Return a municipality's official name in the reader's language, or else the Slovenian one."""
    municipality = BY_CODE.get(code)
    if municipality is None:
        return ""
    language = get_language() or "sl"
    spoken, name = municipality.names(language)[0]
    return Wording(name, spoken)


def municipality_custom(code: str) -> str:
    """Return what Italian speakers call a municipality that has no Italian name, for brackets."""
    municipality = BY_CODE.get(code)
    return municipality.custom_for(get_language() or "sl") if municipality else ""


@dataclass
class Vocabulary:
    """The names of all values of all groups. One query, when it is first asked."""

    language: str = field(default_factory=lambda: get_language() or "sl")

    @cached_property
    def terms(self) -> dict[str, list[Term]]:
        """The terms of each taxonomy, by its code, in order, those out of use too."""
        rows = Term.objects.filter(taxonomy__code__in=TAXONOMIES.values())
        found: dict[str, list[Term]] = {code: [] for code in TAXONOMIES.values()}
        for term in sorted(rows.select_related("taxonomy"), key=self._place):
            found[term.taxonomy.code].append(term)
        return found

    def _place(self, term: Term) -> tuple:
        return (term.sort_order, sort_key(str(term.name), self.language))

    @cached_property
    def names(self) -> dict[str, dict[str, Wording | str]]:
        """The name of each value by group, in the order in which they are offered."""
        found: dict[str, dict] = {
            group.value: {term.code: term.name for term in self.terms[code]}
            for group, code in TAXONOMIES.items()
        }
        found[Facet.STATUS] = {
            MEMBER: _("member of the hub"),
            POTENTIAL: _("“NGO with potential”"),
            **found[Facet.STATUS],
        }
        found[Facet.MUNICIPALITY] = {
            each.code: municipality_name(each.code)
            for each in in_order(MUNICIPALITIES, self.language)
        }
        found[Facet.LANGUAGE] = dict(LANGUAGES)
        found[Facet.VOLUNTEERS] = {YES: _("looks for volunteers")}
        return found

    def name(self, group: str, value: str) -> Wording | str:
        return self.names.get(group, {}).get(value, value)

    def note(self, group: str, value: str) -> str:
        """Return what stands in brackets after a name."""
        return municipality_custom(value) if group == Facet.MUNICIPALITY else ""

    def current(self, group: str, value: str) -> str:
        """Return the value that one from an address means today, or "" where it means none."""
        if value not in self.names.get(group, {}):
            return ""
        return self._heirs.get((group, value), value)

    @cached_property
    def _heirs(self) -> dict[tuple[str, str], str]:
        """What replaced the terms that are out of use."""
        by_key = {term.pk: term for terms in self.terms.values() for term in terms}
        return {
            (group.value, term.code): heir_of(term, by_key).code
            for group, code in TAXONOMIES.items()
            for term in self.terms[code]
        }

    def meant_by(self, words: str) -> list[tuple[str, str]]:
        """Return ``(group, value)`` of the terms that somebody's words name in either language.

        A word names a term whose name or synonyms have a word with the same stem.
        """
        wanted = {
            stem for word in split(words) for code in ("sl", "it") for stem in stems(word, code)
        }
        return [
            (group.value, term.code)
            for group in FOUND_BY_WORDS
            for term in self.terms[TAXONOMIES[group]]
            if not term.retired and wanted & stems_of(term)
        ]


def heir_of(term: Term, by_key: dict[int, Term]) -> Term:
    """Return what a term counts as, like Term.heir, without a query for each step."""
    seen = {term.pk}
    while term.retired and term.replaced_by_id in by_key and term.replaced_by_id not in seen:
        term = by_key[term.replaced_by_id]
        seen.add(term.pk)
    return term


def stems_of(term: Term) -> set[str]:
    texts = {
        "sl": f"{term.name_sl} {term.synonyms_sl}",
        "it": f"{term.name_it} {term.synonyms_it}",
    }
    return {
        stem for code, text in texts.items() for word in split(text) for stem in stems(word, code)
    }


def split(text: str) -> Iterable[str]:
    """Return the words of a text, folded, without those too short to mean anything."""
    words = "".join(c if c.isalnum() else " " for c in fold(text)).split()
    return [word for word in words if len(word) > 3]
