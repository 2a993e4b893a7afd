"""The report takes the place of upstream's in the menu of reports."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem


def replace_upstream(request, menu_items) -> None:
    """Put our report where wagtail-localize's is; a `construct_reports_menu` hook.

    The item is made for each request: upstream names its own once, in the language of whoever
    opens the admin first.
    """
    upstream = reverse("wagtail_localize:translations_report")
    for place, item in enumerate(menu_items):
        if item.url == upstream:
            menu_items[place] = MenuItem(
                _("Languages"),
                reverse("hubkit_bilingual:report"),
                name="languages",
                icon_name="wagtail-localize-language",
                order=item.order,
            )
