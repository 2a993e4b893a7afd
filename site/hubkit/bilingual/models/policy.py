"""How strictly the two languages of a page type go together; staff decide in the settings."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Page

from hubkit.bilingual.policies import Policy, PolicyForm


def default_days() -> int:
    return getattr(settings, "HUBKIT_BILINGUAL_SOFT_DAYS", 14)


@register_setting(icon="wagtail-localize-language", order=300)
class LanguagePolicy(BaseGenericSetting):
    """The policy of each page type, and how many days the soft one leaves.

    A type that has no choice here follows its model's attribute `language_policy`, else strict.
    """

    choices = models.JSONField(_("page types"), default=dict, blank=True)
    days = models.PositiveSmallIntegerField(
        _("days for the rest"),
        default=default_days,
        help_text=_("Within how many days the rest follows, where title and summary come first."),
    )
    show_parity = models.BooleanField(
        _("show readers how much is in both languages"),
        default=False,
        help_text=_("One figure for the whole site, on the page where the template asks for it."),
    )

    base_form_class = PolicyForm
    panels = [FieldPanel("choices"), FieldPanel("days"), FieldPanel("show_parity")]

    class Meta:
        verbose_name = _("languages in step")

    def __str__(self):
        return str(self._meta.verbose_name)

    def of(self, model: type[models.Model]) -> Policy:
        """Return the policy of a page type; what is no page asks nothing of the other language."""
        if not issubclass(model, Page):
            return Policy.SINGLE
        chosen = self.choices.get(model._meta.label_lower)
        return Policy(chosen or getattr(model, "language_policy", Policy.STRICT))

    def due(self) -> dt.date:
        """Return the day by which what is published today must be complete."""
        return timezone.localdate() + dt.timedelta(days=self.days)
