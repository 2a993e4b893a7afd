"""The import in the directory's menu, the register among the reports; for the curators."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem


class CuratorItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("directory.change_entry")


def imports() -> MenuItem:
    return item(_("Import into the directory"), "imports", "upload")


def register() -> MenuItem:
    return item(_("Directory: business register"), "register", "table")


def drift() -> MenuItem:
    return item(_("Directory: differences from the register"), "drift", "warning")


def item(label, name: str, icon: str) -> MenuItem:
    url = reverse(f"directory_exchange:{name}")
    return CuratorItem(label, url, name=f"directory-{name}", icon_name=icon, order=820)
