"""Taxonomies and their terms, and the attributes by which they are attached to things."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from directory.api.hsds.words import Words, filled
from directory.api.identifiers import derived
from directory.models import Taxonomy, Term
from hubkit.bilingual.paired import Wording


def taxonomy_document(taxonomy: Taxonomy) -> dict[str, Any]:
    name = taxonomy.name or Wording(taxonomy.code, "")
    return {
        "id": str(taxonomy.uid),
        "name": str(name),
        "description": _("List of terms: %(name)s") % {"name": name},
        "x_code": taxonomy.code,
    }


def term_document(term: Term) -> dict[str, Any]:
    """Return a term; where nobody has explained it, its name is its description, too."""
    words = Words(term)
    name = words.read("name", "name") or term.code
    return filled(
        id=str(term.uid),
        code=term.code,
        name=name,
        description=words.read("description", "description") or name,
        parent_id=str(term.parent.uid) if term.parent else "",
        taxonomy=str(term.taxonomy.name),
        taxonomy_id=str(term.taxonomy.uid),
        language=term.name.language,
        x_icnp_tso_code=term.icnp_tso_code,
        x_translations=words.translations(),
    )


class Attributes:
    """The attributes of one thing: its terms, and facts that are no terms."""

    def __init__(self, organisation: UUID, uid: UUID, entity: str):
        self.organisation, self.uid, self.entity = organisation, uid, entity
        self.rows: list[dict[str, Any]] = []

    def add(self, kind: str, value: str, label: str = "", term: Term | None = None) -> None:
        found = filled(
            id=str(derived(self.organisation, "attribute", self.uid, kind, value)),
            link_id=str(self.uid),
            link_type=kind,
            link_entity=self.entity,
            taxonomy_term_id=str(term.uid) if term else "",
            value=value,
            label=label,
            taxonomy_term=term_document(term) if term else {},
        )
        if found["id"] not in {row["id"] for row in self.rows}:
            self.rows.append(found)

    def add_terms(self, kind: str, terms: list[Term]) -> None:
        for term in terms:
            self.add(kind, term.code, str(term.name), term)
