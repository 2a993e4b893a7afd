from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from hubkit.places import gazetteer


class PlacesConfig(AppConfig):
    name = "hubkit.places"
    label = "hubkit_places"
    verbose_name = _("Places")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        post_migrate.connect(gazetteer.add_missing, sender=self)
