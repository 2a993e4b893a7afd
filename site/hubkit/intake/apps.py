from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "hubkit.intake"
    label = "hubkit_intake"
    verbose_name = _("Public forms")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Imported for the checks that it registers and the logs that it keeps free of tokens.
        from hubkit.intake import checks, redaction  # noqa: F401, PLC0415

        redaction.install()
