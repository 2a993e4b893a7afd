from django.apps import AppConfig


class IskraConfig(AppConfig):
    name = "iskra"
    verbose_name = "ISKRA"
    default_auto_field = "django.db.models.BigAutoField"
