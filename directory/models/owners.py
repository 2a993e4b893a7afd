"""Who looks after an entry from outside: an address that may edit it, without an account."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models.entries import Entry


class OwnerState(models.TextChoices):
    """What an address may do for an entry now."""

    INVITED = "invited", pgettext_lazy("owner", "to be checked")
    ACTIVE = "active", pgettext_lazy("owner", "active")
    SUSPENDED = "suspended", pgettext_lazy("owner", "suspended")
    REVOKED = "revoked", pgettext_lazy("owner", "revoked")


class Owner(models.Model):
    """An e-mail address that speaks for an organisation; one of them may speak for several."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="owners")
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=12)
    state = models.CharField(
        _("state"), max_length=10, choices=OwnerState, default=OwnerState.INVITED
    )
    bounces = models.PositiveSmallIntegerField(_("returned mails"), default=0)
    since = models.DateTimeField(_("since"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("entry", "owner")
        verbose_name_plural = pgettext_lazy("entry", "owners")
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "email"], name="entry_owner")]

    def __str__(self):
        return self.email


class EditLink(models.Model):
    """A link by which an owner edits; the token itself is never stored."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    last_used_at = models.DateField(_("last used on"), null=True, blank=True)

    class Meta:
        verbose_name = _("edit link")
        verbose_name_plural = _("edit links")
        ordering = ["-created_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.owner}, {self.created_at:%Y-%m-%d}"
