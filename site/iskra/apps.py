from django.apps import AppConfig


class IskraConfig(AppConfig):
    name = "iskra"
    verbose_name = "ISKRA"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from iskra.wording import speak_to_each_user  # noqa: PLC0415  (apps are ready only now)

        speak_to_each_user()
