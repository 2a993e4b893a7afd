from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "hubkit.outbox"
    label = "hubkit_outbox"
    verbose_name = _("Outgoing mail")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Imported for the checks that it registers.
        from hubkit.outbox import checks  # noqa: F401, PLC0415
