"""The settings of this app, `HUBKIT_INTAKE_…`, all optional; docs/hubkit-intake.md tells them."""

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings

PREFIX = "HUBKIT_INTAKE_"
DEFAULTS: dict[str, Any] = {
    "ROOT": None,
    # Who answers where the form cannot be used: shown beside a refusal, told of what is stuck.
    "ADDRESS": "",
    "PROXIES": 0,
    "MIN_SECONDS": 3,
    # Window in seconds, count from which a sending is quarantined, count from which it is refused.
    "LIMITS": {
        "save": (3600, None, 600),
        "send": (3600, 15, 60),
        "email": (86_400, 5, 20),
        "link": (3600, None, 10),
        "mail": (86_400, None, 5),  # links that anybody has sent to one address
        "code": (3600, None, 60),
    },
    "MAX_UPLOAD": 5 * 1024 * 1024,
    "MAX_DRAFT": 256 * 1024,
}


def setting(name: str) -> Any:
    return getattr(settings, PREFIX + name, DEFAULTS[name])


def limit(action: str) -> tuple[int, int | None, int]:
    """Return ``(window in seconds, quarantine from, refuse from)`` of an action."""
    return {**DEFAULTS["LIMITS"], **setting("LIMITS")}[action]


def root() -> Path:
    """The private folder: HUBKIT_INTAKE_ROOT, or `intake` beside MEDIA_ROOT, never below it."""
    if setting("ROOT"):
        return Path(setting("ROOT"))
    media = Path(settings.MEDIA_ROOT) if settings.MEDIA_ROOT else Path(tempfile.gettempdir(), "m")
    return media.with_name(f"{media.name}-intake")
