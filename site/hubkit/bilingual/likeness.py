"""Which of many sentences are nearly a given one, by their words."""

import html
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from math import ceil

THRESHOLD = 0.75
CLOSEST_LOOKS = 25

_BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Return the text of a segment without its tags, with single spaces."""
    return " ".join(html.unescape(_TAG.sub("", _BREAK.sub(" ", text))).split())


class Likeness:
    """The sentences compared with, taken apart once.

    Two sentences of which three quarters of the words are the same, in the same order, share one
    of the rarer words of each. Only those that do are looked at, and of them only the few
    that share most: the work for a sentence does not grow with its common words.
    """

    def __init__(self, sentences: Sequence[str]):
        self.words = [words_of(sentence) for sentence in sentences]
        self.counts = [Counter(words) for words in self.words]
        self.places: dict[str, list[int]] = defaultdict(list)
        for place, counts in enumerate(self.counts):
            for word in counts:
                self.places[word].append(place)

    def nearest(self, sentence: str) -> list[tuple[float, int]]:
        """Return the ratio (0.75 to 1) and the place of each sentence that is near, best first."""
        words = words_of(sentence)
        counts = Counter(words)
        bounds = ((self._bound(counts, place), place) for place in self._candidates(words))
        looks = sorted((b for b in bounds if b[0] >= THRESHOLD), reverse=True)[:CLOSEST_LOOKS]
        ratios = ((self._ratio(words, place), place) for _bound, place in looks)
        return sorted((r for r in ratios if r[0] >= THRESHOLD), reverse=True)

    def _candidates(self, words: list[str]) -> set[int]:
        rarest = sorted(set(words), key=lambda word: len(self.places.get(word, ())))
        # The least number of words that must be shared: with the other one as short as can be.
        shared = ceil(len(words) * THRESHOLD / (2 - THRESHOLD))
        enough = len(words) - shared + 1
        return {place for word in rarest[:enough] for place in self.places.get(word, ())}

    def _bound(self, counts: Counter[str], place: int) -> float:
        """Return the ratio if the words stood in the same order."""
        others = self.counts[place]
        shared = sum(min(n, others[word]) for word, n in counts.items())
        return 2 * shared / (counts.total() + len(self.words[place]))

    def _ratio(self, words: list[str], place: int) -> float:
        return SequenceMatcher(None, words, self.words[place], autojunk=False).ratio()


def words_of(sentence: str) -> list[str]:
    return _WORD.findall(plain(sentence).casefold())
