"""Where staff come upon the life of entries: tasks, the menu of reports, the page editor."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from directory.life.calls import Why, to_call
from directory.models import OrganisationPage
from hubkit.bilingual.staff_tasks import StaffTask

PERMISSION = "directory.change_entry"


def tasks(request: HttpRequest) -> Iterator[StaffTask]:
    """Tell of what to decide, of contacts to find, and of everything else to call for."""
    if not request.user.has_perm(PERMISSION):
        return
    url = reverse("directory_life:calls")
    labels = {
        Why.CLAIM: _("Who may look after an entry, to decide"),
        Why.NEW_CONTACT: _("New contact to find for an entry"),
        Why.OVERDUE: _("Entries without an answer, to call"),
        Why.NO_OWNER: _("Entries to confirm that nobody looks after, to call"),
        Why.DORMANT: _("Dormant entries"),
        Why.DECIDE: _("Entries unconfirmed for two years, to decide"),
    }
    for why, label in labels.items():
        yield StaffTask(
            label=label,
            count=to_call(why).count(),
            url=f"{url}?why={why.value}",
            urgent=why in (Why.CLAIM, Why.NEW_CONTACT),
        )


class OwnMenuItem(MenuItem):
    """Shown to those who may change entries."""

    def is_shown(self, request):
        return request.user.has_perm(PERMISSION)


def calls_item() -> MenuItem:
    return OwnMenuItem(
        gettext_lazy("Directory: to call"),
        reverse("directory_life:calls"),
        name="directory-calls",
        icon_name="mobile-alt",
        order=700,
    )


def quality_item() -> MenuItem:
    return OwnMenuItem(
        gettext_lazy("Directory: quality of the data"),
        reverse("directory_life:quality"),
        name="directory-quality",
        icon_name="clipboard-list",
        order=710,
    )


def header_buttons(page: Page, user, view_name: str, next_url: str | None = None):
    """Lead from an organisation's page to its life and its owners."""
    if page.specific_class is OrganisationPage and user.has_perm(PERMISSION):
        yield Button(
            _("Owners and confirmations"),
            url=reverse("directory_life:entry", args=[page.translation_key]),
            icon_name="group",
            priority=60,
        )


def name_actions(actions) -> None:
    actions.register_action(
        "directory.owner", gettext_lazy("Owner of the entry"), gettext_lazy("Changed an owner")
    )
    actions.register_action(
        "directory.erased",
        gettext_lazy("Erased or ended"),
        gettext_lazy("Erased people, or ended the entry"),
    )
