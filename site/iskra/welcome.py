"""The root page, which is in both languages at once, and what is told to robots."""

from django.conf import settings
from django.shortcuts import render
from django.utils import translation
from wagtail.models import Page

from home.models import HomePage, HubSettings
from home.navigation import both_sides
from home.sitemaps import site_of
from hubkit.bilingual.peers import language_of
from hubkit.content.models import HOME_DEPTH
from iskra.masthead import absolute


def welcome(request):
    """Show both languages side by side, equal in size and weight."""
    hub = HubSettings.for_site(site_of(request))
    pages = both_sides()
    leads = dict(HomePage.objects.live().values_list("pk", "lead"))
    sides = [
        side_of(home, code, name, hub)
        | {"lead": leads.get(home.pk, ""), "menu": below(home, pages)}
        for code, name in settings.LANGUAGES
        for home in pages
        if home.depth == HOME_DEPTH and language_of(home.locale_id) == code
    ]
    context = {"sides": sides, "hub": hub, "address": absolute(request, "/")}
    return render(request, "welcome.html", context)


def side_of(home: Page, code: str, language: str, hub: HubSettings) -> dict:
    """Return what one language's side says of the hub, in that language."""
    with translation.override(code):
        return {
            "code": code,
            "language": language,
            "name": hub.name,
            "home": home,
            "funder_line": hub.funder_line,
        }


def below(home: Page, pages: list[Page]) -> list[Page]:
    return [page for page in pages if page.depth > HOME_DEPTH and page.path.startswith(home.path)]


def robots(request):
    context = {"sitemap": absolute(request, "/sitemap.xml")}
    return render(request, "robots.txt", context, content_type="text/plain")
