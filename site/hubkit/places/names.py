"""What places are called, and telling them by what somebody wrote."""

import re

from hubkit.bilingual.stems import fold

_BETWEEN_WORDS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return the words of a name in small letters without diacritics, single spaces between.

    "Hrpelje - Kozina" and "hrpelje-kozina" are the same name, as are "Čežarji" and "cezarji".
    """
    return _BETWEEN_WORDS.sub(" ", fold(text)).strip()


def the_one_named(text: str, places: list):
    """Return the one of `places` (models.Place) that `text` names, or None.

    It names a place by its register code, or by its name in either language or in both ("Koper /
    Capodistria"), all compared folded. Where folding makes two places alike, the one that is
    written so to the letter counts; where that does not decide either, none.
    """
    wanted = folded(text)
    if not wanted:
        return None
    alike = [place for place in places if wanted in _folded_names(place)]
    if len(alike) > 1:
        written = text.strip()
        alike = [place for place in alike if written in (place.name_sl, place.name_it)]
    return alike[0] if len(alike) == 1 else None


def _folded_names(place) -> set[str]:
    names = {place.code, place.name_sl, place.name_it, place.label("sl"), place.label("it")}
    return {folded(name) for name in names if name}
