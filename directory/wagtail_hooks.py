from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from directory.exchange import menu as exchange
from directory.forms.kinds import KINDS
from directory.life import staff
from directory.moderation import rights
from directory.moderation.menu import directory_menu
from directory.moderation.waiting import waiting
from directory.viewsets import ReasonViewSet, TermViewSet, submissions

register_snippet(TermViewSet)
register_snippet(ReasonViewSet)

hooks.register("register_submission_kinds", lambda: KINDS)
hooks.register("register_staff_tasks", staff.tasks)
hooks.register("register_page_header_buttons", staff.header_buttons)
hooks.register("register_log_actions", staff.name_actions)
hooks.register("register_reports_menu_item", staff.calls_item)
hooks.register("register_reports_menu_item", staff.quality_item)


@hooks.register("register_admin_urls")
def add_life():
    return [path("", include("directory.life.admin_urls"))]


hooks.register("register_admin_viewset", lambda: submissions)
hooks.register("register_admin_menu_item", directory_menu)
hooks.register("register_staff_tasks", waiting)
hooks.register("register_permissions", rights.permissions)

hooks.register("register_directory_menu_item", exchange.imports)
hooks.register("register_reports_menu_item", exchange.register)
hooks.register("register_reports_menu_item", exchange.drift)


@hooks.register("register_admin_urls")
def add_exchange():
    return [path("", include("directory.exchange.admin_urls"))]
