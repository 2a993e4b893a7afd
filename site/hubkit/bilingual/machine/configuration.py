"""The one setting of machine translation, HUBKIT_MACHINE_TRANSLATION.

    {"PROVIDER": "deepl", "KEY": "…"}
    {"PROVIDER": "libretranslate", "URL": "http://127.0.0.1:5000"}

PROVIDER is one of these or the dotted path of a `Provider` class. KEY, URL and TIMEOUT (seconds for
one request, 10 unless told) are optional where the service allows. Unset or empty: no machine.
"""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from hubkit.bilingual.machine.deepl import DeepL
from hubkit.bilingual.machine.libretranslate import LibreTranslate
from hubkit.bilingual.machine.provider import Access, Provider

NAME = "HUBKIT_MACHINE_TRANSLATION"
PROVIDERS: dict[str, type[Provider]] = {"deepl": DeepL, "libretranslate": LibreTranslate}


def setting() -> Any:
    return getattr(settings, NAME, None) or {}


def provider_class(name: str) -> type[Provider]:
    """Return the class that PROVIDER names; raises ImportError."""
    return PROVIDERS.get(name) or import_string(name)


def configured_provider() -> Provider | None:
    """Return a provider for one task, or None where machine translation is not set."""
    values = setting()
    if not values:
        return None
    access = {key.lower(): value for key, value in values.items() if key != "PROVIDER"}
    return provider_class(values["PROVIDER"])(Access(**access))
