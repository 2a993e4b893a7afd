from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HubPagesConfig(AppConfig):
    name = "hub_pages"
    verbose_name = _("Pillars and pages")
    default_auto_field = "django.db.models.BigAutoField"
