"""Who may do what in the admin: four roles, made and mended by one idempotent use case."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)


@dataclass(frozen=True)
class Role:
    """A group named in both languages, with permissions given as ``app_label.codename``.

    `pages` hold under every home page, `collections` for pictures and files anywhere.
    """

    name: str
    pages: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    general: tuple[str, ...] = ()


ACCESS = "wagtailadmin.access_admin"
FILES = tuple(
    f"{app}.{action}_{model}"
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for action in ("add", "change", "choose")
)
SITE_DATA = (
    "home.change_hubsettings",
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
)
TRANSLATE = "wagtail_localize.submit_translation"

EDITORS = Role(
    "Uredniki / Redattori",
    pages=("add_page", "change_page"),
    collections=FILES,
    general=(ACCESS, TRANSLATE),
)
TRANSLATORS = Role(
    "Prevajalci / Traduttori",
    pages=("change_page",),
    collections=tuple(name for name in FILES if "choose" in name),
    general=(ACCESS, TRANSLATE),
)
MODERATORS = Role(
    "Moderatorji / Moderatori",
    pages=(
        "add_page",
        "change_page",
        "publish_page",
        "bulk_delete_page",
        "lock_page",
        "unlock_page",
    ),
    collections=FILES,
    general=(ACCESS, TRANSLATE, *SITE_DATA),
)
DIRECTORY_KEEPERS = Role(
    "Skrbniki imenika / Curatori dell'elenco",
    collections=FILES,
    general=(ACCESS,),
)
ROLES = (EDITORS, TRANSLATORS, MODERATORS, DIRECTORY_KEEPERS)
STOCK = ("Editors", "Moderators")
STOCK_APPROVAL = "Moderators approval"
APPROVAL = "Odobritev moderatorjev / Approvazione dei moderatori"


@transaction.atomic
def make_roles() -> None:
    """Make the four groups, or bring their permissions back to what stands here.

    Wagtail's own two groups go when nobody is in them: the stock editors may submit
    translations and the stock moderators are nobody here. Their moderation task passes to ours.
    """
    homes = list(Page.objects.filter(depth=2))
    groups = {role: make_role(role, homes) for role in ROLES}
    for task in GroupApprovalTask.objects.filter(groups__name__in=STOCK).distinct():
        task.groups.set([groups[MODERATORS]])
        task.workflows.filter(name=STOCK_APPROVAL).update(name=APPROVAL)
        GroupApprovalTask.objects.filter(pk=task.pk, name=STOCK_APPROVAL).update(name=APPROVAL)
    Group.objects.filter(name__in=STOCK, user=None).delete()


def make_role(role: Role, homes: list[Page]) -> Group:
    """Make one group with exactly the permissions of `role`."""
    group, _ = Group.objects.get_or_create(name=role.name)
    group.permissions.set(named(role.general))
    keep = []
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=role.pages
    ):
        keep += [
            GroupPagePermission.objects.get_or_create(
                group=group, page=page, permission=permission
            )[0].pk
            for page in homes
        ]
    GroupPagePermission.objects.filter(group=group).exclude(pk__in=keep).delete()
    GroupCollectionPermission.objects.filter(group=group).delete()
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=root, permission=permission)
        for permission in named(role.collections)
    )
    return group


def named(names) -> list[Permission]:
    """Return the permissions of these names, leaving out those of apps that are not installed.

    Raises LookupError for a name that an installed app does not have.
    """
    installed = {config.label for config in apps.get_app_configs()}
    found = []
    for name in names:
        app_label, codename = name.split(".")
        if app_label not in installed:
            continue
        permission = Permission.objects.filter(
            content_type__app_label=app_label, codename=codename
        ).first()
        if permission is None:
            raise LookupError(f"There is no permission {name}; run migrate first.")
        found.append(permission)
    return found
