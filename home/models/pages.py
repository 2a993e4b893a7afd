"""The home page of a language."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from hubkit.content.models import ContentPageMixin


class HomePageMixin(ContentPageMixin):
    class Meta:
        abstract = True

    def route(self, request, path_components):
        """Find the page of an address at once, where Wagtail asks twice for every level of it.

        What is no page's address as it stands (a page's own routes) goes the usual way.
        """
        if path_components:
            found = Page.objects.filter(
                slug=path_components[-1],  # has an index, the whole path has none
                url_path=f"{self.url_path}{'/'.join(path_components)}/",
                path__startswith=self.path,
            ).first()
            if found:
                return found.specific.route(request, [])
        return super().route(request, path_components)


class HomePage(HomePageMixin, Page):
    """The first page under a language's address; one for each language, all of one pair."""

    page_description = _("The first page of the site in one language")
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @classmethod
    def can_create_at(cls, parent):
        # A language has one home page: an editor can't make a second.
        return super().can_create_at(parent) and cls.objects.count() < Locale.objects.count()
