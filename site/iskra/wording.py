"""Words of the admin that Wagtail leaves in English, or in the language of whoever came first.

Called by the app's `ready`. Each departure can go when upstream has its own.
"""

import sys
from functools import partial
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.auth.models import Permission
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

# These translate while they are imported, so once for everybody.
HASTY = (
    "wagtail.admin.viewsets.chooser",
    "wagtail.admin.forms.collections",
    "wagtail.contrib.redirects.filters",
    "wagtail.contrib.redirects.views",
    "wagtail.images.forms",
)
# Fields without a label, which are named after themselves. `Comment` has a hasty one.
LABELS = {
    ("wagtail.forms", "TaskStateCommentForm", "comment"): _("Comment"),
    ("wagtail.admin.forms.choosers", "EmailLinkChooserForm", "email_address"): _("Email address"),
    ("wagtail.admin.forms.choosers", "EmailLinkChooserForm", "link_text"): _("Link text"),
    ("wagtail.admin.forms.choosers", "EmailLinkChooserForm", "subject"): _("Subject"),
    ("wagtail.admin.forms.choosers", "EmailLinkChooserForm", "body"): _("Message"),
    ("wagtail.admin.forms.choosers", "PhoneLinkChooserForm", "phone_number"): _("Phone number"),
    ("wagtail.admin.forms.choosers", "PhoneLinkChooserForm", "link_text"): _("Link text"),
    ("wagtail.admin.forms.choosers", "ExternalLinkChooserForm", "link_text"): _("Link text"),
    ("wagtail.admin.forms.choosers", "AnchorLinkChooserForm", "link_text"): _("Link text"),
    ("wagtail.admin.forms.workflows", "WorkflowContentTypeForm", "content_types"): _(
        "Content types"
    ),
}
FILTERS = {
    ("wagtail.contrib.redirects.filters", "RedirectsReportFilterSet", "site"): _("Site"),
    ("wagtail_localize.views.report", "TranslationsReportFilterSet", "source_locale"): _(
        "Source language"
    ),
    ("wagtail_localize.views.report", "TranslationsReportFilterSet", "target_locale"): _(
        "Target language"
    ),
}
COLUMNS = {"port": _("Port"), "site_name": _("Site name"), "root_page": _("Root page")}
RIGHTS = {
    "add": _("Add"),
    "bulk_delete": _("Delete with what is below"),
    "change": _("Edit"),
    "choose": _("Choose"),
    "delete": _("Delete"),
    "lock": _("Lock"),
    "publish": _("Publish"),
    "unlock": _("Unlock"),
    "view": _("View"),
}


def speak_to_each_user() -> None:
    """Let every word of the admin be looked up when somebody reads it. Call once, from `ready`."""
    import_lazily(HASTY)
    for (module, form, field), label in LABELS.items():
        getattr(import_module(module), form).base_fields[field].label = label
    for (module, filters, name), label in FILTERS.items():
        getattr(import_module(module), filters).base_filters[name].label = label
    for column in import_module("wagtail.sites.views").IndexView.columns:
        column.label = COLUMNS.get(column.name, column.label)
    # Made anew in each request, so that its label has to come with the class of the field.
    components: Any = import_module("wagtail_localize.components")
    components.forms = SimpleNamespace(BooleanField=partial(forms.BooleanField, label=_("Enabled")))
    Permission.__str__ = right  # type: ignore[method-assign, assignment]
    say_rights_in_the_table()


def import_lazily(names: tuple[str, ...]) -> None:
    """Import modules so that what they translate meanwhile is translated when it is shown.

    Once they are imported they translate as ever, and so does whatever they imported.
    """
    before, stock = set(sys.modules), translation.gettext

    def lazily(message):
        return gettext_lazy(message)

    translation.gettext = lazily
    try:
        for name in names:
            import_module(name)
    finally:
        translation.gettext = stock
    for name in set(sys.modules) - before:
        for word, value in list(vars(sys.modules[name]).items()):
            if value is lazily:
                setattr(sys.modules[name], word, stock)


def right(permission: Permission) -> str:
    """Return a permission in words: its name in the database is English and stays so."""
    kind = permission.content_type
    action = permission.codename.removesuffix(f"_{kind.model}")
    if action in RIGHTS:
        return f"{capfirst(kind.name)}: {RIGHTS[action]}"
    return gettext(permission.name)


def say_rights_in_the_table() -> None:
    """Name the boxes of the groups' table of rights, for those who hear and do not see it."""
    tags = import_module("wagtail.users.templatetags.wagtailusers_tags")
    stock = tags.format_permissions

    def format_permissions(permission_bound_field):
        context = stock(permission_bound_field)
        for row in context["object_perms"]:
            for action in row.keys() & {"add", "change", "delete"}:
                row[action]["perm"].name = right(row[action]["perm"])
        return context

    template = "wagtailusers/groups/includes/formatted_permissions.html"
    tags.register.inclusion_tag(template, name="format_permissions")(format_permissions)
