"""All terms at once: a few hundred rows, read in one query."""

from uuid import UUID

from directory.models import Term


class Terms:
    """The terms of every taxonomy, each counting as the one that replaces it."""

    def __init__(self):
        self.all = list(Term.objects.select_related("taxonomy", "parent"))
        self.by_pk = {term.pk: term for term in self.all}
        self.by_code = {(term.taxonomy.code, term.code): term for term in self.all}

    def heir(self, pk: int) -> Term:
        """Return the term that the one with this key counts as, itself or its successor."""
        term, seen = self.by_pk[pk], {pk}
        while term.retired and term.replaced_by_id and term.replaced_by_id not in seen:
            term = self.by_pk[term.replaced_by_id]
            seen.add(term.pk)
        return term

    def heirs(self, terms) -> list[Term]:
        """Return what these count as, each once, in the order of the taxonomy."""
        found = {heir.pk: heir for heir in (self.heir(term.pk) for term in terms)}
        return sorted(found.values(), key=lambda term: (term.sort_order, term.code))

    def coded(self, taxonomy: str, codes) -> list[Term]:
        rows = (self.by_code.get((taxonomy, code)) for code in codes)
        return self.heirs([term for term in rows if term])

    def identified(self, uid: UUID) -> Term | None:
        return next((term for term in self.all if term.uid == uid), None)
