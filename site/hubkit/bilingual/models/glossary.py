from django.db import models
from django.utils.translation import gettext_lazy as _

from hubkit.bilingual.sorting import sort_key


class Term(models.Model):
    """One row of the term base: what is called so in Slovenian is called so in Italian.

    Both columns are written as in the base's file: "a / b" are variants, "a (b)" is an
    abbreviation or a hint at the meaning. `note` has sources and remarks; translators read the
    notes in their language.
    """

    sl = models.CharField(_("Slovenian"), max_length=255)
    it = models.CharField(_("Italian"), max_length=255)
    en = models.CharField(_("English"), max_length=255, blank=True)
    note = models.TextField(_("note"), blank=True)
    note_sl = models.TextField(_("note in Slovenian"), blank=True)
    note_it = models.TextField(_("note in Italian"), blank=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    # UTF-8 of the sort keys: bytes are in order in every database, whatever its collation.
    sl_key = models.BinaryField(editable=False)
    it_key = models.BinaryField(editable=False)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("term base")
        ordering = ["sl_key", "it_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["sl", "it"],
                name="hubkit_bilingual_term_pair",
                violation_error_message=_("The term base already has this pair."),
            )
        ]

    def __str__(self):
        return f"{self.sl} – {self.it}"

    def save(self, *args, **kwargs):
        self.sl_key = sort_key(self.sl, "sl").encode()
        self.it_key = sort_key(self.it, "it").encode()
        super().save(*args, **kwargs)
