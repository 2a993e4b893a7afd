"""System checks: files that would be public, and settings that say nothing."""

from pathlib import Path

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register  # noqa: A004

from hubkit.intake.conf import DEFAULTS, root, setting


@register(Tags.compatibility)
def check_root(app_configs, **kwargs):
    public = [place for place in (settings.MEDIA_ROOT, settings.STATIC_ROOT) if place]
    places = [Path(place).resolve() for place in public]
    if not any(root().resolve().is_relative_to(place) for place in places):
        return []
    return [
        Error(
            "What people send would be public before anybody has seen it.",
            hint="Set HUBKIT_INTAKE_ROOT to a folder outside of MEDIA_ROOT and STATIC_ROOT.",
            id="hubkit_intake.E001",
        )
    ]


@register(Tags.compatibility)
def check_limits(app_configs, **kwargs):
    unknown = sorted(set(setting("LIMITS")) - set(DEFAULTS["LIMITS"]))
    if not unknown:
        return []
    return [
        Error(
            f"HUBKIT_INTAKE_LIMITS names unknown actions: {', '.join(unknown)}.",
            hint=f"The actions are {', '.join(DEFAULTS['LIMITS'])}.",
            id="hubkit_intake.E002",
        )
    ]


@register(Tags.compatibility, deploy=True)
def check_address(app_configs, **kwargs):
    if setting("ADDRESS"):
        return []
    return [
        Warning(
            "Nobody is told when submissions wait for a week.",
            hint="Set HUBKIT_INTAKE_ADDRESS to the mailbox of the site's owner.",
            id="hubkit_intake.W001",
        )
    ]
