"""The settings of what the directory gives away; all may be left out."""

from django.conf import settings

LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}


def hub_email() -> str:
    """Return the mailbox of whoever confirms entries (`DIRECTORY_HUB_EMAIL`), or nothing."""
    return getattr(settings, "DIRECTORY_HUB_EMAIL", "")


def publisher() -> str:
    return getattr(settings, "WAGTAIL_SITE_NAME", "")
