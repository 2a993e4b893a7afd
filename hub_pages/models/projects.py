"""A project period as a record: who, with whose money, when, how much and what for."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from hubkit.content.models import ContentPageMixin


class ProjectStatus(models.TextChoices):
    """Where a project stands on a day. Never stored: two dates say it."""

    PLANNED = "planned", pgettext_lazy("project", "In preparation")
    RUNNING = "running", pgettext_lazy("project", "Running")
    COMPLETED = "completed", pgettext_lazy("project", "Completed")

    @classmethod
    def on(cls, day: datetime.date, *, start: datetime.date, end: datetime.date | None):
        """Return the status on `day`; both `start` and `end` belong to the project."""
        if day < start:
            return cls.PLANNED
        return cls.COMPLETED if end and day > end else cls.RUNNING


class ProjectPageMixin(ContentPageMixin):
    holder = models.CharField(
        _("project holder"),
        max_length=200,
        help_text=_("The organisation that carries out the project."),
    )
    funder = models.CharField(_("funder"), max_length=200, help_text=_("Who pays for the project."))
    call = models.CharField(
        _("call for proposals"),
        max_length=300,
        blank=True,
        help_text=_("The full name of the call on which the project was selected."),
    )
    start = models.DateField(_("first day"), help_text=_("The first day of the project."))
    end = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("The last day of the project; left empty while it is not known."),
    )
    amount = models.DecimalField(
        _("value of the project in euro"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Only the number; the page writes it in each language."),
    )
    aims_intro = models.CharField(
        _("introduction to the aims"),
        max_length=120,
        blank=True,
        help_text=_("The sentence that the aims complete."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("holder"),
                FieldPanel("funder"),
                FieldPanel("call"),
                FieldRowPanel([FieldPanel("start"), FieldPanel("end"), FieldPanel("amount")]),
            ],
            heading=_("Project data"),
        ),
        FieldPanel("aims_intro"),
        InlinePanel(
            "aims",
            heading=_("Aims"),
            label=_("Aim"),
            help_text=_("In the order in which they are shown."),
        ),
        FieldPanel("body"),
    ]
    search_fields = [
        *ContentPageMixin.search_fields,
        index.SearchField("holder"),
        index.SearchField("funder"),
        index.SearchField("call"),
    ]
    override_translatable_fields = [
        *ContentPageMixin.override_translatable_fields,
        SynchronizedField("start", overridable=False),
        SynchronizedField("end", overridable=False),
        SynchronizedField("amount", overridable=False),
    ]

    class Meta:
        abstract = True

    @property
    def status(self) -> ProjectStatus:
        """Return the project's status today, in the site's own time zone."""
        return ProjectStatus.on(timezone.localdate(), start=self.start, end=self.end)

    def clean(self):
        """Raise ValidationError where the project ends before it starts."""
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The last day is before the first.")})


class ProjectPage(ProjectPageMixin, Page):
    page_description = _("A project period with its holder, funder, dates, value and aims")
    parent_page_types = ["hub_pages.StandardPage", "hub_pages.PillarPage"]
    subpage_types = []
    template = "hub_pages/project_page.html"

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")


class ProjectAim(TranslatableMixin, Orderable):
    """One aim of a project, in one language; shown exactly as written."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="aims")
    text = models.TextField(_("aim"), max_length=500, help_text=_("Shown exactly as you write it."))

    panels = [FieldPanel("text")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("aim")
        verbose_name_plural = _("aims")

    def __str__(self):
        return self.text
