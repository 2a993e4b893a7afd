from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "hubkit.places"
    label = "hubkit_places"
    verbose_name = "Places"
    default_auto_field = "django.db.models.BigAutoField"
