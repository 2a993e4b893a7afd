"""The demo's organisations: invented, said to be examples, published as staff would publish them.

A file is an organisation; its keys are the directory's own names of values, words side by side as
in the pages' files. Dates are told in days before today, so that the demo never grows old.
"""

import tomllib
import uuid
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils import translation as languages
from wagtail.models import Page

from home.models import SeededPage
from iskra.seeding.data import CONTENT, stable_id

FOLDER = CONTENT / "directory"
HEAD = ("source", "assured_days_ago", "alert_until_days", "interval", "state")


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
    values, errors = checked(values_of(data))
    if errors:
        raise ValueError(f"{slug}: {errors}")
    page = OrganisationPage(
        title=values["official_name"],
        slug=slug,
        locale=parent.locale,
        translation_key=key,
        live=False,
        name_it=values.get("name_it", ""),
        name_sl=values.get("name_sl", ""),
    )
    parent.add_child(instance=page)
    write(page, values)
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
    values = flat({name: value for name, value in data.items() if name not in HEAD})
    if "alert_until_days" in data:
        end = timezone.localdate() + timedelta(days=data["alert_until_days"])
        values["alert_until"] = end.isoformat()
    return values


def flat(value: Any) -> Any:
    """Return a value as JSON holds it, wordings within it as pairs of names."""
    if isinstance(value, list):
        return [flat(item) for item in value]
    if not isinstance(value, dict):
        return value.isoformat() if isinstance(value, date) else value
    found: dict[str, Any] = {}
    for name, item in value.items():
        if isinstance(item, dict) and set(item) <= {"sl", "it"}:
            found |= {f"{name}_{code}": text for code, text in item.items()}
        else:
            found[name] = flat(item)
    return found
