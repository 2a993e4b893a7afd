"""Pages that are not there in every language, and aliases left over from a page that is gone."""

from collections.abc import Iterator
from functools import partial

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from wagtail.models import Locale, Page, PageLogEntry

from hubkit.bilingual.aliases import missing_locales
from hubkit.bilingual.findings.finding import Finding


def strays(mend: bool) -> Iterator[Finding]:
    """Find what was made as an alias and lost its source: a draft that never had words of its own.

    It is deleted, unless pages stand below it.
    """
    others = Page.objects.filter(translation_key=OuterRef("translation_key"))
    made = PageLogEntry.objects.filter(page=OuterRef("pk"), action="wagtail.create_alias")
    pages = Page.objects.filter(
        Exists(made),
        ~Exists(others.exclude(pk=OuterRef("pk"))),
        alias_of=None,
        latest_revision=None,
        live=False,
    )
    for page in pages:
        found = Finding(page, "an alias whose source is gone")
        if page.numchild:
            yield Finding(page, found.trouble, left="pages stand below it")
        else:
            yield found.settle(mend, page.specific.delete)


def languages_in_use() -> QuerySet[Locale]:
    """Return the languages that have pages: not one that was just added or is being taken out."""
    pages = Page.objects.filter(locale=OuterRef("pk"), depth__gt=1)
    return Locale.objects.filter(Exists(pages))


def unbegun(mend: bool) -> Iterator[Finding]:
    """Find languages without any page, and give them the home pages of the others."""
    unused = Locale.objects.exclude(pk__in=list(languages_in_use().values_list("pk", flat=True)))
    for locale in unused:
        for home in Page.objects.filter(depth=2, alias_of=None).order_by("path"):
            has_version = Page.objects.filter(translation_key=home.translation_key, locale=locale)
            if not has_version.exists():
                yield without(home, locale, mend)


def missing(mend: bool) -> Iterator[Finding]:
    """Find pages without a version in a language that is in use, and give them an alias there."""
    languages = languages_in_use()
    keys = (
        Page.objects.filter(depth__gt=2)
        .values("translation_key")
        .annotate(languages=Count("locale", distinct=True), top=Min("depth"))
        .filter(languages__lt=languages.count())
        .order_by("top")
    )
    for key in keys.values_list("translation_key", flat=True):
        versions = Page.objects.filter(translation_key=key)
        page = versions.filter(alias_of=None).order_by("pk").first() or versions.first()
        for locale in missing_locales(page) & languages:
            yield without(page, locale, mend)


def without(page: Page, locale: Locale, mend: bool) -> Finding:
    alias = partial(page.specific.copy_for_translation, locale, copy_parents=True, alias=True)
    return Finding(page, f"no version in {locale.language_code}").settle(mend, alias)
