from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from hubkit.bilingual import guards
from hubkit.bilingual.localize import edit_alias_in_translation, keep_peer_alias

hooks.register("before_edit_page", edit_alias_in_translation, order=-10)
hooks.register("before_convert_alias_page", keep_peer_alias)


@hooks.register("register_admin_urls", order=-10)
def guard_translating():
    return [path("localize/", include(guards.urls))]


@hooks.register("construct_reports_menu")
def name_report_for_each_user(request, menu_items):
    """Upstream names its report once, in the language of whoever opens the admin first."""
    report = reverse("wagtail_localize:translations_report")
    for item in menu_items:
        if item.url == report:
            item.label = _("Translations")
