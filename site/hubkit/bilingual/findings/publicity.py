"""Versions of which one is public, or private, and the other is not."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from django.db.models import F
from wagtail.models import Page, PageViewRestriction

from hubkit.bilingual.findings.finding import Finding
from hubkit.bilingual.life.privacy import mirror


def one_sided(mend: bool) -> Iterator[Finding]:
    """Find aliases that are public while their source is not, or the other way round."""
    aliases = Page.objects.filter(alias_of__isnull=False).exclude(live=F("alias_of__live"))
    for alias in aliases.select_related("alias_of"):
        source = alias.alias_of.specific
        if source.live:
            found, cure = Finding(alias, "not public, though its source is"), source.update_aliases
        else:
            found, cure = Finding(alias, "public, though its source is not"), alias.unpublish
        yield found.settle(mend, cure)


def differing(mend: bool) -> Iterator[Finding]:
    """Find pages that are not as private in each language; what is private stays so."""
    restrictions = defaultdict(list)
    for each in PageViewRestriction.objects.order_by("pk").prefetch_related("groups"):
        groups = sorted(group.pk for group in each.groups.all())
        restrictions[each.page_id].append((each.restriction_type, each.password, groups))
    restricted = PageViewRestriction.objects.values("page__translation_key")
    versions = defaultdict(list)
    for page in Page.objects.filter(translation_key__in=restricted).order_by("pk"):
        versions[page.translation_key].append(page)
    for pages in versions.values():
        private = [page for page in pages if page.pk in restrictions]
        if any(restrictions[page.pk] != restrictions[private[0].pk] for page in pages):
            found = Finding(private[0], "its other version is not as private")
            yield found.settle(mend, partial(mirror, private[0], groups=True))
