"""Values in the formats that HSDS prescribes. What cannot be brought to one is left out."""

import datetime as dt
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.encoding import iri_to_uri

web_address = URLValidator(schemes=["http", "https"])


def uri(address: str) -> str:
    """Return an http address in ASCII (RFC 3986), its host as in the DNS; empty if it is none."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
        plain = iri_to_uri(parts._replace(netloc=with_port(host, parts.port)).geturl())
        web_address(plain)
    except (UnicodeError, ValueError, ValidationError):
        return ""
    return plain


def with_port(host: str, port: int | None) -> str:
    return f"{host}:{port}" if port else host


def email(address: str) -> str:
    """Return an address in ASCII, its domain as in the DNS; empty if it cannot be."""
    name, _at, domain = address.rpartition("@")
    try:
        plain = f"{name}@{domain.encode('idna').decode()}"
        validate_email(plain)
    except (UnicodeError, ValidationError):
        return ""
    return plain if plain.isascii() else ""


def moment(value: dt.datetime) -> str:
    """Return a moment in UTC with milliseconds (RFC 3339)."""
    return value.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def day(value: dt.date | None) -> str:
    return value.isoformat() if value else ""
