"""The sitemap: each page that is written in a language, with its translations as alternates."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from wagtail.models import Page, Site, get_page_models

from hubkit.bilingual.records import is_record

LIMIT = 50_000  # addresses in one file (sitemaps.org protocol 0.9)


def sitemap(request):
    """Answer the sitemap of the site that was asked for, in sitemaps.org's format."""
    return render(
        request,
        "sitemap.xml",
        {"urlset": entries(request)},
        content_type="application/xml",
    )


def entries(request) -> list[dict]:
    """Return ``{"location", "lastmod", "alternates"}`` of each public page, in three queries.

    Aliases are left out: they repeat the words of their source, which is listed. Not those of
    records, which speak both languages.
    """
    root = f"{site_of(request).root_url}/"
    versions = defaultdict(list)
    for page in public_pages(request):
        versions[page.translation_key].append((page, page.get_full_url(request)))
    found: list[dict] = [{"location": root}]
    for pages in versions.values():
        alternates = [
            {"lang_code": page.locale.language_code, "location": address} for page, address in pages
        ]
        if len(alternates) > 1:
            alternates.append({"lang_code": "x-default", "location": root})
        found += [
            {
                "location": address,
                "lastmod": page.last_published_at,
                "alternates": alternates if len(pages) > 1 else [],
            }
            for page, address in pages
        ]
    return found[:LIMIT]


def site_of(request) -> Site:
    """Return the site that was asked for; raises Http404 where there is none."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def public_pages(request):
    """Return the live public pages of the request's site in every language, aliases left out."""
    homes = site_of(request).root_page.get_translations(inclusive=True)
    below = Page.objects.none()
    for home in homes:
        below |= Page.objects.descendant_of(home, inclusive=True)
    is_peer = Q(alias_of=None) | Q(content_type__in=record_types())
    return below.live().public().filter(is_peer).select_related("locale").order_by("path")


def record_types() -> list[ContentType]:
    """Return the types of the pages that have the words of both languages; cached by Django."""
    models = [model for model in get_page_models() if is_record(model)]
    return list(ContentType.objects.get_for_models(*models).values())
