"""How often one network or one address may do a thing; nothing by which anybody could be found.

Networks are counted by an HMAC under a random key of the day, which is deleted with the day.
"""

import datetime as dt
import hmac
import ipaddress
import math
import secrets
import time
from dataclasses import dataclass
from hashlib import sha256

from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from hubkit.intake.conf import limit, setting
from hubkit.intake.models import Count, Salt

FALLBACK_SECONDS = 60
# Where the table of counts is broken: one a minute for each network, in this process.
_seen: dict[str, float] = {}
_secret = secrets.token_bytes(32)


@dataclass(frozen=True)
class Verdict:
    """`wait` is in seconds: above zero the thing is refused; `suspicious` is for quarantine."""

    suspicious: bool = False
    wait: int = 0


def count(action: str, subject: str) -> Verdict:
    """Count one more of `action` by a network or an address, and judge.

    In a transaction of its own, before any other: a count is no reason to hold a lock.
    """
    try:
        with transaction.atomic():
            times, ends_at = add(action, subject)
    except DatabaseError:
        return judge_without_table(action, subject)
    _seconds, quarantine, refuse = limit(action)
    wait = math.ceil((ends_at - timezone.now()).total_seconds())
    return Verdict(
        suspicious=quarantine is not None and times > quarantine,
        wait=max(wait, 1) if times > refuse else 0,
    )


def add(action: str, subject: str) -> tuple[int, dt.datetime]:
    seconds = limit(action)[0]
    now = timezone.now()
    starts_at = dt.datetime.fromtimestamp(now.timestamp() // seconds * seconds, tz=dt.UTC)
    row, _made = Count.objects.get_or_create(
        key=keyed(salt_of(timezone.localdate()), subject),
        action=action,
        starts_at=starts_at,
        defaults={"ends_at": starts_at + dt.timedelta(seconds=seconds)},
    )
    Count.objects.filter(pk=row.pk).update(times=F("times") + 1)
    row.refresh_from_db()
    return row.times, row.ends_at


def judge_without_table(action: str, subject: str) -> Verdict:
    """Fail closed, gently: reading goes on, and one may write once a minute."""
    key, now = keyed(_secret, f"{action}:{subject}"), time.monotonic()
    for each in [each for each, at in _seen.items() if now - at >= FALLBACK_SECONDS]:
        del _seen[each]
    if key in _seen:
        return Verdict(suspicious=True, wait=math.ceil(FALLBACK_SECONDS - (now - _seen[key])) or 1)
    _seen[key] = now
    return Verdict()


def salt_of(day: dt.date) -> bytes:
    salt, _made = Salt.objects.get_or_create(day=day, defaults={"value": secrets.token_bytes(32)})
    return bytes(salt.value)


def keyed(secret: bytes, subject: str) -> str:
    return hmac.digest(secret, subject.encode(errors="replace"), sha256).hex()


def network_of(request: HttpRequest) -> str:
    """Return the sender's IPv4 address or IPv6 /64, for counting only; never stored as it is.

    HUBKIT_INTAKE_PROXIES says how many proxies of ours stand before the site: so many of the last
    entries of X-Forwarded-For are trusted, and no other.
    """
    depth = setting("PROXIES")
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    hops = [hop.strip() for hop in forwarded if hop.strip()]
    sender = request.META.get("REMOTE_ADDR", "")
    if depth and len(hops) >= depth:
        sender = hops[-depth]
    try:
        address = ipaddress.ip_address(sender.strip("[]").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def forget() -> int:
    """Delete the keys of days that are over and the counts of windows that are."""
    salts = Salt.objects.filter(day__lt=timezone.localdate())
    old = Count.objects.filter(ends_at__lt=timezone.now())
    gone = salts.delete()[0] if salts.exists() else 0
    return gone + (old.delete()[0] if old.exists() else 0)
