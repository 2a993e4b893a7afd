"""What public entries lack, as conditions: what they need, and what would help readers."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Activity, Contact, OrganisationPage, Phone, Place, Term
from directory.models.taxonomies import FOREIGN

# Code, what it is called, and the condition that it is missing.
NEEDED = (
    ("legal_form", _("Legal form"), Q(legal_form=None)),
    (
        "maticna",
        _("Registration number"),
        Q(maticna="") & (Q(legal_form=None) | ~Q(legal_form__code=FOREIGN)),
    ),
    ("summary", _("A sentence on what it does"), Q(summary_sl="", summary_it="")),
    ("description", _("Description"), Q(description_sl="", description_it="")),
    ("topics", _("Fields of activity in use"), Q(has_topic=False)),
    ("areas", _("Works in"), Q(areas=[])),
    ("reachable", _("E-mail address or telephone"), Q(email="", has_phone=False)),
)
HELPFUL = (
    ("phone", _("Telephone"), Q(has_phone=False)),
    ("website", _("Website"), Q(website="")),
    ("place", pgettext_lazy("place", "Address"), Q(has_place=False)),
    ("point", _("Point on the map"), Q(has_point=False)),
    ("hours", _("Opening hours"), Q(has_hours=False)),
    ("access", _("Accessibility of the premises"), Q(has_access=False)),
    ("languages", _("Languages spoken"), Q(languages=[])),
    ("audiences", _("For whom"), Q(has_audience=False)),
    ("contact", _("Contact person"), Q(has_contact=False)),
    ("activities", _("Activities"), Q(has_activity=False)),
    ("logo", _("Logo"), Q(logo=None)),
)
WORDLESS = {
    language: {f"summary_{language}": "", f"description_{language}": ""}
    for language in ("sl", "it")
}
WITHOUT = {language: Q(**values) for language, values in WORDLESS.items()}


def public() -> QuerySet[OrganisationPage]:
    """Return the organisations in the directory, once each."""
    return OrganisationPage.objects.filter(alias_of=None, entry__listed=True)


def with_parts() -> QuerySet[OrganisationPage]:
    """Return the same, annotated with what parts they have; asks for the terms at once."""
    places, terms = Place.objects.filter(page=OuterRef("pk")), live_terms()
    return public().annotate(
        has_topic=has_term(OrganisationPage.topics.through, terms),
        has_audience=has_term(OrganisationPage.audiences.through, terms),
        has_phone=Exists(Phone.objects.filter(page=OuterRef("pk"))),
        has_contact=Exists(Contact.objects.filter(page=OuterRef("pk"), consent=True)),
        has_activity=Exists(Activity.objects.filter(page=OuterRef("pk"))),
        has_place=Exists(places),
        has_point=Exists(places.filter(Q(hide_address=True) | Q(lat__isnull=False))),
        has_hours=Exists(places.filter(Q(by_appointment=True) | ~Q(hours=[]))),
        has_access=Exists(places.exclude(access=[])),
    )


def has_term(through, terms: list[int]) -> Exists:
    return Exists(through.objects.filter(organisationpage=OuterRef("pk"), term__in=terms))


def live_terms() -> list[int]:
    """Return the keys of terms that may be chosen, or that one replaces which may; one query."""
    terms = {term.pk: term for term in Term.objects.all()}
    return [pk for pk in terms if not heir_of(pk, terms).retired]


def heir_of(pk: int, terms: dict[int, Term]) -> Term:
    """Return what a term counts as in the end, without asking the database for each."""
    seen = set()
    while terms[pk].retired and (heir := terms[pk].replaced_by_id) in terms and pk not in seen:
        seen.add(pk)
        pk = heir
    return terms[pk]
