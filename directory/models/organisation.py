"""An organisation, as a page with its twin in the other language."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.images import get_image_model_string
from wagtail.models import Page

from directory import numbers
from directory.models.entries import Entry
from directory.models.fields import CodesField
from directory.models.options import languages, municipalities
from directory.models.panels import EDIT_HANDLER, SEARCHED
from directory.models.parts import checked
from directory.models.taxonomies import AUDIENCES, FOREIGN, LEGAL_FORMS, TOPICS, Term
from directory.reading.pages import OrganisationReadingMixin
from hubkit.bilingual.paired import Paired, Wording
from hubkit.bilingual.peers import reader_language


def in_taxonomy(code: str) -> dict:
    return {"taxonomy__code": code, "retired": False}


class OrganisationPageMixin(OrganisationReadingMixin, models.Model):
    """An organisation: facts once, its few words in both languages side by side.

    The page's title is the official name, as the register has it; it is never translated.
    """

    words_in_pairs = True

    name_sl = models.CharField(
        _("name in Slovenian"),
        max_length=255,
        blank=True,
        help_text=_("The registered or customary name, where the official name is another."),
    )
    name_it = models.CharField(
        _("name in Italian"),
        max_length=255,
        blank=True,
        help_text=_("The registered or customary name; never a translation of our own."),
    )
    short_name = models.CharField(_("short name"), max_length=100, blank=True)
    former_names = models.TextField(
        _("former names"), blank=True, help_text=_("One a line; found by the search, not shown.")
    )
    legal_form = models.ForeignKey(
        Term,
        verbose_name=_("legal form"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=in_taxonomy(LEGAL_FORMS),
    )
    founded_year = models.PositiveSmallIntegerField(
        _("founded in"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1500), MaxValueValidator(2100)],
    )
    maticna = models.CharField(
        _("registration number (matična številka)"),
        max_length=13,
        blank=True,
        help_text=_("Seven digits; all but organisations from abroad have one."),
    )
    davcna = models.CharField(_("tax number"), max_length=14, blank=True)
    vat_registered = models.BooleanField(_("registered for VAT"), default=False)
    it_cf = models.CharField(_("Italian codice fiscale"), max_length=20, blank=True)
    iban = models.CharField(
        _("account number (IBAN)"),
        max_length=42,
        blank=True,
        help_text=_("Shown to donors; only if the organisation asks for it."),
    )
    summary_sl = models.CharField(_("in a sentence, in Slovenian"), max_length=200, blank=True)
    summary_it = models.CharField(_("in a sentence, in Italian"), max_length=200, blank=True)
    description_sl = models.TextField(_("description in Slovenian"), max_length=4000, blank=True)
    description_it = models.TextField(_("description in Italian"), max_length=4000, blank=True)
    topics = ParentalManyToManyField(
        Term,
        verbose_name=_("fields of activity"),
        blank=True,
        related_name="+",
        limit_choices_to=in_taxonomy(TOPICS),
        help_text=_("One to three."),
    )
    audiences = ParentalManyToManyField(
        Term,
        verbose_name=_("for whom"),
        blank=True,
        related_name="+",
        limit_choices_to=in_taxonomy(AUDIENCES),
    )
    areas = CodesField(
        _("works in"),
        options=municipalities,
        blank=True,
        help_text=_("The municipalities whose people it serves; its own is always among them."),
    )
    languages = CodesField(_("languages spoken"), options=languages, blank=True)
    email = models.EmailField(
        _("e-mail address"), blank=True, help_text=_("Best the organisation's own, not a person's.")
    )
    website = models.URLField(_("website"), max_length=500, blank=True)
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    logo_alt_sl = models.CharField(
        _("what the logo shows, in Slovenian"), max_length=150, blank=True
    )
    logo_alt_it = models.CharField(_("what the logo shows, in Italian"), max_length=150, blank=True)
    volunteers = models.BooleanField(_("looks for volunteers"), default=False)
    membership_sl = models.CharField(
        _("how to become a member, in Slovenian"), max_length=400, blank=True
    )
    membership_it = models.CharField(
        _("how to become a member, in Italian"), max_length=400, blank=True
    )
    hub_member = models.BooleanField(_("member of the hub"), default=False)
    potential_year = models.PositiveSmallIntegerField(
        _("“NGO with potential” in"), null=True, blank=True
    )
    parent_organisation = models.ForeignKey(
        "directory.OrganisationPage",
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The union of associations or other organisation that this one is part of."),
    )
    alert_sl = models.CharField(_("notice in Slovenian"), max_length=200, blank=True)
    alert_it = models.CharField(_("notice in Italian"), max_length=200, blank=True)
    alert_until = models.DateField(_("notice shown until"), null=True, blank=True)

    summary = Paired()
    description = Paired()
    logo_alt = Paired()
    membership = Paired()
    alert = Paired()

    class Meta:
        abstract = True

    @property
    def uid(self):
        """The public identifier, the same in every language."""
        return self.translation_key

    @cached_property
    def record(self) -> Entry | None:
        """The organisation's language-free row, for the page and for its twin."""
        return Entry.objects.filter(uid=self.uid).first()

    @property
    def name(self) -> Wording:
        """The name by which the reader's language calls it, else the official one."""
        own = getattr(self, f"name_{reader_language()}", "")
        return Wording(own or self.title, reader_language())

    @property
    def other_names(self) -> list[str]:
        """Its other registered names, the official one first, without what `name` says."""
        names = [self.title, self.name_sl, self.name_it, self.short_name]
        return [name for name in dict.fromkeys(names) if name and name != self.name]

    @property
    def seat(self):
        """The place that the organisation is registered at, else its first, else None."""
        places = list(self.places.all())
        return next((place for place in places if place.kind == "seat"), next(iter(places), None))

    @property
    def current_alert(self) -> Wording | None:
        over = self.alert_until and self.alert_until < timezone.localdate()
        return self.alert if self.alert and not over else None

    def clean(self):
        """Bring numbers to their stored form; raise ValidationError at the field that is wrong."""
        super().clean()
        self.areas = with_seat(self)
        for field, check in CHECKS.items():
            if value := getattr(self, field):
                if field == "davcna":
                    self.vat_registered = self.vat_registered or numbers.has_vat_prefix(value)
                setattr(self, field, checked(field, check, value))
        if self.maticna:
            refuse_twice(self)

    @property
    def missing(self) -> list[str]:
        """Return the names of what must be there before the entry is published; empty if all is."""
        needed = {
            "legal_form": self.legal_form_id,
            "summary_sl": self.summary_sl or self.summary_it,
            "description_sl": self.description_sl or self.description_it,
            "topics": list(self.topics.all()),
            "areas": self.areas,
            "email": self.email or list(self.phones.all()),
            "maticna": self.maticna or (self.legal_form and self.legal_form.code == FOREIGN),
        }
        return [name for name, there in needed.items() if not there]


CHECKS = {
    "maticna": numbers.maticna,
    "davcna": numbers.davcna,
    "it_cf": numbers.italian_code,
    "iban": numbers.iban,
    "email": numbers.email,
    "website": numbers.website,
}


def with_seat(page: "OrganisationPageMixin") -> list[str]:
    """Return the areas with the seat's own municipality among them."""
    seat = page.seat
    own = [seat.municipality] if seat and seat.municipality else []
    return sorted({*(page.areas or []), *own})


def refuse_twice(page: "OrganisationPageMixin") -> None:
    """Raise ValidationError where another organisation has the same registration number."""
    twice = OrganisationPage.objects.filter(maticna=page.maticna, alias_of=None)
    if other := twice.exclude(translation_key=page.translation_key).first():
        raise ValidationError(
            {
                "maticna": _("“%(title)s” is in the directory under this number.")
                % {"title": other.title}
            }
        )


class OrganisationPage(OrganisationPageMixin, Page):
    page_description = _("An organisation, in both languages on one page")
    parent_page_types = ["directory.DirectoryPage"]
    subpage_types = []
    template = "directory/organisation_page.html"

    edit_handler = EDIT_HANDLER
    search_fields = [*Page.search_fields, *SEARCHED]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self):
        return self.title
