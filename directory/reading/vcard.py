"""An entry as a visiting card: vCard 4.0 (RFC 6350)."""

import re
from collections.abc import Iterator
from datetime import UTC

from directory.reading.entry import PublicEntry
from directory.reading.places import PublicPlace

CONTENT_TYPE = "text/vcard; charset=utf-8"
LANGUAGES = ("sl", "it")
LINE = 75  # octets of a physical line, without its end (RFC 6350, 3.2)


def vcard(public: PublicEntry) -> str:
    """Return the card of an organisation with its names in both languages; lines end in CRLF."""
    return "".join(f"{folded(line)}\r\n" for line in lines(public))


def lines(public: PublicEntry) -> Iterator[str]:
    page = public.page
    yield from ("BEGIN:VCARD", "VERSION:4.0", "KIND:org", f"UID:urn:uuid:{page.uid}")
    yield from names(public)
    yield f"ORG:{escaped(page.title)}"
    if page.short_name:
        yield f"NICKNAME:{escaped(page.short_name)}"
    yield from (
        f"NOTE;ALTID=1;LANGUAGE={code}:{escaped(text)}"
        for code in LANGUAGES
        if (text := getattr(page, f"summary_{code}"))
    )
    yield from reached(public)
    if public.seat:
        yield from where(public.seat)
    yield from (f"LANG:{code}" for code in page.languages)
    yield f"SOURCE:{plain(public.url)}"
    if public.entry:
        yield f"REV:{public.entry.modified_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "END:VCARD"


def names(public: PublicEntry) -> Iterator[str]:
    """Yield the name in each language; the official one where it has none of its own."""
    page = public.page
    found = {code: getattr(page, f"name_{code}") for code in LANGUAGES}
    if not any(found.values()):
        yield f"FN:{escaped(page.title)}"
    for code, name in found.items():
        if name:
            yield f"FN;ALTID=1;LANGUAGE={code}:{escaped(name)}"


def reached(public: PublicEntry) -> Iterator[str]:
    page = public.page
    if page.email:
        yield f"EMAIL;TYPE=work:{escaped(page.email)}"
    for phone in public.phones:
        kind = "cell" if phone.kind == "mobile" else "voice"
        yield f'TEL;VALUE=uri;TYPE="work,{kind}":tel:{plain(phone.number)}'
    for url in filter(None, [page.website, *(link.url for link in public.links)]):
        yield f"URL:{plain(url)}"


def where(seat: PublicPlace) -> Iterator[str]:
    """Yield the address in each language that has one of its own, and the point."""
    found: dict[str, str] = {}
    for code in LANGUAGES:
        found.setdefault(address(seat, code), code)
    for text, code in found.items():
        if text:
            yield f"ADR;TYPE=work;ALTID=1;LANGUAGE={code}:{text}"
    if seat.point:
        yield "GEO:geo:{},{}".format(*seat.point)


def address(seat: PublicPlace, language: str) -> str:
    """Return the seven components of ADR, without box and extension; "" for a hidden address."""
    lines = [" ".join(line) for line in seat.lines_in(language)]
    if not lines:
        return ""
    post = seat.place.post
    locality = str(post.wording(language)) if post else lines.pop()
    street = ", ".join(lines[:-1] if post else lines)
    code = post.code if post else ""
    return ";".join(["", "", escaped(street), escaped(locality), "", code, "Slovenija"])


def escaped(text: str) -> str:
    """Return a text value (RFC 6350, 3.4) without control signs but line breaks."""
    text = "\n".join(text.splitlines())
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, f"\\{sign}")
    return plain(text.replace("\n", "\\n"))


def plain(text: str) -> str:
    """Return a value that is no text, such as a URI, on one line."""
    return re.sub(r"[\x00-\x1f\x7f]", "", text)


def folded(line: str) -> str:
    """Return a line broken so that none is over LINE octets, and no letter is cut in two."""
    pieces, room = [""], LINE
    for char in line:
        size = len(char.encode())
        if size > room:
            pieces.append("")
            room = LINE - 1  # the space that a continuation begins with
        pieces[-1] += char
        room -= size
    return "\r\n ".join(pieces)
