from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringTranslation


class SegmentCheck(models.Model):
    """Somebody has read the translation of one segment and found it right.

    Holds only while the translation still reads as it did then.
    """

    # Not "check": that is the name of the class method behind Django's system checks.
    string_translation = models.OneToOneField(
        StringTranslation, on_delete=models.CASCADE, related_name="segment_check"
    )
    text = models.TextField(_("text"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    name = models.CharField(_("name, without an account"), max_length=255, blank=True)
    at = models.DateTimeField(_("checked at"), default=timezone.now)

    class Meta:
        verbose_name = _("checked segment")
        verbose_name_plural = _("checked segments")

    def __str__(self):
        return f"{self.name or self.user}, {timezone.localdate(self.at)}"

    @property
    def holds(self) -> bool:
        """Whether the translation is still the one that was checked."""
        return self.text == self.string_translation.data
