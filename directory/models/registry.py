"""What other lists say of organisations: the public register, and who asked not to be listed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RegistryRow(models.Model):
    """A copy of one row of the Business Register (AJPES, PRS), for pre-filling and coverage."""

    maticna = models.CharField(_("registration number"), max_length=7, unique=True)
    name = models.CharField(_("name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=200, blank=True)
    legal_form = models.CharField(_("legal form"), max_length=100, blank=True)
    street = models.CharField(_("street"), max_length=200, blank=True)
    house_number = models.CharField(_("house number"), max_length=20, blank=True)
    settlement = models.CharField(_("settlement"), max_length=100, blank=True)
    post = models.CharField(_("post code"), max_length=4, blank=True)
    municipality = models.CharField(_("municipality"), max_length=3, blank=True, db_index=True)
    is_ngo = models.BooleanField(_("non-governmental organisation"), default=True)
    imported_at = models.DateTimeField(_("imported at"), default=timezone.now)

    class Meta:
        verbose_name = _("row of the register")
        verbose_name_plural = _("rows of the register")
        ordering = ["name"]
        default_permissions = ()

    def __str__(self):
        return self.name


class DoNotList(models.Model):
    """Whoever asked not to be listed, as a keyed hash: enough to notice, not to read."""

    hash = models.CharField(max_length=64, unique=True, editable=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("request not to be listed")
        verbose_name_plural = _("requests not to be listed")
        default_permissions = ()

    def __str__(self):
        return self.reason or self.hash[:12]
