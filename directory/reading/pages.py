"""What the pages of the directory answer to readers; the pages themselves are in models."""

from django.db import models
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from directory.reading.entry import PublicEntry
from directory.reading.listing import Listing
from directory.reading.shortlist import WORDS, as_data, asked_for
from directory.reading.vcard import CONTENT_TYPE, vcard
from hubkit.bilingual.peers import language_of


class DirectoryReadingMixin(RoutablePageMixin, models.Model):
    """The list, and the reader's own selection from it."""

    class Meta:
        abstract = True

    @path("")
    def index_route(self, request: HttpRequest) -> TemplateResponse:
        return self.render(request, context_overrides={"listing": Listing(self, request)})

    @path(f"{WORDS['sl']}/", name="shortlist_sl")
    @path(f"{WORDS['it']}/", name="shortlist_it")
    def shortlist(self, request: HttpRequest) -> TemplateResponse:
        return self.render(request, template="directory/shortlist/page.html")

    @path(f"{WORDS['sl']}/json/", name="shortlist_data_sl")
    @path(f"{WORDS['it']}/json/", name="shortlist_data_it")
    def shortlist_data(self, request: HttpRequest) -> JsonResponse:
        """Answer with the public facts of the entries asked for by `?uid=…`, at most fifty."""
        return JsonResponse({"organisations": as_data(asked_for(self, request))})

    @property
    def shortlist_url(self) -> str:
        return f"{self.url or ''}{WORDS.get(language_of(self.locale_id), WORDS['sl'])}/"

    @property
    def shortlist_data_url(self) -> str:
        return f"{self.shortlist_url}json/"


class OrganisationReadingMixin(RoutablePageMixin, models.Model):
    """An organisation's entry, and its visiting card as a file."""

    class Meta:
        abstract = True

    @path("")
    def index_route(self, request: HttpRequest) -> TemplateResponse:
        return self.render(request, context_overrides={"public": PublicEntry(self, request)})

    @path("vcf/")
    def vcard_file(self, request: HttpRequest) -> HttpResponse:
        """Answer with the entry as vCard 4.0, without whatever the page does not show."""
        response = HttpResponse(vcard(PublicEntry(self, request)), content_type=CONTENT_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{self.slug}.vcf"'
        return response
