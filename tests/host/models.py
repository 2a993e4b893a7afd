"""The pages of a host that knows nothing of the plug-ins."""

from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from hubkit.content.fields import BodyField
from hubkit.content.models import ContentPageMixin


class HostHomePage(Page):
    """A home page whose body takes whatever blocks are installed."""

    body = BodyField(blank=True)
    template = "host/home_page.html"
    content_panels = [*Page.content_panels, FieldPanel("body")]


class HostPage(ContentPageMixin, Page):
    """A page of running content, for the host in which no plug-in brings one."""

    template = "host/home_page.html"
