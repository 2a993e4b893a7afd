"""The directory: one page in each language, with the organisations below it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from directory.forms.addresses import KINDS
from directory.life.routes import OwnerRoutesMixin
from directory.reading.pages import DirectoryReadingMixin
from hubkit.content.models import ContentPageMixin
from hubkit.intake.pages import IntakePageMixin


class DirectoryPageMixin(
    OwnerRoutesMixin, IntakePageMixin, DirectoryReadingMixin, ContentPageMixin
):
    """The list of organisations in one language, and the forms by which they come in."""

    has_own_list = True
    intake_kinds = KINDS

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        abstract = True


class DirectoryPage(DirectoryPageMixin, Page):
    page_description = _("The directory of organisations, with its search and its forms")
    subpage_types = ["directory.OrganisationPage"]
    max_count_per_parent = 1
    template = "directory/directory_page.html"

    class Meta:
        verbose_name = _("directory")
        verbose_name_plural = _("directories")
