"""Making pages for tests, of the type that the site under test has for running content."""

from django.apps import apps
from wagtail.models import Page


def page_model() -> type[Page]:
    """The project's page of running content, or the host's where the plug-in is left out."""
    if apps.is_installed("hub_pages"):
        return apps.get_model("hub_pages", "StandardPage")
    return apps.get_model("host", "HostPage")


def make_page(parent: Page, title: str, **values) -> Page:
    """Add a page below `parent`, live unless told otherwise; its slug comes from the title."""
    return parent.add_child(instance=page_model()(title=title, **values))


def body_of(page: Page, *blocks: tuple) -> Page:
    """Give the page a body of ``(type, raw value)`` parts, saved, and return it afresh."""
    stream = page._meta.get_field("body").stream_block
    page.body = stream.to_python([{"type": kind, "value": value} for kind, value in blocks])
    page.save()
    return type(page).objects.get(pk=page.pk)
