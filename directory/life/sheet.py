"""An entry's public data as lines, for a mail or a page that asks whether they are right."""

from directory.models.entries import Entry
from directory.profile import FIELDS, Group

# Kept by staff, or said by another line already.
LEFT_OUT = {"hide_address", "by_appointment", "contact_consent", "logo", "lat", "lon"}


def sheet_of(entry: Entry) -> list[tuple[str, str, str]]:
    """Return (label, value, language of the value or "") of what is filled in.

    Labels are in the active language, in the form's order.
    """
    page = entry.page
    if page is None:
        return []
    found = []
    for name, field in FIELDS.items():
        if field.group is Group.STAFF or name in LEFT_OUT:
            continue
        value = field.get(page)
        if value not in ("", None, [], False):
            found.append((str(field.label), field.show(value), field.language))
    return found
