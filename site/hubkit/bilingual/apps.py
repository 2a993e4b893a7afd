from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BilingualConfig(AppConfig):
    name = "hubkit.bilingual"
    label = "hubkit_bilingual"
    verbose_name = _("Language pairs")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Imported for what they connect and change.
        from hubkit.bilingual import (  # noqa: PLC0415
            aliases,  # noqa: F401
            checks,  # noqa: F401
            localize,  # noqa: F401
            pairing,  # noqa: F401
            publishing,  # noqa: F401
            scheduling,  # noqa: F401
        )
        from hubkit.bilingual.form_facts import hold_form_facts  # noqa: PLC0415
        from hubkit.bilingual.life import hooks  # noqa: F401, PLC0415
        from hubkit.bilingual.machine import checks as machine_checks  # noqa: F401, PLC0415

        hold_form_facts()
