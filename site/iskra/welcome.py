"""The root page, which is in both languages at once."""

from django.conf import settings
from django.shortcuts import render
from django.utils import translation

from home.models import HomePage, HubSettings
from home.navigation import both_sides
from hubkit.bilingual.peers import language_of
from hubkit.content.models import HOME_DEPTH


def welcome(request):
    """Show both languages side by side, equal in size and weight."""
    pages = both_sides()
    leads = dict(HomePage.objects.live().values_list("pk", "lead"))
    hub = HubSettings.for_request(request)
    sides = []
    for code, name in settings.LANGUAGES:
        home = next(
            (p for p in pages if p.depth == HOME_DEPTH and language_of(p.locale_id) == code), None
        )
        if home is None:
            continue
        with translation.override(code):
            sides.append(
                {
                    "code": code,
                    "language": name,
                    "name": hub.name,
                    "home": home,
                    "lead": leads.get(home.pk, ""),
                    "menu": [
                        p for p in pages if p.depth > HOME_DEPTH and p.path.startswith(home.path)
                    ],
                    "funder_line": hub.funder_line,
                }
            )
    return render(request, "welcome.html", {"sides": sides, "hub": hub})
