"""The host's own pages: a home page in each language, a pair as wagtail-localize makes it."""

from io import StringIO

from django.apps import apps
from django.core.management import call_command
from wagtail.models import Locale, Page, Site


def make_site() -> None:
    """Replace the page that Wagtail's migration made by the host's home pages."""
    if apps.is_installed("directory"):
        call_command("load_taxonomies", stdout=StringIO())
    from tests.host.models import HostHomePage  # noqa: PLC0415  (apps are ready only now)

    slovenian, _ = Locale.objects.get_or_create(language_code="sl")
    italian, _ = Locale.objects.get_or_create(language_code="it")
    root = Page.get_first_root_node()
    welcome = Page.objects.filter(depth=2).first()
    home = root.add_child(
        instance=HostHomePage(title="Gostitelj", slug="gostitelj", locale=slovenian)
    )
    peer = home.copy_for_translation(italian)
    peer.title = "Ospite"
    peer.save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "hostname": "localhost"}
    )
    if welcome:
        welcome.delete()
