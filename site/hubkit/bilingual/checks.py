"""System checks of Django's own settings, as far as the desk depends on them."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004

FIELDS = "DATA_UPLOAD_MAX_NUMBER_FIELDS"
# A desk sends up to five fields for each sentence.
FEWEST = 10_000


@register
def check_upload(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """W201: a long page could not be saved whole."""
    number = getattr(settings, FIELDS)
    if number is None or number >= FEWEST:
        return []
    fault = f"{FIELDS} is too low for saving the translation of a long page whole."
    hint = f"Set it to {FEWEST} or more."
    return [Warning(fault, hint=hint, id="hubkit_bilingual.W201")]
