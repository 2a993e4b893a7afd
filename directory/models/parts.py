"""The parts of an organisation's page: telephones, links, people, places, activities, statuses.

Every part has a `uid` that the twin's copy shares: rows are made anew when an alias is updated, so
primary keys mean nothing to the world.
"""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from directory import numbers
from directory.models.fields import CodesField, HoursField, OtherDaysField
from directory.models.taxonomies import PUBLIC_INTEREST, Term
from hubkit.bilingual.paired import Paired
from hubkit.places.models import PostalAddress
from hubkit.places.panels import address_panels


def in_both(name: str) -> FieldRowPanel:
    """Return the panel of a pair of fields, Slovenian and Italian side by side."""
    return FieldRowPanel([FieldPanel(f"{name}_sl"), FieldPanel(f"{name}_it")])


class Part(Orderable):
    uid = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta(Orderable.Meta):
        abstract = True


class PhoneKind(models.TextChoices):
    OFFICE = "office", pgettext_lazy("telephone", "office")
    MOBILE = "mobile", pgettext_lazy("telephone", "mobile")
    HELPLINE = "helpline", pgettext_lazy("telephone", "helpline")


class Phone(Part):
    page = ParentalKey(
        "directory.OrganisationPage", on_delete=models.CASCADE, related_name="phones"
    )
    number = models.CharField(
        _("telephone number"), max_length=40, help_text=_("Such as 05 123 45 67 or +39 040 123456.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=PhoneKind, default=PhoneKind.OFFICE)
    note_sl = models.CharField(_("note in Slovenian"), max_length=150, blank=True)
    note_it = models.CharField(_("note in Italian"), max_length=150, blank=True)

    note = Paired()
    panels = [FieldRowPanel([FieldPanel("number"), FieldPanel("kind")]), in_both("note")]

    class Meta(Part.Meta):
        verbose_name = _("telephone")
        verbose_name_plural = _("telephones")

    def __str__(self):
        return self.in_words

    def clean(self):
        super().clean()
        if self.number:
            self.number = checked("number", numbers.phone, self.number)

    @property
    def in_words(self) -> str:
        return numbers.phone_in_words(self.number)


class Link(Part):
    page = ParentalKey("directory.OrganisationPage", on_delete=models.CASCADE, related_name="links")
    url = models.URLField(_("address"), max_length=500)
    label_sl = models.CharField(_("label in Slovenian"), max_length=100, blank=True)
    label_it = models.CharField(_("label in Italian"), max_length=100, blank=True)

    label = Paired()
    panels = [FieldPanel("url"), in_both("label")]

    class Meta(Part.Meta):
        verbose_name = pgettext_lazy("web", "link")
        verbose_name_plural = pgettext_lazy("web", "links")

    def __str__(self):
        return str(self.label) or self.url


class Contact(Part):
    """A person. Shown only with their consent, and hidden first when an entry grows old."""

    page = ParentalKey(
        "directory.OrganisationPage", on_delete=models.CASCADE, related_name="contacts"
    )
    name = models.CharField(_("name and surname"), max_length=150)
    role_sl = models.CharField(_("role in Slovenian"), max_length=100, blank=True)
    role_it = models.CharField(_("role in Italian"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone number"), max_length=40, blank=True)
    consent = models.BooleanField(
        _("agrees to being shown"),
        default=False,
        help_text=_("Without this person's own consent nothing of this row is public."),
    )

    role = Paired()
    panels = [
        FieldPanel("name"),
        in_both("role"),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldPanel("consent"),
    ]

    class Meta(Part.Meta):
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.phone:
            self.phone = checked("phone", numbers.phone, self.phone)

    @property
    def phone_in_words(self) -> str:
        return numbers.phone_in_words(self.phone)


class PlaceKind(models.TextChoices):
    SEAT = "seat", pgettext_lazy("place", "registered office")
    OFFICE = "office", pgettext_lazy("place", "office")
    VENUE = "venue", pgettext_lazy("place", "premises for activities")


def access_options() -> list[tuple[str, str]]:
    return [(term.code, str(term.name)) for term in Term.objects.of("access").current()]


class Place(PostalAddress, Part):
    """Where the organisation is found: address, point on the map, hours and how one gets in.

    `hours` is a list of ``{"days": [1..7], "from": "09:00", "to": "12:00"}`` in local wall time,
    Monday is 1; `hours_exceptions` of ``{"from": date, "to": date, "hours": [["09:00", "12:00"]],
    "note_sl": …, "note_it": …}``, no hours meaning closed.
    """

    page = ParentalKey(
        "directory.OrganisationPage", on_delete=models.CASCADE, related_name="places"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind, default=PlaceKind.SEAT)
    name_sl = models.CharField(_("name in Slovenian"), max_length=150, blank=True)
    name_it = models.CharField(_("name in Italian"), max_length=150, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    hide_address = models.BooleanField(
        _("do not show the address"),
        default=False,
        help_text=_("Readers then see the municipality only, as for a safe house."),
    )
    by_appointment = models.BooleanField(_("by appointment only"), default=False)
    hours = HoursField(
        _("opening hours"),
        default=list,
        blank=True,
        help_text=_("One line for days with the same hours: Monday–Friday 9.00–12.00, 14.00–16.00"),
    )
    hours_exceptions = OtherDaysField(_("days with other hours"), default=list, blank=True)
    hours_note_sl = models.CharField(
        _("note on the hours in Slovenian"), max_length=200, blank=True
    )
    hours_note_it = models.CharField(_("note on the hours in Italian"), max_length=200, blank=True)
    access = CodesField(_("accessibility of the premises"), options=access_options, blank=True)
    access_note_sl = models.CharField(
        _("note on accessibility in Slovenian"), max_length=300, blank=True
    )
    access_note_it = models.CharField(
        _("note on accessibility in Italian"), max_length=300, blank=True
    )

    name = Paired()
    hours_note = Paired()
    access_note = Paired()
    panels = [
        FieldPanel("kind"),
        in_both("name"),
        MultiFieldPanel(
            [
                *address_panels,
                FieldRowPanel([FieldPanel("lat"), FieldPanel("lon")]),
                FieldPanel("hide_address"),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("hours"),
                FieldPanel("hours_exceptions"),
                FieldPanel("by_appointment"),
                in_both("hours_note"),
            ],
            heading=_("Opening hours"),
        ),
        MultiFieldPanel(
            [FieldPanel("access"), in_both("access_note")],
            heading=_("Accessibility of the premises"),
        ),
    ]

    class Meta(Part.Meta):
        verbose_name = pgettext_lazy("organisation", "place")
        verbose_name_plural = pgettext_lazy("organisation", "places")

    def __str__(self):
        return self.one_line(get_language() or "sl")


class ActivityStatus(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("activity", "running")
    PAUSED = "paused", pgettext_lazy("activity", "paused")
    ENDED = "ended", pgettext_lazy("activity", "ended")


class Activity(Part):
    """Something the organisation offers: a service in the words of open data."""

    page = ParentalKey(
        "directory.OrganisationPage", on_delete=models.CASCADE, related_name="activities"
    )
    name_sl = models.CharField(_("name in Slovenian"), max_length=150, blank=True)
    name_it = models.CharField(_("name in Italian"), max_length=150, blank=True)
    text_sl = models.TextField(_("description in Slovenian"), max_length=1000, blank=True)
    text_it = models.TextField(_("description in Italian"), max_length=1000, blank=True)
    fee_sl = models.CharField(_("price in Slovenian"), max_length=200, blank=True)
    fee_it = models.CharField(_("price in Italian"), max_length=200, blank=True)
    how_sl = models.CharField(_("how to take part, in Slovenian"), max_length=300, blank=True)
    how_it = models.CharField(_("how to take part, in Italian"), max_length=300, blank=True)
    status = models.CharField(
        _("status"), max_length=8, choices=ActivityStatus, default=ActivityStatus.ACTIVE
    )
    start = models.DateField(_("first day"), null=True, blank=True)
    end = models.DateField(_("last day"), null=True, blank=True)

    name = Paired()
    text = Paired()
    fee = Paired()
    how = Paired()
    panels = [
        in_both("name"),
        in_both("text"),
        in_both("fee"),
        in_both("how"),
        FieldRowPanel([FieldPanel("status"), FieldPanel("start"), FieldPanel("end")]),
    ]

    class Meta(Part.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self):
        return str(self.name)

    def clean(self):
        """Raise ValidationError without a name in either language."""
        super().clean()
        if not (self.name_sl or self.name_it):
            raise ValidationError({"name_sl": _("Enter a name in at least one language.")})


class PublicInterest(Part):
    """A status in the public interest, dated and with the day on which it was last looked up."""

    page = ParentalKey(
        "directory.OrganisationPage", on_delete=models.CASCADE, related_name="public_interest"
    )
    term = models.ForeignKey(
        Term,
        verbose_name=_("status"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"taxonomy__code": PUBLIC_INTEREST},
    )
    ministry = models.CharField(_("granted by"), max_length=200, blank=True)
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("until"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    panels = [
        FieldPanel("term"),
        FieldPanel("ministry"),
        FieldRowPanel([FieldPanel("start"), FieldPanel("end"), FieldPanel("checked_on")]),
    ]

    class Meta(Part.Meta):
        verbose_name = _("status in the public interest")
        verbose_name_plural = _("statuses in the public interest")

    def __str__(self):
        return str(self.term)


def checked(field: str, check, value: str) -> str:
    """Return the value as `check` stores it; raises its ValidationError at the field."""
    try:
        return check(value)
    except ValidationError as error:
        raise ValidationError({field: error}) from error
