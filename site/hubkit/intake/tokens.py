"""The secrets in addresses and forms: draft tokens, the signed stamp of a form, mailed links."""

import base64
import hashlib
import secrets
from dataclasses import asdict, dataclass
from uuid import UUID

from django.core import signing
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from hubkit.intake.models import Submission

STAMP = "hubkit.intake.stamp"
CONFIRM = "hubkit.intake.confirm"
REVISE = "hubkit.intake.revise"
CORRECT = "hubkit.intake.correct"
WEEK = 7 * 24 * 3600
MONTH = 30 * 24 * 3600
HOUR = 3600


def new_token() -> str:
    """Return 256 random bits for the address of a draft."""
    return secrets.token_urlsafe(32)


def following(token: str, become: str) -> str:
    """Return the token of the draft that this one's goes on as; the same for every click."""
    digest = hashlib.sha256(f"hubkit.intake.following:{become}:{token}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(token: str) -> str:
    """Return the SHA-256 of a token in hexadecimal; its 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def key_of(token: str) -> UUID:
    """Return the idempotency key of a token, from which the token cannot be told."""
    return UUID(bytes=hashlib.sha256(b"hubkit.intake.key:" + token.encode()).digest()[:16])


@dataclass(frozen=True)
class Stamp:
    """What each form carries, signed: which draft it is of, and since when somebody fills it in.

    `opened` is in seconds since 1970; `base` the hash of the values the form was filled with.
    """

    token: str
    kind: str
    page: str
    step: str
    target: str = ""
    opened: int = 0
    base: str = ""
    revises: str = ""

    def sign(self) -> str:
        return signing.dumps(asdict(self), salt=STAMP, compress=True)

    @classmethod
    def read(cls, signed: str) -> "Stamp | None":
        """Return what was signed, or None where it is missing, damaged or a month old."""
        try:
            return cls(**signing.loads(signed, salt=STAMP, max_age=MONTH))
        except (signing.BadSignature, TypeError, ValueError):
            return None

    @property
    def key(self) -> UUID:
        return key_of(self.token)

    @property
    def target_uid(self) -> UUID | None:
        return UUID(self.target) if self.target else None


def now() -> int:
    return int(timezone.now().timestamp())


def new_nonce() -> str:
    return secrets.token_hex(16)


def sign(submission: Submission, salt: str) -> str:
    """Return a link's token; it is void when the submission's nonce changes."""
    signed = signing.TimestampSigner(salt=salt).sign(f"{submission.pk.hex}.{submission.nonce}")
    # Wagtail serves no address with a colon.
    return urlsafe_base64_encode(signed.encode())


@dataclass(frozen=True)
class Opened:
    """What a signed link leads to: `is_good` unless it is too old or void."""

    submission: Submission
    is_good: bool


def unsign(token: str, salt: str, *, max_age: int) -> Opened | None:
    """Return the submission of a link, or None where the link is damaged. `max_age` in seconds."""
    signer = signing.TimestampSigner(salt=salt)
    try:
        signed = urlsafe_base64_decode(token).decode()
        key, _dot, nonce = signer.unsign(signed).partition(".")
    except (signing.BadSignature, ValueError):
        return None
    found = Submission.objects.filter(pk=UUID(key)).first()
    if found is None:
        return None
    return Opened(found, found.nonce == nonce and is_young(signer, signed, max_age))


def is_young(signer: signing.TimestampSigner, signed: str, max_age: int) -> bool:
    try:
        signer.unsign(signed, max_age=max_age)
    except signing.SignatureExpired:
        return False
    return True
