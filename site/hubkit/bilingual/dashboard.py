"""The panel on the admin's start: what waits for the person, and how far the languages are."""

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from hubkit.bilingual.parity import parity
from hubkit.bilingual.staff_tasks import staff_tasks


class LanguagesPanel(Component):
    """Rows of every plug-in's `register_staff_tasks`, then the gauge of the site's pages."""

    name = "two_languages"
    template_name = "bilingual/report/panel.html"
    # Above Wagtail's own panels, which start at 200.
    order = 150

    class Media:
        css = {"all": ["hubkit_bilingual/css/report.css"]}

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        return {
            "tasks": staff_tasks(request),
            "edits_pages": page_permission_policy.user_has_permission(request.user, "change"),
            "parity": parity(),
            "report": reverse("hubkit_bilingual:report"),
        }


def add_panel(request, panels) -> None:
    """Put the panel on the admin's start; a `construct_homepage_panels` hook."""
    panels.append(LanguagesPanel())
