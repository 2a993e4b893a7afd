from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "hubkit.content"
    label = "hubkit_content"
    verbose_name = "Page content"
    default_auto_field = "django.db.models.BigAutoField"
