"""A page of running content."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hubkit.content.models import ContentPageMixin


class StandardPageMixin(ContentPageMixin):
    class Meta:
        abstract = True


class StandardPage(StandardPageMixin, Page):
    page_description = _("Text with pictures, files and links, for anything that stays")
    subpage_types = ["hub_pages.StandardPage", "hub_pages.ProjectPage"]
    template = "hub_pages/standard_page.html"

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
