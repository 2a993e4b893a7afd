"""How the editor shows an organisation, and what of it the search finds."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Page
from wagtail.search import index

from directory.models.parts import in_both

WHO = [
    FieldPanel(
        "title",
        heading=_("official name"),
        help_text=_("As in the register. It is not translated."),
    ),
    in_both("name"),
    FieldRowPanel([FieldPanel("short_name"), FieldPanel("founded_year")]),
    FieldRowPanel([FieldPanel("legal_form"), FieldPanel("parent_organisation")]),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("maticna"), FieldPanel("davcna")]),
            FieldRowPanel([FieldPanel("it_cf"), FieldPanel("iban")]),
            FieldPanel("vat_registered"),
        ],
        heading=_("Numbers"),
    ),
    FieldRowPanel([FieldPanel("hub_member"), FieldPanel("potential_year")]),
    InlinePanel("public_interest", heading=_("Statuses in the public interest"), label=_("Status")),
    FieldPanel("former_names"),
]
WHAT = [
    in_both("summary"),
    in_both("description"),
    FieldPanel("topics"),
    FieldPanel("audiences"),
    FieldPanel("areas"),
    FieldPanel("languages"),
    InlinePanel("activities", heading=_("Activities"), label=_("Activity")),
    FieldPanel("volunteers"),
    in_both("membership"),
    MultiFieldPanel([FieldPanel("logo"), in_both("logo_alt")], heading=_("Logo")),
]
WHERE = [
    FieldRowPanel([FieldPanel("email"), FieldPanel("website")]),
    InlinePanel("phones", heading=_("Telephones"), label=_("Telephone")),
    InlinePanel("links", heading=_("Other links"), label=pgettext_lazy("web", "Link")),
    InlinePanel("contacts", heading=_("Contact persons"), label=_("Contact person")),
    InlinePanel("places", heading=_("Places"), label=pgettext_lazy("organisation", "Place")),
    MultiFieldPanel(
        [in_both("alert"), FieldPanel("alert_until")],
        heading=_("Notice for a while"),
        help_text=_("Such as: closed for repairs. Shown on top of the entry."),
    ),
]
EDIT_HANDLER = TabbedInterface(
    [
        ObjectList(WHO, heading=pgettext_lazy("tab", "Who")),
        ObjectList(WHAT, heading=pgettext_lazy("tab", "What")),
        ObjectList(WHERE, heading=pgettext_lazy("tab", "Where and contact")),
        ObjectList(
            [FieldPanel("slug"), *Page.settings_panels],
            heading=pgettext_lazy("tab", "Settings"),
        ),
    ]
)

SEARCHED = [
    index.SearchField("name_sl", boost=2),
    index.SearchField("name_it", boost=2),
    index.SearchField("short_name", boost=2),
    index.AutocompleteField("name_sl"),
    index.AutocompleteField("name_it"),
    index.AutocompleteField("short_name"),
    index.SearchField("former_names"),
    index.SearchField("maticna"),
    index.SearchField("summary_sl"),
    index.SearchField("summary_it"),
    index.SearchField("description_sl"),
    index.SearchField("description_it"),
    index.RelatedFields(
        "topics",
        [
            index.SearchField("name_sl"),
            index.SearchField("name_it"),
            index.SearchField("synonyms_sl"),
            index.SearchField("synonyms_it"),
        ],
    ),
    index.RelatedFields(
        "activities",
        [
            index.SearchField("name_sl"),
            index.SearchField("name_it"),
            index.SearchField("text_sl"),
            index.SearchField("text_it"),
        ],
    ),
    index.FilterField("alias_of"),
]
