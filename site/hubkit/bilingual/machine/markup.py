"""Whether a machine kept a segment's tags."""

from collections import Counter

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from wagtail_localize.strings import StringValue

from hubkit.bilingual.inline import inline
from hubkit.bilingual.likeness import plain


def fitting(source: str, result: str) -> tuple[str, bool]:
    """Return a result as HTML that fits its source, and whether its tags had to go for that.

    Tags fit when the same ones, links by their id, are there as often. Otherwise only the text is
    kept; it is "" when the machine returned none.
    """
    try:
        value = StringValue(str(inline(result.strip())))
    except ValidationError:
        return _text_of(result), True
    if tags(source) == tags(result):
        return (value.data if value.render_text().strip() else ""), False
    return _text_of(result), True


def tags(html: str) -> Counter[tuple[str, str]]:
    """Count the tags of a fragment, by name and id."""
    found = BeautifulSoup(html, "html.parser").find_all(True)
    return Counter((tag.name, str(tag.get("id", ""))) for tag in found)


def _text_of(html: str) -> str:
    return StringValue.from_plaintext(plain(html)).data
