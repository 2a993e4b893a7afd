"""A mail as JSON, and back. Not as a pickle, which a later Django could not read.

Bytes are base64; a part that came as a MIME object is its text as RFC 5322 writes it.
"""

from base64 import b64decode, b64encode
from email import message_from_bytes
from email.message import Message as Part
from email.mime.base import MIMEBase
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives

ADDRESSES = ("to", "cc", "bcc", "reply_to")
# What makes a mail inline pictures, HTML without text, or another character set.
FORM = ("content_subtype", "mixed_subtype", "alternative_subtype", "encoding")


def pack(email: EmailMessage) -> dict[str, Any]:
    """What the mail holds, for a JSONField. Lazy texts are in the language active now."""
    form = {name: getattr(email, name, None) for name in FORM}
    return {
        "subject": str(email.subject),
        "body": str(email.body),
        "from_email": str(email.from_email),
        **{name: [str(address) for address in getattr(email, name)] for name in ADDRESSES},
        "headers": {name: str(value) for name, value in email.extra_headers.items()},
        "attachments": [pack_attachment(each) for each in email.attachments],
        "alternatives": [
            [pack_bytes(content), mimetype]
            for content, mimetype in getattr(email, "alternatives", None) or []
        ],
        "form": {name: value for name, value in form.items() if isinstance(value, str)},
    }


def unpack(content: dict[str, Any]) -> EmailMultiAlternatives:
    """The mail that was packed, ready for any of Django's email backends."""
    email = EmailMultiAlternatives(
        **{name: content[name] for name in ("subject", "body", "from_email", *ADDRESSES)},
        headers=dict(content["headers"]),
    )
    for packed in content["attachments"]:
        email.attach(*unpack_attachment(packed))
    for text, mimetype in content["alternatives"]:
        email.attach_alternative(unpack_bytes(text), mimetype)
    for name, value in content["form"].items():
        setattr(email, name, value)
    return email


def pack_attachment(attachment: Any) -> dict[str, Any]:
    if isinstance(attachment, Part):
        return {"part": pack_bytes(attachment.as_bytes())}
    name, content, mimetype = attachment
    # A mail inside a mail comes as an object too.
    content = content.message() if isinstance(content, EmailMessage) else content
    content = content.as_bytes() if isinstance(content, Part) else content
    return {"name": name, "content": pack_bytes(content), "mimetype": mimetype}


def unpack_attachment(packed: dict[str, Any]) -> tuple[Any, ...]:
    if "part" in packed:
        return (as_mime(message_from_bytes(unpack_bytes(packed["part"]))),)
    return packed["name"], unpack_bytes(packed["content"]), packed["mimetype"]


def as_mime(part: Part) -> MIMEBase:
    """The part as the class by which Django knows a finished part."""
    mime = MIMEBase(part.get_content_maintype(), part.get_content_subtype())
    for name in list(mime):
        del mime[name]
    for name, value in part.items():
        mime[name] = value
    mime.set_payload(part.get_payload())
    return mime


def pack_bytes(content: Any) -> Any:
    if isinstance(content, bytes | bytearray | memoryview):
        return {"base64": b64encode(content).decode("ascii")}
    return str(content)


def unpack_bytes(packed: Any) -> Any:
    return b64decode(packed["base64"]) if isinstance(packed, dict) else packed
