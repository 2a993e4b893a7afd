"""The demo's organisations: invented, said to be examples, published as staff would publish them.

Those whose `state` is "submitted" come as a stranger would send them, and wait for review.

A file is an organisation; its keys are the directory's own names of values, words side by side as
in the pages' files. Dates are told in days before today, so that the demo never grows old.
"""

import tomllib
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils import translation as languages
from wagtail.models import Page

from home.models import SeededPage
from iskra.seeding.data import CONTENT, stable_id

FOLDER = CONTENT / "directory"
HEAD = ("source", "assured_days_ago", "alert_until_days", "interval", "state")


@transaction.atomic
def make_organisations(say=lambda line: None) -> int:
    """Make the organisations that were never made; return how many. Needs the directory's page."""
    if not apps.is_installed("directory"):
        return 0
    known = set(SeededPage.objects.values_list("name", flat=True))
    made = 0
    for slug, data in texts("published"):
        name = f"organisation-{slug}"
        if name in known:
            continue
        page = publish(uuid.UUID(stable_id(name)), data, slug=slug)
        SeededPage.objects.create(name=name, translation_key=page.translation_key)
        say(page.title)
        made += 1
    return made


@transaction.atomic
def make_submissions() -> None:
    """Put those that were sent in into the moderators' queue, each once. Mails their senders."""
    if not apps.is_installed("directory"):
        return
    from iskra.seeding.submissions import submit  # noqa: PLC0415  (the directory may be left out)

    for slug, data in texts("submitted"):
        language = data.get("source", "sl")
        with languages.override(language):
            submit(stable_id("submission", slug), values_of(data), page=directory_in(language))


def texts(state: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield ``(slug, data)`` of the files in a state."""
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if data.get("state", "published") == state:
            yield path.stem, data


def directory_in(language: str) -> Page:
    """Return the directory's page in a language."""
    directory = apps.get_model("directory", "DirectoryPage").objects
    return directory.get(translation_key=stable_id("directory"), locale__language_code=language)


def publish(key: uuid.UUID, data: dict[str, Any], *, slug: str) -> Page:
    """Make one organisation's page with its twin, publish it and set its clock."""
    from directory.life.assurance import assure  # noqa: PLC0415  (the directory may be left out)
    from directory.models import AssuredBy, Entry, OrganisationPage  # noqa: PLC0415
    from directory.profile import checked, write  # noqa: PLC0415

    source = data.get("source", "sl")
    parent = directory_in(source)
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
    values["links"] = [{"url": address} for address in values.get("links", [])]
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
