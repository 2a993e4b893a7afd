"""The page explorer starts where the site starts: at the home page in the user's language."""

from django.urls import reverse
from django.utils.translation import get_language
from wagtail.admin.ui.sidebar import PageExplorerMenuItem
from wagtail.admin.wagtail_hooks import ExplorerMenuItem
from wagtail.permissions import page_permission_policy

from home.models import HomePage


class SiteExplorerMenuItem(ExplorerMenuItem):
    """Wagtail's "Pages", which with two languages would start above both home pages.

    The other language is one click away there, in the explorer's own language switch.
    """

    def render_component(self, request):
        home = home_for(request.user)
        if home is None:
            return super().render_component(request)
        return PageExplorerMenuItem(
            self.name,
            self.label,
            reverse("wagtailadmin_explore", args=[home.pk]),
            home.pk,
            icon_name=self.icon_name,
            classname=self.classname,
        )


def home_for(user) -> HomePage | None:
    """Return the home page that `user` may see, in the admin's language if there is one."""
    seen = page_permission_policy.explorable_instances(user)
    homes = HomePage.objects.filter(pk__in=seen).select_related("locale")
    return min(homes, key=lambda home: home.locale.language_code != get_language(), default=None)


def start_at_home(menu_items) -> None:
    """Put the site's own item in the place of Wagtail's."""
    for position, item in enumerate(menu_items):
        if type(item) is ExplorerMenuItem:
            menu_items[position] = SiteExplorerMenuItem(
                item.label, item.url, name=item.name, icon_name=item.icon_name, order=item.order
            )
