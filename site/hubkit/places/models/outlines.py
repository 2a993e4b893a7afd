from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hubkit.places.municipalities import municipality_choices


class Outline(models.Model):
    """A municipality's shape as SVG path data in `region_map.VIEWBOX`, and where its label is."""

    municipality = models.CharField(
        pgettext_lazy("place", "municipality"),
        max_length=3,
        choices=municipality_choices,
        unique=True,
    )
    path = models.TextField(pgettext_lazy("drawing", "outline"))
    label_x = models.FloatField(pgettext_lazy("drawing", "label, from the left"))
    label_y = models.FloatField(pgettext_lazy("drawing", "label, from above"))

    class Meta:
        verbose_name = _("outline of a municipality")
        verbose_name_plural = _("outlines of municipalities")

    def __str__(self):
        return self.get_municipality_display()
