"""Characters that no database, XML or terminal should be given: they are cut out and told."""

import re
from typing import Any

# C0 and C1 but tab, line feed and return; lone surrogates, which UTF-8 cannot say; and the two
# noncharacters that XML has not.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    return FORBIDDEN.sub("", text)


def is_clean(text: str) -> bool:
    return not FORBIDDEN.search(text)


def storable(value: Any) -> Any:
    """Return JSON values with all texts, keys too, cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key)): storable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [storable(each) for each in value]
    return value
