"""A translation as it stands in a form, and as it is stored: HTML without attributes."""

import hashlib
import re

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.strings import StringValue, extract_ids

from hubkit.bilingual.fingerprints import ADDRESS, normal
from hubkit.bilingual.inline import inline

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def is_plain(*texts: str) -> bool:
    """Whether texts have no tags but line breaks, so that they can be written without any."""
    return all(
        tag.name == "br" for text in texts for tag in BeautifulSoup(text, "html.parser").find_all()
    )


def written(data: str, *, plain: bool) -> str:
    """Return stored HTML as a person writes it."""
    return StringValue(data).render_text() if plain else data


def stored(text: str, *, plain: bool, source: str) -> str:
    """Return what a person wrote as the HTML to store. Raises ValidationError for other tags.

    What no reader would see is nothing: tags around nothing, soft hyphens.
    """
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if plain:
        lines = text if "<br" in source else " ".join(text.split("\n"))
        return StringValue.from_plaintext(lines).data if normal(text) else ""
    soup = inline(text)
    return str(soup) if normal(soup.get_text()) else ""


def require_fitting(data: str, *, source: str, field: models.Field | None) -> None:
    """Raise ValidationError where a translation cannot stand where its source does."""
    foreign = extract_ids(data) - extract_ids(source)
    if foreign:
        raise ValidationError(
            _("The original has no link with the id %(ids)s."),
            params={"ids": ", ".join(sorted(foreign))},
        )
    text = StringValue(data).render_text()
    longest = getattr(field, "max_length", None)
    if longest and len(text) > longest:
        raise ValidationError(
            ngettext(
                "Too long by %(number)d character.",
                "Too long by %(number)d characters.",
                len(text) - longest,
            ),
            params={"number": len(text) - longest},
        )
    if field is not None and field.name == ADDRESS:
        field.run_validators(text)


def lost_links(data: str, source: str) -> int:
    """Return how many of the source's links a translation has lost."""
    return len(extract_ids(source) - extract_ids(data))


def digest(data: str | None) -> str:
    """Return what a form carries to tell later whether a text is still the same."""
    return hashlib.blake2b((data or "").encode(), digest_size=8).hexdigest() if data else ""
