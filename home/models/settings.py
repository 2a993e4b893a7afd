"""The hub's own data: facts once, words in two equal fields."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks import CharBlock, StructBlock, URLBlock
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

from hubkit.bilingual.paired import Paired


class LogoBlock(StructBlock):
    image = ImageChooserBlock(
        label=_("Logo"), help_text=_("On a light ground, at least 400 pixels wide.")
    )
    name_sl = CharBlock(label=_("Name in Slovenian"), help_text=_("Read to those who can't see."))
    name_it = CharBlock(label=_("Name in Italian"), help_text=_("Read to those who can't see."))
    url = URLBlock(label=_("Web address"), required=False, help_text=_("Where the logo leads."))

    class Meta:
        icon = "image"
        label = _("Logo")


class SocialLinkBlock(StructBlock):
    name = CharBlock(label=_("Social network"), help_text=_("For example: Facebook."))
    url = URLBlock(label=_("Web address"), help_text=_("The hub's own page there."))

    class Meta:
        icon = "link"
        label = _("Link")


def words(verbose_sl, verbose_it, *, max_length, help_text, blank=True):
    """Return the Slovenian and the Italian field of one wording."""
    return tuple(
        models.CharField(verbose, max_length=max_length, blank=blank, help_text=help_text)
        for verbose in (verbose_sl, verbose_it)
    )


@register_setting(icon="cog")
class HubSettings(BaseSiteSetting):
    """Names, contact, address, funder line, logos, links and the announcement of a site."""

    name_sl, name_it = words(
        _("name in Slovenian"),
        _("name in Italian"),
        max_length=120,
        blank=False,
        help_text=_("Both names stand in the header of every page, equal in size."),
    )
    address_sl, address_it = words(
        _("address in Slovenian"),
        _("address in Italian"),
        max_length=200,
        help_text=_("Street, number, post code and place as the register writes them."),
    )
    funder_line_sl, funder_line_it = words(
        _("funder line in Slovenian"),
        _("funder line in Italian"),
        max_length=200,
        help_text=_("The sentence about co-financing at the foot of every page."),
    )
    announcement_sl, announcement_it = words(
        _("announcement in Slovenian"),
        _("announcement in Italian"),
        max_length=240,
        help_text=_("A line above every page, for a short time; empty when there is none."),
    )
    email = models.EmailField(
        _("e-mail address"), blank=True, help_text=_("Where readers write to.")
    )
    phone = models.CharField(
        _("telephone"), max_length=30, blank=True, help_text=_("With the country code: +386 …")
    )
    logos = StreamField(
        [("logo", LogoBlock())],
        verbose_name=_("logos of funders"),
        blank=True,
        help_text=_("Shown beside the funder line, in this order."),
    )
    social_links = StreamField(
        [("link", SocialLinkBlock())],
        verbose_name=_("social networks"),
        blank=True,
        help_text=_("Plain links: nothing of theirs is loaded."),
    )

    name = Paired()
    address = Paired()
    funder_line = Paired()
    announcement = Paired()

    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("name_sl"), FieldPanel("name_it")])], heading=_("Name")
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                FieldRowPanel([FieldPanel("address_sl"), FieldPanel("address_it")]),
                FieldPanel("social_links"),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("funder_line_sl"), FieldPanel("funder_line_it")]),
                FieldPanel("logos"),
            ],
            heading=_("Funders"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("announcement_sl"), FieldPanel("announcement_it")])],
            heading=_("Announcement"),
        ),
    ]

    class Meta:
        verbose_name = _("hub's data")

    def __str__(self):
        return self.name_sl

    @property
    def names(self):
        """Both names, the reader's language first."""
        return Paired.everywhere(self, "name")
