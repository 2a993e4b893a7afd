from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "hubkit.content"
    label = "hubkit_content"
    verbose_name = _("Page content")
    default_auto_field = "django.db.models.BigAutoField"
