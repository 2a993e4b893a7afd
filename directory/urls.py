"""Addresses outside the page tree: open data, feeds, embeds and lasting identifiers."""

from django.urls import path, register_converter

from directory.api import atom, embed, exports, identity, oembed
from directory.api.hsds import about, views


class Language:
    regex = "sl|it"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Language, "edition")

app_name = "directory"
hsds = "api/hsds/<edition:language>/"
profile = "api/hsds/profile/"
export = "api/export/<edition:language>/"

urlpatterns = [
    path("id/org/<uuid:uid>", identity.organisation, name="identity"),
    path("api/feeds/directory/<edition:language>.atom", atom.feed, name="feed"),
    path("api/embed/<edition:language>", embed.page, name="embed"),
    path("api/embed/<edition:language>/fragment", embed.fragment, name="fragment"),
    path("api/oembed", oembed.oembed, {"language": "sl"}, name="oembed"),
    path(f"{export}organizations.csv", exports.as_csv, name="export-csv"),
    path(f"{export}organizations.xlsx", exports.as_xlsx, name="export-xlsx"),
    path(f"{export}datapackage.json", exports.description, name="export-description"),
    path(profile, about.profile, {"language": "en"}, name="hsds-profile"),
    path(f"{profile}<slug:name>.json", about.profile_patch, {"language": "en"}, name="hsds-patch"),
    path(hsds, about.root, name="hsds"),
    path(f"{hsds}health", about.health, name="hsds-health"),
    path(f"{hsds}openapi.json", about.openapi, name="hsds-openapi"),
    path(f"{hsds}organizations", views.organizations, name="hsds-organizations"),
    path(f"{hsds}organizations/<str:uid>", views.organization, name="hsds-organization"),
    path(f"{hsds}services", views.services, name="hsds-services"),
    path(f"{hsds}services/<str:uid>", views.service, name="hsds-service"),
    path(
        f"{hsds}service_at_locations",
        views.services_at_locations,
        name="hsds-services-at-locations",
    ),
    path(
        f"{hsds}service_at_locations/<str:uid>",
        views.service_at_location,
        name="hsds-service-at-location",
    ),
    path(f"{hsds}taxonomies", views.taxonomies, name="hsds-taxonomies"),
    path(f"{hsds}taxonomies/<str:uid>", views.taxonomy, name="hsds-taxonomy"),
    path(f"{hsds}taxonomy_terms", views.taxonomy_terms, name="hsds-taxonomy-terms"),
    path(f"{hsds}taxonomy_terms/<str:uid>", views.taxonomy_term, name="hsds-taxonomy-term"),
]
