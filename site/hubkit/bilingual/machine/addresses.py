"""E-mail and web addresses inside a sentence go to no service: an empty tag goes in their place."""

import re

# An address ends with no full stop, comma or bracket; an entity such as "&amp;" is one sign of it.
_REST = r"(?:&#?\w+;|[^\s<>&])*[\w/=#%+-]"
_ADDRESS = re.compile(
    rf"(?<!\w)(?i:(?:https?|ftp)://|mailto:|www\.){_REST}"
    r"|(?<![\w.%+-])[\w.%+-]+@(?:[\w-]+\.)+\w+"
    # example.org/razpisi, but not "5.maja", where only a space is missing.
    rf"|(?<![\w.@-])(?!\d+\.[a-z]+\b)(?:[a-z0-9-]+\.)+[a-z]{{2,}}(?![\w@-])(?:(?=/){_REST})?"
)
_TAG = re.compile(r'<code id="address(\d+)"\s*(?:/>|>\s*</code>)')


def hidden(text: str) -> tuple[str, list[str]]:
    """Return a segment's HTML with a numbered tag for each address, and the addresses."""
    addresses: list[str] = []

    def tag(found: re.Match[str]) -> str:
        addresses.append(found[0])
        return f'<code id="address{len(addresses)}"></code>'

    return _ADDRESS.sub(tag, text), addresses


def restored(answer: str, addresses: list[str]) -> str:
    """Return an answer with its addresses; "" where the service has not kept each of them once."""
    numbers = sorted(int(number) for number in _TAG.findall(answer))
    if numbers != list(range(1, len(addresses) + 1)):
        return ""
    return _TAG.sub(lambda found: addresses[int(found[1]) - 1], answer)
