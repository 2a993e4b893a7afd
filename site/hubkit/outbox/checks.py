"""System checks: settings with which mail would be lost or a worker would hang."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register  # noqa: A004

from hubkit.outbox.conf import DEFAULTS, setting

OUTBOX = "hubkit.outbox.backend.EmailBackend"


@register(Tags.compatibility)
def check_transport(app_configs, **kwargs):
    if setting("BACKEND") != OUTBOX:
        return []
    return [
        Error(
            "The outbox would deliver its mail into itself.",
            hint="Set HUBKIT_OUTBOX_BACKEND to the email backend that reaches the mail server.",
            id="hubkit_outbox.E001",
        )
    ]


@register(Tags.compatibility, deploy=True)
def check_email_backend(app_configs, **kwargs):
    if settings.EMAIL_BACKEND == OUTBOX:
        return []
    return [
        Warning(
            "What Django and Wagtail send by themselves goes past the outbox.",
            hint=f"Set EMAIL_BACKEND = {OUTBOX!r}.",
            id="hubkit_outbox.W001",
        )
    ]


@register(Tags.compatibility, deploy=True)
def check_timeout(app_configs, **kwargs):
    if setting("BACKEND") != DEFAULTS["BACKEND"] or settings.EMAIL_TIMEOUT:
        return []
    return [
        Warning(
            "A mail server that never answers would hold the mail worker for ever.",
            hint="Set EMAIL_TIMEOUT = 10 (seconds).",
            id="hubkit_outbox.W002",
        )
    ]
