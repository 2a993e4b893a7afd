from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from hubkit.bilingual import explorer, guards, guards_strings
from hubkit.bilingual.dashboard import add_panel
from hubkit.bilingual.desk.opening import (
    drop_upstream,
    open_desk,
    page_buttons,
    snippet_buttons,
)
from hubkit.bilingual.gate_views import hold_back, hold_back_many
from hubkit.bilingual.localize import keep_peer_alias
from hubkit.bilingual.minor_edits import PublishMinorEdit
from hubkit.bilingual.records import edit_the_record
from hubkit.bilingual.report.menu import replace_upstream
from hubkit.bilingual.viewsets.glossary import TermViewSet
from hubkit.bilingual.waiting import waiting

drop_upstream()
hooks.register("before_edit_page", open_desk, order=-10)
hooks.register("before_edit_snippet", open_desk, order=-10)
hooks.register("before_edit_page", edit_the_record, order=-20)
hooks.register("register_page_header_buttons", page_buttons)
hooks.register("register_snippet_listing_buttons", snippet_buttons)
hooks.register("before_convert_alias_page", keep_peer_alias)
hooks.register("before_publish_page", hold_back)
hooks.register("before_bulk_action", hold_back_many)
hooks.register("construct_reports_menu", replace_upstream)
hooks.register("construct_homepage_panels", add_panel)
hooks.register("register_staff_tasks", waiting)
hooks.register("construct_explorer_page_queryset", explorer.with_pair)
explorer.add_column()
register_snippet(TermViewSet)


@hooks.register("register_admin_urls", order=-10)
def guard_translating():
    return [path("localize/", include([*guards_strings.urls, *guards.urls]))]


@hooks.register("register_admin_urls")
def add_our_addresses():
    return [path("", include("hubkit.bilingual.admin_urls"))]


@hooks.register("register_page_action_menu_item")
def offer_minor_edits():
    return PublishMinorEdit(order=60)


@hooks.register("register_log_actions")
def name_our_actions(actions):
    actions.register_action(
        "hubkit_bilingual.facts", _("Facts from the other language"), _("Took over the facts")
    )
    actions.register_action(
        "hubkit_bilingual.excuse", _("One language alone"), _("Let one language go out alone")
    )
