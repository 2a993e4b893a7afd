from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hubkit.bilingual.paired import Wording
from hubkit.places.models.register import Post, Settlement, Street
from hubkit.places.municipalities import municipality_choices


class PostalAddress(models.Model):
    """An address in the register's names, or in free text where the register has none.

    Everything but the free text is a fact that both languages read. `municipality` is the
    settlement's own wherever one is chosen, whatever was put in; `clean` and `save` see to that.
    A form over an address shows all its fields (`panels.address_panels`), since the errors of
    `clean` belong to them.
    """

    settlement = models.ForeignKey(
        Settlement,
        verbose_name=pgettext_lazy("place", "settlement"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    settlement_name = models.CharField(
        _("settlement that is not in the list"), max_length=100, blank=True
    )
    municipality = models.CharField(
        pgettext_lazy("place", "municipality"),
        max_length=3,
        blank=True,
        choices=municipality_choices,
        help_text=_("Follows from the settlement where that is chosen from the list."),
    )
    street = models.ForeignKey(
        Street,
        verbose_name=pgettext_lazy("place", "street"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Leave empty where houses are numbered by the settlement alone."),
    )
    street_name = models.CharField(_("street that is not in the list"), max_length=100, blank=True)
    house_number = models.CharField(_("house number"), max_length=12, blank=True)
    post = models.ForeignKey(
        Post,
        verbose_name=pgettext_lazy("place", "post"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.derive()
        super().save(*args, **kwargs)

    def clean(self):
        """Raise ValidationError, by field, unless the settlement is clear and the street is in it.

        A street is never required: a village's houses are numbered by the settlement alone.
        """
        super().clean()
        self.derive()
        if errors := {**self._settlement_errors(), **self._street_errors()}:
            raise ValidationError(errors)

    def derive(self) -> None:
        """Fill what follows from the rest: a street's settlement, a settlement's municipality."""
        if not (self.settlement_id or self.settlement_name) and self.street:
            self.settlement = self.street.settlement
        if self.settlement:
            self.municipality = self.settlement.municipality

    def _settlement_errors(self) -> dict:
        if self.settlement_id and self.settlement_name:
            return {
                "settlement_name": _("Choose the settlement from the list or write it, not both.")
            }
        if not (self.settlement_id or self.settlement_name):
            return {
                "settlement": _("Choose the settlement, or write it where the list has not got it.")
            }
        if not self.municipality:
            return {"municipality": _("Say which municipality the settlement is in.")}
        return {}

    def _street_errors(self) -> dict:
        if self.street_id and self.street_name:
            return {"street_name": _("Choose the street from the list or write it, not both.")}
        if self.street and self.street.settlement_id != self.settlement_id:
            return {"street": _("This street is not in the settlement.")}
        return {}

    def lines(self, language: str) -> list[list[Wording]]:
        """The address as it is written on a letter, without the addressee.

        Each line is a list of parts to be joined by spaces; a part knows its language, so that
        `{{ part|marked }}` marks a Slovenian name for the Italian reader. Numbers are the reader's.
        """
        settlement, street = self._settlement_in(language), self._street_in(language)
        number = Wording(self.house_number, language)
        lines = []
        if street or number:
            lines.append([street or settlement, number])
        if (street or not number) and not self._is_the_post_s_own():
            lines.append([settlement])
        if self.post:
            lines.append([Wording(self.post.code, language), self.post.wording(language)])
        full = [[part for part in line if part] for line in lines]
        return [line for line in full if line]

    def one_line(self, language: str) -> str:
        return ", ".join(" ".join(line) for line in self.lines(language))

    def _settlement_in(self, language: str) -> Wording:
        if self.settlement:
            return self.settlement.wording(language)
        return Wording(self.settlement_name, "sl")

    def _street_in(self, language: str) -> Wording:
        """Free text counts as Slovenian, the language that is official in all of the region."""
        if self.street:
            return self.street.wording(language)
        return Wording(self.street_name, "sl")

    def _is_the_post_s_own(self) -> bool:
        """Whether the post's line names the settlement already."""
        name = self.settlement.name_sl if self.settlement else self.settlement_name
        return self.post is not None and name in (self.post.name_sl, self.post.name_it)
