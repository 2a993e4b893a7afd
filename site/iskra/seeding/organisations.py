"""The demo's organisations: invented, said to be examples, published as staff would publish them.

A file is an organisation; its keys are the directory's own names of values, words side by side as
in the pages' files. Dates are told in days before today, so that the demo never grows old.
"""

import tomllib
import uuid
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils import translation as languages
from wagtail.models import Page

from home.models import SeededPage
from iskra.seeding.data import CONTENT, stable_id

FOLDER = CONTENT / "directory"
HEAD = ("source", "assured_days_ago", "interval", "state")


def make_organisations(say=lambda line: None) -> int:
    """Make the organisations that were never made; return how many. Needs the directory's page."""
    if not apps.is_installed("directory"):
        return 0
    known = set(SeededPage.objects.values_list("name", flat=True))
    made = 0
    for path in sorted(FOLDER.glob("*.toml")):
        name = f"organisation-{path.stem}"
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if name in known or data.get("state", "published") != "published":
            continue
        page = publish(uuid.UUID(stable_id(name)), data, slug=path.stem)
        SeededPage.objects.create(name=name, translation_key=page.translation_key)
        say(page.title)
        made += 1
    return made


def publish(key: uuid.UUID, data: dict[str, Any], *, slug: str) -> Page:
    """Make one organisation's page with its twin, publish it and set its clock."""
    from directory.life.assurance import assure  # noqa: PLC0415  (the directory may be left out)
    from directory.models import AssuredBy, DirectoryPage, Entry, OrganisationPage  # noqa: PLC0415
    from directory.profile import checked, write  # noqa: PLC0415

    source = data.get("source", "sl")
    parent = DirectoryPage.objects.get(
        translation_key=stable_id("directory"), locale__language_code=source
    )
    page = OrganisationPage(
        title=data["official_name"],
        slug=slug,
        locale=parent.locale,
        translation_key=key,
        live=False,
        name_it=values_of(data).get("name_it", ""),
        name_sl=values_of(data).get("name_sl", ""),
    )
    parent.add_child(instance=page)
    write(page, checked(values_of(data))[0])
    with languages.override(source):
        page.save_revision(clean=True).publish()
    entry = Entry.objects.get(uid=key)
    entry.interval = data.get("interval", entry.interval)
    entry.assurances.all().delete()
    at = timezone.now() - timedelta(days=data.get("assured_days_ago", 30))
    assure(entry, kind=AssuredBy.OWNER, at=at)
    return page


def values_of(data: dict[str, Any]) -> dict[str, Any]:
    """Return the file's values by the directory's names: ``summary.sl`` is ``summary_sl``."""
    values: dict[str, Any] = {}
    for name, value in data.items():
        if name in HEAD:
            continue
        if is_wording(value):
            values |= {f"{name}_{code}": text for code, text in value.items()}
        elif isinstance(value, list):
            values[name] = [flat(item) for item in value]
        else:
            values[name] = plain(value)
    return values


def is_wording(value) -> bool:
    return isinstance(value, dict) and set(value) <= {"sl", "it"}


def flat(item):
    if not isinstance(item, dict):
        return plain(item)
    found: dict[str, Any] = {}
    for name, value in item.items():
        if is_wording(value):
            found |= {f"{name}_{code}": text for code, text in value.items()}
        else:
            found[name] = plain(value)
    return found


def plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
