"""A form's data names and the addresses of its mail are facts, never offered to translators."""

from django.apps import apps
from wagtail_localize.fields import SynchronizedField

FACTS = {
    "AbstractFormField": ("clean_name",),
    "AbstractEmailForm": ("to_address", "from_address"),
}


def hold_form_facts() -> None:
    """Say so on Wagtail's abstract form models, where they are in use.

    A form page that has `override_translatable_fields` of its own must name them itself.
    """
    if not apps.is_installed("wagtail.contrib.forms"):
        return
    from wagtail.contrib.forms import models  # noqa: PLC0415  (only importable once installed)

    for model, names in FACTS.items():
        facts = [SynchronizedField(name, overridable=False) for name in names]
        getattr(models, model).override_translatable_fields = facts
