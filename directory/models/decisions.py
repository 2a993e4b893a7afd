"""What staff decided on each field of a submission, and the reasons they give in both languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hubkit.bilingual.paired import Paired
from hubkit.intake.models import Submission


class Verdict(models.TextChoices):
    ACCEPT = "accept", pgettext_lazy("decision", "accepted")
    EDIT = "edit", pgettext_lazy("decision", "edited")
    REJECT = "reject", pgettext_lazy("decision", "refused")


class Reason(models.Model):
    """A prepared text by which a field, or a whole submission, is refused."""

    code = models.SlugField(_("code"), unique=True)
    label_sl = models.CharField(_("label in Slovenian"), max_length=100)
    label_it = models.CharField(_("label in Italian"), max_length=100)
    text_sl = models.TextField(_("text in Slovenian"), max_length=600)
    text_it = models.TextField(_("text in Italian"), max_length=600)
    sort_order = models.PositiveSmallIntegerField(_("position"), default=0)

    label = Paired()
    text = Paired()

    class Meta:
        verbose_name = _("prepared reason")
        verbose_name_plural = _("prepared reasons")
        ordering = ["sort_order", "code"]

    def __str__(self):
        return str(self.label)


class FieldDecision(models.Model):
    """The verdict on one field: what it was, what was proposed, and what it became."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="decisions")
    path = models.CharField(_("field"), max_length=60)
    old = models.JSONField(_("before"), null=True)
    new = models.JSONField(_("proposed"), null=True)
    verdict = models.CharField(_("decision"), max_length=8, choices=Verdict)
    final = models.JSONField(_("after"), null=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("decision on a field")
        verbose_name_plural = _("decisions on fields")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["submission", "path"], name="field_decision")
        ]

    def __str__(self):
        return f"{self.path}: {self.verdict}"
