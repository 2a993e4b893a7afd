from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.templatetags.static import static
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home.sitemaps import sitemap
from iskra.health import healthz, readyz
from iskra.media import serve_image
from iskra.welcome import robots, welcome


class Favicon(RedirectView):
    """Browsers ask for /favicon.ico whatever the page says."""

    def get_redirect_url(self, *args, **kwargs):
        return static("iskra/img/favicon.ico")


handler400 = "hubkit.intake.expired.bad_request"
handler500 = "iskra.outage.server_error"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("favicon.ico", Favicon.as_view()),
    path("robots.txt", robots),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("prevod-traduzione/", include("hubkit.bilingual.guests.urls")),
    re_path(r"^media/(?P<path>.*)$", serve_image),
    *([path("", include("directory.urls"))] if apps.is_installed("directory") else []),
    path("", welcome, name="welcome"),
    *i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=True),
]
