"""The hub's four service pillars, told once: labels, colours, icons and descriptions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Pillar(models.TextChoices):
    """One of the four things the hub does. The value is also the name of its colour and icon."""

    INFORMING = "informing", pgettext_lazy("pillar", "Informing")
    TRAINING = "training", pgettext_lazy("pillar", "Training")
    NETWORKING = "networking", pgettext_lazy("pillar", "Networking and cooperation")
    ADVOCACY = "advocacy", pgettext_lazy("pillar", "Advocacy")

    @property
    def description(self):
        """A phrase that says what the pillar is for; lazily translated."""
        return {
            Pillar.INFORMING: _("Good and targeted information for NGOs"),
            Pillar.TRAINING: _("Professional and organisational competences of NGOs"),
            Pillar.NETWORKING: _("Links with the public sector and with business"),
            Pillar.ADVOCACY: _("Representing and defending the interests of NGOs"),
        }[self]

    @property
    def css_class(self) -> str:
        """The class that gives an element the pillar's colours (see static/hub_pages)."""
        return f"pillar-{self.value}"

    @property
    def icon(self) -> str:
        """The template of the pillar's icon, an inline SVG in the current colour."""
        return f"hub_pages/icons/{self.value}.html"
