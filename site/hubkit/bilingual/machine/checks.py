"""System checks of HUBKIT_MACHINE_TRANSLATION."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from hubkit.bilingual.machine.configuration import NAME, PROVIDERS, provider_class, setting
from hubkit.bilingual.machine.deepl import DeepL
from hubkit.bilingual.machine.libretranslate import LibreTranslate
from hubkit.bilingual.machine.provider import Provider

KEYS = {"PROVIDER", "KEY", "URL", "TIMEOUT"}


@register
def check_machine_translation(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E101 to E105: the setting's shape, provider, key, address, time-out."""
    values = setting()
    if not values:
        return []
    if not isinstance(values, dict) or not set(values) <= KEYS:
        return [
            _error("E101", "is not understood.", "Use a dict with PROVIDER, KEY, URL, TIMEOUT.")
        ]
    try:
        provider = provider_class(values.get("PROVIDER", ""))
        if not issubclass(provider, Provider):
            raise TypeError
    except (ImportError, TypeError, AttributeError):
        known = ", ".join(PROVIDERS)
        hint = f"Set PROVIDER to one of {known}, or to the dotted path of a Provider class."
        return [_error("E102", "names no provider.", hint)]
    return [*_access_errors(provider, values)]


def _access_errors(provider: type[Provider], values: dict[str, Any]) -> list[CheckMessage]:
    errors: list[CheckMessage] = []
    if issubclass(provider, DeepL) and not values.get("KEY"):
        errors.append(_error("E103", "has no key for DeepL.", "Set KEY to your DeepL API key."))
    address = str(values.get("URL", ""))
    if (address or issubclass(provider, LibreTranslate)) and not address.startswith("http"):
        hint = "Set URL to the server's address, such as http://127.0.0.1:5000."
        errors.append(_error("E104", "has no usable address.", hint))
    seconds = values.get("TIMEOUT", 10)
    if not isinstance(seconds, int | float) or not 0 < seconds <= 25:
        hint = "Set TIMEOUT to seconds between 1 and 25, or leave it out."
        errors.append(_error("E105", "has no usable time-out.", hint))
    return errors


def _error(number: str, fault: str, hint: str) -> Error:
    return Error(f"{NAME} {fault}", hint=hint, id=f"hubkit_bilingual.{number}")
