"""What every page of running content has: a lead, a body and its description for machines."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from hubkit.bilingual.peers import text_language
from hubkit.content.cards import as_cards
from hubkit.content.fields import BodyField


class ContentPageMixin(models.Model):
    """Fields and behaviour of a page of running content; mix into a Page subclass.

    `lead` and `body` are words and translated; `share_image` and "show in menus" are facts and
    the same in every language. The template extends `base.html` and fills its `content` block.
    """

    lead = models.TextField(
        _("lead"),
        blank=True,
        max_length=1000,
        help_text=_("One or two sentences that say what the page is about; shown in large type."),
    )
    body = BodyField(
        verbose_name=_("content"),
        blank=True,
        help_text=_("Add parts with the plus sign; drag them to change their order."),
    )
    share_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture for sharing"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown when someone shares the page; left empty, the site's own is used."),
    )

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    help_text=_("The last part of the page's address, without č, š, ž and spaces."),
                ),
                FieldPanel(
                    "seo_title",
                    help_text=_("Title in search engines; left empty, the page's title is used."),
                ),
                FieldPanel(
                    "search_description",
                    help_text=_("One sentence for search engines; left empty, the lead is used."),
                ),
                FieldPanel("share_image"),
            ],
            heading=_("For search engines and sharing"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "show_in_menus",
                    help_text=_(
                        "Ticked: in the main menu. Other top-level pages are listed in the footer."
                    ),
                )
            ],
            heading=_("Menu"),
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    override_translatable_fields = [
        SynchronizedField("show_in_menus", overridable=False),
        SynchronizedField("share_image", overridable=True),
    ]

    class Meta:
        abstract = True

    @property
    def summary(self) -> str:
        """Return a sentence or two for cards, search engines and the other language's reader."""
        return self.search_description or self.lead

    @property
    def text_language(self) -> str:
        return text_language(self)

    @cached_property
    def subpages(self) -> list[Page]:
        """Return the public pages directly below, in tree order, for the page's own list."""
        return list(as_cards(self.get_children().live()).filter(is_private=False))


class TopLevelMixin(models.Model):
    """A page type that stands directly under a site's home page, and nowhere else."""

    class Meta:
        abstract = True

    @classmethod
    def can_exist_under(cls, parent):
        return parent.depth == HOME_DEPTH and super().can_exist_under(parent)


HOME_DEPTH = 2  # treebeard counts the invisible root as one
