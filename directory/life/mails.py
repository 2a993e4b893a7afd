"""The mails to owners, in their own language and in the open transaction."""

from typing import Any

from django.utils import timezone
from django.utils.translation import override

from directory.life import links
from directory.life.sheet import sheet_of
from directory.models.owners import Owner, OwnerState
from hubkit.intake.conf import setting
from hubkit.outbox import mail

FOLDER = "directory/mail/life"


def tell(owner: Owner, name: str, *, secret: bool = False, **context: Any) -> None:
    """Queue the mail `name`; its templates know `owner` and `entry` besides `context`."""
    values = {"owner": owner, "entry": owner.entry, **context}
    send(name, owner.email, owner.language, values, secret=secret)


def send(
    name: str, email: str, language: str, context: dict[str, Any], *, secret: bool = False
) -> None:
    mail.send(
        template=f"{FOLDER}/{name}",
        to=email,
        language=language,
        context={"days": links.DAYS, "ask_url": links.address(language), **context},
        reply_to=[setting("ADDRESS")] if setting("ADDRESS") else [],
        secret=secret,
    )


def new_address(owner: Owner) -> str:
    """Return the address of a new edit link."""
    _link, token = links.make_link(owner)
    return links.address(owner.language, token)


def welcome(owner: Owner) -> None:
    """Tell that they look after the entry now, with a link."""
    tell(owner, "welcome", secret=True, edit_url=new_address(owner))


def tell_of_claim(owner: Owner) -> None:
    """Tell an owner that somebody else asks to look after their entry."""
    tell(owner, "claimed", secret=True, edit_url=new_address(owner))


def ask(owner: Owner, number: int) -> None:
    """Ask whether the entry is still right, for the first, second or third time."""
    with override(owner.language):
        # A value of several lines stands below its label.
        sheet = [
            (label, value.replace("\n", "\n  ")) for label, value, _code in sheet_of(owner.entry)
        ]
    tell(
        owner,
        "still_right",
        secret=True,
        number=number,
        is_last=number >= 3,
        sheet=sheet,
        today=timezone.localdate(),
        edit_url=new_address(owner),
    )


def send_links(email: str, language: str) -> None:
    """Answer whoever asked for their links: a mail goes out whether or not the address is known."""
    owners = Owner.objects.filter(email=email, state=OwnerState.ACTIVE, entry__listed=True)
    rows = [
        {"entry": owner.entry, "edit_url": new_address(owner)}
        for owner in owners.select_related("entry__page").order_by("entry__title")
    ]
    name = "links" if rows else "no_links"
    send(name, email, language, {"rows": rows}, secret=True)
