"""The HTML that a translation may hold: a few inline tags, of attributes only the id of a link."""

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.exceptions import ParserRejectedMarkup
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail_localize.strings import INLINE_TAGS

# Deeper than anybody writes; what works through the tags by recursion fails at some hundreds.
DEEPEST = 10


def inline(html: str) -> BeautifulSoup:
    """Parse a fragment. Raises ValidationError, in the user's language, for all but inline tags.

    wagtail-localize looks at the tags only. A comment, CDATA or the like goes out as it came in,
    and browsers see it end, and tags begin, where the parser sees none.
    """
    try:
        soup = BeautifulSoup(html, "html.parser")
    except (ParserRejectedMarkup, AssertionError, RecursionError) as error:
        raise ValidationError(_("The tags of this text are damaged.")) from error
    for node in soup.descendants:
        if isinstance(node, Tag):
            require_inline(node)
        elif type(node) is not NavigableString:
            raise foreign(getattr(node, "PREFIX", "").strip("< "))
    return soup


def require_inline(tag: Tag) -> None:
    if tag.name not in INLINE_TAGS:
        raise foreign(tag.name)
    if set(tag.attrs) - ({"id"} if tag.name == "a" else set()):
        raise ValidationError(
            _("<%(tag)s> has more to it than its name; only the id of a link stays."),
            params={"tag": tag.name},
        )
    # The document is the last of the parents.
    if len(list(tag.parents)) > DEEPEST:
        raise ValidationError(_("Tags cannot stand inside each other as deep as this."))


def foreign(tag: str) -> ValidationError:
    return ValidationError(
        _("<%(tag)s> cannot stand in a sentence; bold, italic and links can."),
        params={"tag": tag},
    )
