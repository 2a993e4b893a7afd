"""An owner changes something: the public form for changes, filled in, of a sender we know."""

from django.http import HttpRequest
from wagtail.models import Page

from directory.models.owners import Owner
from hubkit.intake import drafts, kinds, tokens
from hubkit.intake.routes.doors import address, language_of
from hubkit.intake.tokens import Stamp

CHANGE = "directory.change"


def may_change(page: Page) -> bool:
    """Whether the page offers the form for changes."""
    return CHANGE in getattr(page, "intake_kinds", ()) and CHANGE in kinds.registered()


def begin_change(page: Page, request: HttpRequest, owner: Owner) -> str:
    """Open a draft of a change for the owner; return the path of its first step."""
    stamp = Stamp(
        token=tokens.new_token(),
        kind=CHANGE,
        page=str(page.translation_key),
        step="",
        target=str(owner.entry.uid),
        opened=tokens.now(),
    )
    drafts.open_draft(
        stamp,
        page,
        language_of(page),
        email=owner.email,
        is_proven=True,
        known={"sender_email": owner.email, "sender_name": owner.name},
    )
    return address(page, request, kinds.get(CHANGE).words, stamp.token, 1)
