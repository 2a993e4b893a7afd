"""A translator's link: made, found, used up by sending, revoked, forgotten."""

import datetime as dt
import hashlib
import secrets

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db import transaction
from django.utils import timezone

from hubkit.bilingual import sending
from hubkit.bilingual.guests import mails
from hubkit.bilingual.models import PairState
from hubkit.bilingual.models.guests import LinkState, TranslatorLink
from hubkit.bilingual.rights import may_edit, may_publish, require

DAYS = (3, 7, 14, 30)
USUAL_DAYS = 14


class LinkClosedError(Exception):
    """Raised where a link was revoked, has expired or was used up since it was found."""


def hash_of(token: str) -> str:
    """Return the SHA-256 of a token in hexadecimal; its 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def require_moderator(user: AbstractUser | AnonymousUser, pair: PairState) -> None:
    """Raise PermissionDenied for whoever may not read the source or not publish what is sent."""
    source, target = pair.source, pair.target
    require(source is not None and may_edit(user, source) and may_publish(user, target or source))


@transaction.atomic
def make_link(
    pair: PairState, *, by: AbstractUser, name: str, email: str = "", language: str, days: int
) -> tuple[TranslatorLink, str]:
    """Make a link that opens through the last of `days` days; return it with its token.

    The token cannot be told a second time. Raises PermissionDenied.
    """
    require_moderator(by, pair)
    token = secrets.token_urlsafe(32)
    # The stubs take AUTH_USER_MODEL for Django's own; here it is whatever the site has.
    link = TranslatorLink.objects.create(  # type: ignore[misc]
        pair=pair,
        name=name,
        email=email,
        language=language,
        token_hash=hash_of(token),
        created_by=by,
        expires_at=midnight_after(timezone.localdate() + dt.timedelta(days=days)),
    )
    return link, token


def midnight_after(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))


def link_of(token: str) -> TranslatorLink | None:
    """Return the link of a token in whatever state, or None. Looked up by hash, so in even time."""
    return (
        TranslatorLink.objects.filter(token_hash=hash_of(token))
        .select_related(
            "pair__source_locale", "pair__target_locale", "pair__content_type", "created_by"
        )
        .first()
    )


def find_link(token: str) -> TranslatorLink | None:
    """Return the link if one can translate by it now: not closed, not sent, its page there."""
    link = link_of(token)
    is_open = link is not None and link.state == LinkState.OPEN and link.pair.source is not None
    return link if is_open else None


def note_use(link: TranslatorLink) -> None:
    """Keep the day of the last visit, and nothing else of it."""
    today = timezone.localdate()
    if link.last_used_at != today:
        TranslatorLink.objects.filter(pk=link.pk).update(last_used_at=today)
        link.last_used_at = today


def hold_open(link: TranslatorLink) -> TranslatorLink:
    """Return the link as it is now, locked until the transaction ends.

    Raises LinkClosedError where it is open no more.
    """
    now = TranslatorLink.objects.select_for_update(of=("self",)).filter(pk=link.pk)
    found = now.select_related("pair", "created_by").first()
    if found is None or found.state != LinkState.OPEN:
        raise LinkClosedError
    return found


@transaction.atomic
def send(link: TranslatorLink) -> None:
    """Send the translation to review under the guest's name, and tell the moderator by mail.

    Raises LinkClosedError, or what `sending.send` raises.
    """
    link = hold_open(link)
    sending.send(link.pair, name=link.name)
    link.sent_at = timezone.now()
    link.save(update_fields=["sent_at"])
    mails.tell_of_sending(link)


@transaction.atomic
def revoke(link: TranslatorLink, by: AbstractUser | AnonymousUser) -> None:
    """Close the link for ever; one closed already keeps its date. Raises PermissionDenied."""
    require_moderator(by, link.pair)
    TranslatorLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


def purge(days: int) -> int:
    """Delete the links that have been closed for so many days; return how many they were."""
    before = timezone.now() - dt.timedelta(days=days)
    _total, by_model = TranslatorLink.objects.over_before(before).delete()
    return by_model.get(TranslatorLink._meta.label, 0)
