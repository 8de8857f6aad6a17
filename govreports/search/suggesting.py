"""What a reader may want to write. Comes in: the beginning of a line; goes out: suggestions, and corrections of unknown words.

Cities, themes, titles and words of the index are known by how they are written, by their pinyin and by its
initials. The table is made when first needed and again some minutes after the index has changed.
"""
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import lazy_pinyin

from govreports.analysis.folding import fold_any_script
from govreports.analysis.words import is_word

MOST = 10
MOST_WORDS = 20_000  # of the index, the most frequent; a table of them takes about a second once
LEAST_HELD = 2  # passages a word stands in to be worth suggesting
OLDEST = 300  # seconds a table is used after the index has changed
LONGEST_WORD = 8
ORDER = ("city", "theme", "word", "title")


@dataclass(frozen=True, slots=True)
class Suggestion:
    text: str
    kind: str  # one of ORDER
    count: int  # passages; 0 for titles


class Table:
    """All that can be suggested, by keys in order."""

    def __init__(self, suggestions: Iterable[Suggestion]) -> None:
        self.made_at = time.monotonic()
        self.words = {one.text: one for one in suggestions}
        pairs = sorted((key, one.text) for one in self.words.values() for key in _keys(one.text))
        self._keys, self._texts = [key for key, _ in pairs], [text for _, text in pairs]
        self._by_sound: dict[str, list[str]] = {}
        self._by_edge: dict[tuple[str, bool], list[str]] = {}  # first or last character -> words
        for text, one in self.words.items():
            if len(text) > 1 and one.kind != "title":
                self._by_sound.setdefault(sound(text), []).append(text)
                for edge in ((text[0], True), (text[-1], False)):
                    self._by_edge.setdefault(edge, []).append(text)

    def is_fresh(self) -> bool:
        return time.monotonic() - self.made_at < OLDEST

    def starting_with(self, beginning: str) -> list[Suggestion]:
        """The likeliest first: cities and themes, then words by how often they occur, then titles."""
        wanted = fold_any_script(beginning).strip().replace("'", "")
        if not wanted:
            return []
        found = dict.fromkeys(self._range(wanted))
        known = [self.words[text] for text in found if text != wanted]
        known.sort(key=lambda one: (not one.text.startswith(wanted), ORDER.index(one.kind), -one.count, len(one.text), one.text))
        return known[:MOST]

    def near(self, word: str) -> list[str]:
        """Known words that sound the same, or differ by one character, the likeliest first; at most three."""
        if is_word(word):
            return []  # rightly written, only not in this library
        alike = list(self._by_sound.get(sound(word), ()))
        if len(word) > 2:
            edges = ((word[0], True), (word[1], True), (word[-1], False), (word[-2], False))
            alike += [other for edge in edges for other in self._by_edge.get(edge, ()) if _differs_by_one(word, other)]
        alike = [other for other in dict.fromkeys(alike) if other not in word]
        return sorted(alike, key=lambda other: (sound(other) != sound(word), -self.words[other].count, other))[:3]

    def _range(self, wanted: str) -> Iterator[str]:
        at = bisect_left(self._keys, wanted)
        while at < len(self._keys) and self._keys[at].startswith(wanted):
            yield self._texts[at]
            at += 1


def suggest(table: Table, line: str) -> list[tuple[str, Suggestion]]:
    """(the line completed, what completes it): the last word of the line, with what stands before it kept."""
    before, _, last = line.rpartition(" ")
    kept = f"{before} " if before else ""
    return [(kept + one.text, one) for one in table.starting_with(last)]


@lru_cache(maxsize=100_000)
def sound(text: str) -> str:
    """
    >>> sound("厦门"), sound("重庆")
    ('xiamen', 'chongqing')
    """
    return "".join(lazy_pinyin(text))


@lru_cache(maxsize=100_000)
def _initials(text: str) -> str:
    return "".join(syllable[:1] for syllable in lazy_pinyin(text))


def _keys(text: str) -> Iterator[str]:
    folded = fold_any_script(text)
    yield folded
    if not folded.isascii():
        yield sound(folded[:LONGEST_WORD])
        yield _initials(folded[:LONGEST_WORD])


def _differs_by_one(word: str, other: str) -> bool:
    """One character changed, missing, too many, or two that stand the wrong way round.

    >>> _differs_by_one("一往通办", "一网通办"), _differs_by_one("信托物业", "物业"), _differs_by_one("托信制", "信托制")
    (True, False, True)
    """
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    if len(longer) - len(shorter) > 1:
        return False
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    if len(longer) > len(shorter):
        return shorter[start:] == longer[start + 1:]
    return shorter[start + 1:] == longer[start + 1:] or (
        shorter[start:start + 2] == longer[start:start + 2][::-1] and shorter[start + 2:] == longer[start + 2:]
    )


def suggestions(
    words: dict[str, int], names: dict[str, int], cities: Iterable[tuple[str, int]], themes: Iterable[str], titles: Iterable[str],
) -> Iterator[Suggestion]:
    """``words`` are those of the index and ``names`` those of measures and offices, with the passages they stand in.

    What comes last stands where one text is several things.
    """
    worth = [word for word, count in words.items() if count >= LEAST_HELD and 1 < len(word) <= LONGEST_WORD]
    often = sorted(worth, key=lambda word: -words[word])
    yield from (Suggestion(title, "title", 0) for title in titles)
    yield from (Suggestion(word, "word", words[word]) for word in often[:MOST_WORDS] if not word[0].isdigit())
    yield from (Suggestion(name, "word", count) for name, count in names.items())
    yield from (Suggestion(theme, "theme", 0) for theme in themes)
    yield from (Suggestion(name, "city", count) for name, count in cities)
