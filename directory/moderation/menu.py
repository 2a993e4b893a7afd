"""The directory's own menu in the admin; parts of the plug-in put their items into it."""

from django.utils.translation import pgettext_lazy
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from directory.moderation.rights import may_moderate

HOOK = "register_directory_menu_item"


class ModeratorsMenuItem(MenuItem):
    """Shown to those who decide on submissions."""

    def is_shown(self, request):
        return may_moderate(request.user)


def directory_menu() -> SubmenuMenuItem:
    """Return the item "Directory" with all that is registered by the hook."""
    return SubmenuMenuItem(
        pgettext_lazy("menu", "Directory"),
        Menu(register_hook_name=HOOK),
        name="directory",
        icon_name="group",
        order=350,
    )
