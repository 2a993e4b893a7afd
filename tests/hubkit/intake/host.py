"""A bare host for another process: its pages are made, or what is on the disk is taken up."""

import os
import sys

import django
from django.conf import settings


def start() -> None:
    """Set up Django with the private folder of the test, and nobody too fast to be a person."""
    settings.HUBKIT_INTAKE_ROOT = os.environ["INTAKE_TEST_ROOT"]
    settings.HUBKIT_INTAKE_MIN_SECONDS = 0
    django.setup()


def main(arguments: list[str]) -> None:
    start()
    from hubkit.intake.loading import load_spool  # noqa: PLC0415
    from tests.host.site import make_site  # noqa: PLC0415
    from tests.hubkit.intake.visitor import make_forms  # noqa: PLC0415

    if arguments == ["load"]:
        load_spool()
        return
    make_site()
    from wagtail.models import Site  # noqa: PLC0415

    root = Site.objects.get().root_page
    pages = root.get_translations(inclusive=True).specific()
    make_forms({page.locale.language_code: page for page in pages})


if __name__ == "__main__":
    main(sys.argv[1:])
