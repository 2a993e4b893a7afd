"""What is known of an organisation apart from its page: its life, and what lists are read from.

An Entry outlives its page: it answers for the organisation's address after the page has moved,
been merged or gone. Facts and words stand on the page; what an Entry repeats of them is a
projection, written when the page is published and checked every night.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models.freshness import DEFAULT_INTERVAL, DORMANT, INTERVALS, OVERDUE, Freshness


class EntryState(models.TextChoices):
    """Where an organisation is in its life; whether its page is public the page says."""

    OPEN = "open", pgettext_lazy("entry", "active")
    DISSOLVED = "dissolved", pgettext_lazy("entry", "dissolved")
    MERGED = "merged", pgettext_lazy("entry", "merged")
    GONE = "gone", pgettext_lazy("entry", "removed")


class EntryQuerySet(models.QuerySet):
    def listed(self) -> "EntryQuerySet":
        return self.filter(listed=True)

    def due(self, day) -> "EntryQuerySet":
        return self.listed().filter(due_on__lte=day)

    def overdue(self, day) -> "EntryQuerySet":
        return self.listed().filter(due_on__lte=day - OVERDUE)

    def dormant(self, day) -> "EntryQuerySet":
        return self.listed().filter(due_on__lte=day - DORMANT)


class Entry(models.Model):
    """One organisation. `uid` is its page's translation key and its public identifier."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.OneToOneField(
        "directory.OrganisationPage",
        verbose_name=_("page"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="entry",
    )
    state = models.CharField(_("state"), max_length=12, choices=EntryState, default=EntryState.OPEN)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="merged",
    )
    ended_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    # The clock of its freshness
    assured_at = models.DateTimeField(_("confirmed at"), default=timezone.now)
    interval = models.PositiveSmallIntegerField(
        _("months between confirmations"),
        choices=[(months, str(months)) for months in INTERVALS],
        default=DEFAULT_INTERVAL,
    )
    due_on = models.DateField(_("to be confirmed by"), db_index=True)
    reminded = models.PositiveSmallIntegerField(_("reminders sent"), default=0)

    # The projection of its public page
    listed = models.BooleanField(_("public"), default=False)
    maticna = models.CharField(_("registration number"), max_length=7, blank=True, db_index=True)
    title = models.CharField(_("official name"), max_length=255)
    municipality = models.CharField(_("municipality"), max_length=3, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    sort_sl = models.BinaryField(default=b"")
    sort_it = models.BinaryField(default=b"")
    modified_at = models.DateTimeField(_("changed at"), default=timezone.now, db_index=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("directory entry")
        verbose_name_plural = _("directory entries")
        ordering = ["sort_sl", "pk"]
        indexes = [
            models.Index(fields=["listed", "sort_sl"], name="entry_sort_sl"),
            models.Index(fields=["listed", "sort_it"], name="entry_sort_it"),
        ]

    def __str__(self):
        return self.title

    @property
    def freshness(self) -> Freshness:
        return Freshness.on(timezone.localdate(), due=self.due_on)


class Facet(models.TextChoices):
    """What readers may filter by; the value is the parameter's name in addresses."""

    TOPIC = "topic", _("Field of activity")
    MUNICIPALITY = "municipality", _("Works in")
    FORM = "form", _("Legal form")
    AUDIENCE = "audience", _("For whom")
    LANGUAGE = "language", _("Languages spoken")
    ACCESS = "access", _("Accessibility of the premises")
    STATUS = "status", _("Status")
    VOLUNTEERS = "volunteers", _("Volunteering")


# Values of facets that are no terms.
YES = "yes"
MEMBER = "hub-member"
POTENTIAL = "hub-potential"


class EntryFacet(models.Model):
    """One value by which an entry is found: a term's code, a municipality's, a language's."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="facets")
    group = models.CharField(max_length=12, choices=Facet)
    value = models.CharField(max_length=50)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["group", "value", "entry"], name="entry_facet")
        ]

    def __str__(self):
        return f"{self.group}={self.value}"


class AssuredBy(models.TextChoices):
    """Who said that an entry is right."""

    OWNER = "owner", pgettext_lazy("confirmed by", "the organisation")
    STAFF = "staff", pgettext_lazy("confirmed by", "the hub")
    PHONE = "phone", pgettext_lazy("confirmed by", "the organisation by telephone")
    IMPORT = "import", pgettext_lazy("confirmed by", "an import")


class Assurance(models.Model):
    """The ledger: each time somebody confirmed an entry. A save is no confirmation."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="assurances")
    at = models.DateTimeField(_("confirmed at"), default=timezone.now)
    kind = models.CharField(_("confirmed by"), max_length=8, choices=AssuredBy)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    submission = models.UUIDField(null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["-at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.entry}, {self.at:%Y-%m-%d}"
