"""The landing page of a service pillar."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from hub_pages.pillars import Pillar
from hubkit.content.models import ContentPageMixin, TopLevelMixin


class PillarQuerySet(PageQuerySet):
    def for_reader(self, language: str):
        """Return the live pillar pages under a language's address, in the pillars' own order."""
        order = models.Case(
            *[models.When(pillar=pillar, then=i) for i, pillar in enumerate(Pillar)],
            output_field=models.IntegerField(),
        )
        return (
            self.live()
            .filter(locale__language_code=language)
            .select_related("alias_of")
            .order_by(order, "path")
        )


class PillarPageMixin(ContentPageMixin, TopLevelMixin):
    pillar = models.CharField(
        _("pillar"),
        max_length=20,
        choices=Pillar.choices,
        help_text=_("Gives the page its colour and icon; each pillar has one page."),
    )
    heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("The pillar's full name; left empty, the title is shown."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("pillar"),
        FieldPanel("heading"),
        *ContentPageMixin.content_panels[len(Page.content_panels) :],
    ]
    override_translatable_fields = [
        *ContentPageMixin.override_translatable_fields,
        SynchronizedField("pillar", overridable=False),
    ]

    class Meta:
        abstract = True

    @cached_property
    def kind(self) -> Pillar:
        return Pillar(self.pillar)

    def clean(self):
        """Raise ValidationError where the pillar has its page in this language already."""
        super().clean()
        others = type(self).objects.filter(pillar=self.pillar, locale_id=self.locale_id)
        if self.locale_id and others.exclude(translation_key=self.translation_key).exists():
            raise ValidationError({"pillar": _("This pillar has a page already.")})


class PillarPage(PillarPageMixin, Page):
    subpage_types = ["hub_pages.StandardPage", "hub_pages.ProjectPage"]
    page_description = _("The landing page of one of the four service pillars")
    template = "hub_pages/pillar_page.html"

    objects = PageManager.from_queryset(PillarQuerySet)()

    class Meta:
        verbose_name = _("pillar page")
        verbose_name_plural = _("pillar pages")
