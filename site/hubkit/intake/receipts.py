"""The code that a sender gets: 60 bits, the key to the page that tells what became of it."""

import hmac
from hashlib import sha256
from uuid import UUID

from django.conf import settings

from hubkit.intake.models import Submission

# Crockford's base 32: no I, L, O, U, so that nothing read aloud or copied by hand is mistaken.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def code_of(key: UUID) -> str:
    """Return the code of an idempotency key: told even while no database answers."""
    secret = f"hubkit.intake.receipt:{settings.SECRET_KEY}".encode()
    number = int.from_bytes(hmac.digest(secret, key.bytes, sha256)[:8], "big") >> 4
    return "".join(ALPHABET[number >> (5 * place) & 31] for place in reversed(range(LENGTH)))


def grouped(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def normal(typed: str) -> str:
    """Return a code as it is stored, however somebody typed it."""
    return typed.strip().upper().translate(MISREAD)


def find(typed: str) -> Submission | None:
    return Submission.objects.filter(receipt_code=normal(typed)[: LENGTH + 1]).first()
