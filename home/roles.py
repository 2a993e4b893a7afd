"""Who may do what in the admin: four roles and their workflow, made and mended in one go."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    AbstractGroupApprovalTask,
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from hubkit.bilingual.models import LanguageReview, PairPublication


@dataclass(frozen=True)
class Role:
    """A group named in both languages, with permissions given as ``app_label.codename``.

    `pages` hold under every home page, `sections` under the pages of one type ``app.Model``,
    `collections` for pictures and files anywhere.
    """

    name: str
    pages: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()


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
    "hubkit_outbox.view_message",
    "hubkit_outbox.change_message",
)
TRANSLATE = "wagtail_localize.submit_translation"
TERMS = tuple(f"hubkit_bilingual.{action}_term" for action in ("add", "change", "delete", "view"))
DIRECTORY = (
    "hubkit_intake.view_submission",
    "hubkit_intake.change_submission",
    "directory.view_entry",
    "directory.change_entry",
    *(f"directory.{action}_term" for action in ("add", "change", "view")),
    *(f"directory.{action}_reason" for action in ("add", "change", "delete", "view")),
)
POLICY = "hubkit_bilingual.change_languagepolicy"

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
    general=(ACCESS, TRANSLATE, *TERMS),
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
    general=(ACCESS, TRANSLATE, POLICY, *TERMS, *SITE_DATA, *DIRECTORY),
)
DIRECTORY_KEEPERS = Role(
    "Skrbniki imenika / Curatori dell'elenco",
    collections=FILES,
    general=(ACCESS, *DIRECTORY),
    sections=(
        (
            "directory.DirectoryPage",
            (
                "add_page",
                "change_page",
                "publish_page",
                "bulk_delete_page",
                "lock_page",
                "unlock_page",
            ),
        ),
    ),
)
ROLES = (EDITORS, TRANSLATORS, MODERATORS, DIRECTORY_KEEPERS)
STOCK = ("Editors", "Moderators")
STOCK_APPROVAL = "Moderators approval"
APPROVAL = "Odobritev moderatorjev / Approvazione dei moderatori"
WORKFLOW = "Dvojezična objava / Pubblicazione bilingue"
STEPS: tuple[tuple[type[AbstractGroupApprovalTask], str, Role], ...] = (
    (LanguageReview, "Prevod / Traduzione", TRANSLATORS),
    (PairPublication, APPROVAL, MODERATORS),
)


@transaction.atomic
def make_roles() -> None:
    """Make the four groups and their workflow, or bring permissions back to what stands here.

    Wagtail's own two groups go when nobody is in them: the stock editors may submit
    translations and the stock moderators are nobody here. The same with its workflow.
    """
    homes = list(Page.objects.filter(depth=2))
    groups = {role: make_role(role, homes) for role in ROLES}
    make_workflow(homes, groups)
    Group.objects.filter(name__in=STOCK, user=None).delete()


def make_workflow(homes: list[Page], groups: dict[Role, Group]) -> Workflow:
    """Make the workflow once: the other language is brought in step, then both are approved.

    A home page that has none gets it; staff may change its steps and give pages another one.
    """
    retire_stock()
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW)
    if created:
        for order, (model, name, role) in enumerate(STEPS):
            task = model.objects.create(name=name)
            task.groups.set([groups[role]])
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    for page in homes:
        WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})
    return workflow


def retire_stock() -> None:
    """Take Wagtail's own workflow out of use, where nothing is under way in it."""
    for name in (STOCK_APPROVAL, APPROVAL):
        for workflow in Workflow.objects.filter(name=name, active=True):
            if not workflow.workflow_states.active().exists():
                workflow.deactivate()
                for task in GroupApprovalTask.objects.filter(name=name, active=True):
                    task.deactivate()


def make_role(role: Role, homes: list[Page]) -> Group:
    """Make one group with exactly the permissions of `role`."""
    group, _ = Group.objects.get_or_create(name=role.name)
    group.permissions.set(named(role.general))
    keep = give_pages(group, homes, role.pages)
    for page_type, codenames in role.sections:
        keep += give_pages(group, pages_of(page_type), codenames)
    GroupPagePermission.objects.filter(group=group).exclude(pk__in=keep).delete()
    GroupCollectionPermission.objects.filter(group=group).delete()
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=root, permission=permission)
        for permission in named(role.collections)
    )
    return group


def give_pages(group: Group, pages: Iterable[Page], codenames: Iterable[str]) -> list[int]:
    """Give the group these permissions for each page and all below; return the rows' keys."""
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    )
    rows = [
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)[0]
        for permission in permissions
        for page in pages
    ]
    return [row.pk for row in rows]


def pages_of(page_type: str) -> list[Page]:
    """Return the pages of a type, in all languages; none where its app is left out."""
    app_label, model = page_type.split(".")
    if not apps.is_installed(app_label):
        return []
    return [page.page_ptr for page in apps.get_model(app_label, model).objects.all()]


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
