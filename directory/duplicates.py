"""Whether an organisation is in the directory already, and whether it asked not to be.

A registration number decides; names only warn. Names are compared as sets of words: folded, by
what remains of a word without its ending, common words counting little. Two names that differ in
the place they name are of two organisations: “Društvo upokojencev Izola”, “… Piran”.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from directory.life.do_not_list import is_refused
from directory.models.entries import Entry, EntryState
from hubkit.bilingual.stems import SHORTEST, fold, stems
from hubkit.places.municipalities import MUNICIPALITIES

ALIKE = 0.6  # from this score on a name is worth a look
MOST = 5
COMMON_WORDS = (
    "drustvo zveza zavod ustanova klub zdruzenje sekcija slovenije primer za in v na pri ki "
    "associazione circolo unione istituto fondazione club sezione ente esempio "
    "di del della dei degli delle d dell e per la il lo le i in a al alla"
)
COMMON = frozenset(COMMON_WORDS.split())
COMMON_WEIGHT = 0.15
MINOR_WEIGHT = 0.5  # of a place and of a number, which one of two writers leaves out
SAME_PLACE = 0.05
NAMES = ("title", "page__name_sl", "page__name_it", "page__short_name")
WORD = re.compile(r"[^\W_]+")


def by_number(maticna: str, *, listed: bool = True) -> Entry | None:
    """Return the entry under a registration number; `listed` leaves out what nobody may see."""
    entries = Entry.objects.filter(state=EntryState.OPEN)
    if listed:
        entries = entries.listed()
    return entries.filter(maticna=maticna).first() if maticna else None


def by_name(name: str, municipality: str = "", *, listed: bool = True) -> list[tuple[Entry, float]]:
    """Return up to five entries whose name is like `name`, with a score from 0.6 to 1, best first.

    `municipality` is the code of the seat, and counts a little. One query for the names, one for
    the entries found.
    """
    wanted = words_of(name)
    if not wanted:
        return []
    entries = Entry.objects.filter(state=EntryState.OPEN)
    if listed:
        entries = entries.listed()
    scores: dict[int, float] = {}
    for pk, seat, *names in entries.values_list("pk", "municipality", *NAMES):
        score = max(likeness(wanted, words_of(each)) for each in names if each)
        score = min(1.0, score + SAME_PLACE * bool(seat and seat == municipality and score))
        if score >= ALIKE:
            scores[pk] = round(score, 2)
    best = sorted(scores, key=lambda pk: (-scores[pk], pk))[:MOST]
    found = Entry.objects.select_related("page").in_bulk(best)
    return [(found[pk], scores[pk]) for pk in best]


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return from 0 to 1 how much of two sets of words is shared; 0 for two different places."""
    if keys_of(one).isdisjoint(keys_of(other)):
        return 0.0
    here, there = one & places(), other & places()
    if here and there and not here & there:
        return 0.0
    shared = {word for word in one if any(akin(word, each) for each in other)}
    shared |= {word for word in other if any(akin(word, each) for each in one)}
    everything = sum(map(weight, one | other))
    return sum(map(weight, shared)) / everything if everything else 0.0


def weight(word: str) -> float:
    if word in COMMON:
        return COMMON_WEIGHT
    return MINOR_WEIGHT if len(word) < SHORTEST or word in places() else 1.0


@lru_cache(maxsize=50_000)
def akin(one: str, other: str) -> bool:
    """Whether two folded words are forms of one word in either language."""
    return one == other or any(
        any(len(stem) >= SHORTEST for stem in stems(one, code) & stems(other, code))
        for code in ("sl", "it")
    )


@lru_cache(maxsize=50_000)
def keys_of(words: frozenset[str]) -> frozenset[str]:
    """Return the words that tell names apart, and their stems: two names alike share some."""
    telling = words - COMMON
    found = {stem for word in telling for code in ("sl", "it") for stem in stems(word, code)}
    return telling | {stem for stem in found if len(stem) >= SHORTEST}


@lru_cache(maxsize=50_000)
def words_of(name: str) -> frozenset[str]:
    return frozenset(WORD.findall(fold(name)))


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """The words in the names of the municipalities; those of a pair of names are not told apart."""
    names = [name for each in MUNICIPALITIES for name in (each.sl, each.it, each.custom) if name]
    return frozenset(word for name in names for word in words_of(name))


def asked_not_to_be_listed(maticna: str, names: Iterable[str]) -> bool:
    """Whether an organisation of this number, or of one of these names, is on that list."""
    return is_refused(maticna=maticna) or any(is_refused(title=name) for name in names if name)
