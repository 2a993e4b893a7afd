"""A person who may do everything with the pages of some sections, and nothing elsewhere."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

RIGHTS = ("add_page", "change_page", "publish_page", "bulk_delete_page")


def editor_of(*sections: Page):
    group = Group.objects.create(name="v razdelku")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for section in sections:
        for permission in Permission.objects.filter(codename__in=RIGHTS):
            GroupPagePermission.objects.create(group=group, page=section, permission=permission)
    user = get_user_model().objects.create_user("v-razdelku", "v-razdelku@example.org", "geslo")
    user.groups.add(group)
    return user
