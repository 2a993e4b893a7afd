"""Settlements, streets and posts as the register of places has them (GURS).

Rows are found by the register's code and never deleted: an address, or a draft of one, may point
at a row that the register has dropped since. Such a row is `retired`, no longer offered.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hubkit.bilingual.paired import Paired, Wording
from hubkit.places.municipalities import BY_CODE, Municipality, municipality_choices

digits = RegexValidator(r"^[0-9]+\Z", _("The register's code has digits only."))


class PlaceQuerySet(models.QuerySet):
    def offered(self) -> "PlaceQuerySet":
        """What the register has today."""
        return self.filter(retired=False)


class Place(models.Model):
    """What the register names: always in Slovenian, in Italian only where that is official."""

    code = models.CharField(
        _("code in the register"), max_length=12, unique=True, validators=[digits]
    )
    name_sl = models.CharField(_("name in Slovenian"), max_length=100)
    name_it = models.CharField(_("official name in Italian"), max_length=100, blank=True)
    retired = models.BooleanField(_("no longer in the register"), default=False, editable=False)

    name = Paired()
    objects = PlaceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name_sl", "code"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(code=""), name="%(app_label)s_%(class)s_has_a_code"
            )
        ]

    def __str__(self):
        return self.label("sl")

    def wording(self, language: str) -> Wording:
        """The name in `language`, or the Slovenian one where there is no official other."""
        return type(self).name.read(self, language)

    def label(self, language: str) -> str:
        """Both official names, the reader's own first: `Capodistria / Koper`."""
        names = [self.name_sl, self.name_it] if language != "it" else [self.name_it, self.name_sl]
        return " / ".join(dict.fromkeys(filter(None, names)))


class Settlement(Place):
    municipality = models.CharField(
        pgettext_lazy("place", "municipality"),
        max_length=3,
        choices=municipality_choices,
        db_index=True,
    )
    lat = models.FloatField(pgettext_lazy("place", "latitude"), null=True, blank=True)
    lon = models.FloatField(pgettext_lazy("place", "longitude"), null=True, blank=True)

    class Meta(Place.Meta):
        verbose_name = pgettext_lazy("place", "settlement")
        verbose_name_plural = pgettext_lazy("place", "settlements")

    def get_municipality(self) -> Municipality:
        return BY_CODE[self.municipality]


class Street(Place):
    settlement = models.ForeignKey(
        Settlement,
        verbose_name=pgettext_lazy("place", "settlement"),
        on_delete=models.PROTECT,
        related_name="streets",
    )

    class Meta(Place.Meta):
        verbose_name = pgettext_lazy("place", "street")
        verbose_name_plural = pgettext_lazy("place", "streets")


class Post(Place):
    """A post office's district; its code is the four digits before the name."""

    lat = models.FloatField(pgettext_lazy("place", "latitude"), null=True, blank=True)
    lon = models.FloatField(pgettext_lazy("place", "longitude"), null=True, blank=True)

    class Meta(Place.Meta):
        verbose_name = pgettext_lazy("place", "post")
        verbose_name_plural = pgettext_lazy("place", "posts")
        ordering = ["code"]

    def label(self, language: str) -> str:
        return f"{self.code} {super().label(language)}"
