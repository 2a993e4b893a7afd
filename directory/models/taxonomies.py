"""Controlled words: fields of activity, legal forms, audiences and the like, in both languages."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from hubkit.bilingual.paired import Paired

TOPICS = "topics"
LEGAL_FORMS = "legal-forms"
AUDIENCES = "audiences"
ACCESS = "access"
PUBLIC_INTEREST = "public-interest"

MAX_TOPICS = 3
FOREIGN = "tuja-organizacija"  # the one legal form without a Slovenian registration number


class Taxonomy(models.Model):
    """One list of terms. `code` is what the program knows it by, `uid` what the world does."""

    code = models.SlugField(_("code"), unique=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name_sl = models.CharField(_("name in Slovenian"), max_length=100)
    name_it = models.CharField(_("name in Italian"), max_length=100)

    name = Paired()

    class Meta:
        verbose_name = _("taxonomy")
        verbose_name_plural = _("taxonomies")
        ordering = ["code"]

    def __str__(self):
        return str(self.name) or self.code


class TermQuerySet(models.QuerySet):
    def of(self, taxonomy: str) -> "TermQuerySet":
        return self.filter(taxonomy__code=taxonomy)

    def current(self) -> "TermQuerySet":
        """Return the terms that may still be chosen."""
        return self.filter(retired=False)


class Term(index.Indexed, models.Model):
    """One word of a taxonomy with its names, synonyms for search and its international code.

    A retired term is chosen no more; where it names a successor, that is what it counts as.
    """

    taxonomy = models.ForeignKey(
        Taxonomy, verbose_name=_("taxonomy"), on_delete=models.CASCADE, related_name="terms"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("broader term"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="narrower",
    )
    code = models.SlugField(_("code"), help_text=_("Stays the same when the names change."))
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name_sl = models.CharField(_("name in Slovenian"), max_length=150)
    name_it = models.CharField(_("name in Italian"), max_length=150)
    description_sl = models.TextField(_("explanation in Slovenian"), blank=True)
    description_it = models.TextField(_("explanation in Italian"), blank=True)
    synonyms_sl = models.TextField(
        _("other Slovenian words"), blank=True, help_text=_("One a line; found by the search.")
    )
    synonyms_it = models.TextField(
        _("other Italian words"), blank=True, help_text=_("One a line; found by the search.")
    )
    icnp_tso_code = models.CharField(
        _("ICNP/TSO code"),
        max_length=10,
        blank=True,
        help_text=_("Of the United Nations' classification of non-profit organisations (2018)."),
    )
    sort_order = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        help_text=_("Terms with the same number stand in alphabetical order."),
    )
    retired = models.BooleanField(
        pgettext_lazy("term", "out of use"),
        default=False,
        help_text=_("Chosen no more; entries that have it follow the term that replaces it."),
    )
    replaced_by = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replaces",
    )

    name = Paired()
    description = Paired()
    objects = TermQuerySet.as_manager()

    search_fields = [
        index.SearchField("name_sl"),
        index.SearchField("name_it"),
        index.SearchField("synonyms_sl"),
        index.SearchField("synonyms_it"),
        index.AutocompleteField("name_sl"),
        index.AutocompleteField("name_it"),
        index.FilterField("taxonomy"),
    ]

    class Meta:
        verbose_name = pgettext_lazy("taxonomy", "term")
        verbose_name_plural = pgettext_lazy("taxonomy", "terms")
        ordering = ["taxonomy", "sort_order", "code"]
        constraints = [models.UniqueConstraint(fields=["taxonomy", "code"], name="term_code")]

    def __str__(self):
        return str(self.name) or self.code

    def clean(self):
        """Raise ValidationError for a successor of another taxonomy, and for a circle."""
        super().clean()
        seen, heir = {self.pk}, self.replaced_by
        while heir is not None:
            if heir.pk in seen or heir.taxonomy_id != self.taxonomy_id:
                raise ValidationError(
                    {"replaced_by": _("Choose another term of the same taxonomy.")}
                )
            seen.add(heir.pk)
            heir = heir.replaced_by

    @cached_property
    def heir(self) -> "Term":
        """The term that this one counts as: itself, or what replaces it in the end."""
        heir, seen = self, {self.pk}
        while heir.retired and heir.replaced_by and heir.replaced_by_id not in seen:
            heir = heir.replaced_by
            seen.add(heir.pk)
        return heir
