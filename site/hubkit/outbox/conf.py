"""The settings of this app, `HUBKIT_OUTBOX_…`, all optional; docs/hubkit-outbox.md tells them."""

from typing import Any

from django.conf import settings

PREFIX = "HUBKIT_OUTBOX_"
DEFAULTS = {
    "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "AT_ONCE": False,
    "ATTEMPTS": 17,
    "KEEP_DAYS": 14,
    "FORGET_DAYS": 365,
}


def setting(name: str) -> Any:
    return getattr(settings, PREFIX + name, DEFAULTS[name])
