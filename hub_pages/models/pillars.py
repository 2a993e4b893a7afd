"""The landing page of a service pillar."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from hub_pages.pillars import Pillar
from hubkit.content.cards import restrictions
from hubkit.content.models import ContentPageMixin, TopLevelMixin


class PillarQuerySet(PageQuerySet):
    def for_reader(self, language: str):
        """Return the public pillar pages under a language's address, in the pillars' order."""
        order = models.Case(
            *[models.When(pillar=pillar, then=i) for i, pillar in enumerate(Pillar)],
            output_field=models.IntegerField(),
        )
        return (
            self.live()
            .filter(~Exists(restrictions()), locale__language_code=language)
            .select_related("alias_of")
            .order_by(order, "path")
        )


class PillarPageForm(WagtailAdminPageForm):
    """Refuses a second page for a pillar. A copy may be one until somebody edits it."""

    def clean_pillar(self):
        pillar, page = self.cleaned_data["pillar"], self.instance
        others = type(page).objects.child_of(self.parent_page).filter(pillar=pillar)
        if pillar and others.exclude(pk=page.pk).exists():
            raise ValidationError(_("This pillar has a page already."))
        return pillar


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

    @property
    def kind(self) -> Pillar | None:
        """The page's pillar; None in a draft that does not say it yet."""
        return Pillar(self.pillar) if self.pillar else None

    @property
    def summary(self) -> str:
        return super().summary or (str(self.kind.description) if self.kind else "")


class PillarPage(PillarPageMixin, Page):
    subpage_types = ["hub_pages.StandardPage", "hub_pages.ProjectPage"]
    page_description = _("The landing page of one of the four service pillars")
    template = "hub_pages/pillar_page.html"

    base_form_class = PillarPageForm

    objects = PageManager.from_queryset(PillarQuerySet)()

    class Meta:
        verbose_name = _("pillar page")
        verbose_name_plural = _("pillar pages")
