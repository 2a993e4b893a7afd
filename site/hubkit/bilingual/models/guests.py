"""The link by which a person without an account translates one pair."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hubkit.bilingual.models.pairs import PairState, Step
from hubkit.bilingual.rights import may_publish


class LinkState(models.TextChoices):
    """What a link is good for now."""

    OPEN = "open", pgettext_lazy("link", "open")
    SENT = "sent", pgettext_lazy("link", "sent to review")
    EXPIRED = "expired", pgettext_lazy("link", "expired")
    REVOKED = "revoked", pgettext_lazy("link", "revoked")

    @property
    def is_closed(self) -> bool:
        """Whether the link shows nothing any more."""
        return self in (LinkState.EXPIRED, LinkState.REVOKED)


class TranslatorLinkQuerySet(models.QuerySet):
    def over_before(self, moment: dt.datetime) -> "TranslatorLinkQuerySet":
        """Return the links that expired or were revoked before this moment."""
        return self.filter(Q(expires_at__lt=moment) | Q(revoked_at__lt=moment))


class TranslatorLink(models.Model):
    """Whoever has the token may translate this one pair, until it expires or is revoked.

    The token itself is never stored. Of the person no more is known than what the moderator wrote
    and the day of the last visit.
    """

    pair = models.ForeignKey(
        PairState, on_delete=models.CASCADE, related_name="links", verbose_name=_("language pair")
    )
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=12)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    last_used_at = models.DateField(_("last used on"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent to review at"), null=True, blank=True)

    objects = TranslatorLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("translator's link")
        verbose_name_plural = _("translators' links")
        ordering = ["-created_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.name}, {self.last_day}"

    @property
    def last_day(self) -> dt.date:
        """The last day on which the link opens; it expires at the midnight after it."""
        return timezone.localdate(self.expires_at - dt.timedelta(microseconds=1))

    @property
    def inviter(self) -> str:
        """The full name of whoever made the link, or nothing: no guest is told a user name.

        Nor the name of somebody who has left.
        """
        is_here = self.created_by is not None and self.created_by.is_active
        full_name = getattr(self.created_by if is_here else None, "get_full_name", str)
        return full_name().strip()

    @cached_property
    def is_answered_for(self) -> bool:
        """Whether the person who made the link is here, and may still publish what comes by it."""
        by, version = self.created_by, self.version
        return by is not None and by.is_active and (version is None or may_publish(by, version))

    @cached_property
    def version(self) -> models.Model | None:
        """What is published in the end: the target, or the source where there is none yet."""
        return self.pair.target or self.pair.source

    @property
    def state(self) -> LinkState:
        """What the link is good for now. It is as good as revoked once nobody answers for it."""
        if self.revoked_at or not self.is_answered_for:
            return LinkState.REVOKED
        if self.expires_at <= timezone.now():
            return LinkState.EXPIRED
        return LinkState.SENT if self.sent_at and not self.is_sent_back else LinkState.OPEN

    @property
    def is_sent_back(self) -> bool:
        """Whether what this person sent came back with a comment, and is not published since."""
        pair = self.pair
        by_guest = pair.sent_by_id is None and pair.sent_name == self.name
        waits = pair.sent_at is None and pair.step != Step.IN_STEP
        if not (self.sent_at and by_guest and waits and pair.comment):
            return False
        # Another of the same name may have sent it later.
        return not pair.links.filter(name=self.name, sent_at__gt=self.sent_at).exists()
