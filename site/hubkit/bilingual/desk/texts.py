"""A translation as it stands in a form, and as it is stored: HTML without attributes."""

import hashlib
import re

from bs4 import BeautifulSoup
from bs4.exceptions import ParserRejectedMarkup
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.strings import INLINE_TAGS, StringValue, extract_ids

from hubkit.bilingual.fingerprints import ADDRESS

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
    """Return what a person wrote as the HTML to store. Raises ValidationError for other tags."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if plain:
        lines = text if "<br" in source else " ".join(text.split("\n"))
        return StringValue.from_plaintext(lines).data if text else ""
    try:
        soup = BeautifulSoup(text, "html.parser")
    except (ParserRejectedMarkup, AssertionError, RecursionError) as error:
        raise ValidationError(_("The tags of this text are damaged.")) from error
    require_inline(soup)
    return str(soup)


def require_inline(soup: BeautifulSoup) -> None:
    """Raise ValidationError for what wagtail-localize refuses, in the user's language."""
    for tag in soup.find_all():
        if tag.name not in INLINE_TAGS:
            raise ValidationError(
                _("<%(tag)s> cannot stand in a sentence; bold, italic and links can."),
                params={"tag": tag.name},
            )
        if set(tag.attrs) - ({"id"} if tag.name == "a" else set()):
            raise ValidationError(
                _("<%(tag)s> has more to it than its name; only the id of a link stays."),
                params={"tag": tag.name},
            )


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
