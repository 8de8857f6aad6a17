"""Matching passages of two to four texts: who else speaks of this, and where.

In: for each text its passages in reading order. Out: rows of counterparts, each passage in exactly one row.
Not a stage of the pipeline: the comparison pages call it with passages that are already stored.

Similarity is the cosine of the two passages' weighted words, 0 to 1. A word weighs ``log((n + 1) / df)`` for ``n``
passages given (at least ``FEW``), ``df`` of which have it, times ``1 + log(count)``. Words of a single passage match nothing and are left
out, so are counts and the words of ``lexicon/everyday.toml``.
"""
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from .lexicon import load_list
from .words import cut_with_offsets

# Tried on six pairs of annotated reports that share a theme: lower, most pairs meet in one common phrase; higher,
# counterparts told in other words are lost.
CLOSE_ENOUGH = 0.15
PRIOR = 30.0  # squared weight added to the length of every passage: evens out short and long ones, and lets no single shared word decide
FEW = 24  # among fewer passages a word is judged as if there were so many: of two passages each shared word is in all
OTHER_THEME = 0.5  # factor where both passages have themes and share none: the words have to be twice as close
NUMERALS = frozenset("零一二三四五六七八九十百千万亿两几半第每多")

Key = tuple[int, int]  # number of the text, index of the passage in it


@dataclass(frozen=True, slots=True)
class Unit:
    """One passage to be matched; themes are slugs."""

    text: str
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """Counterparts: for each text the index of its passage, or None. Similarity is that of the weakest link, 0 for a passage alone."""

    members: tuple[int | None, ...]
    similarity: float = 0.0

    @property
    def is_shared(self) -> bool:
        return sum(member is not None for member in self.members) > 1


def align(texts: Sequence[Sequence[Unit]], *, threshold: float = CLOSE_ENOUGH) -> list[Row]:
    """Rows in reading order of the first text; what only later texts say stands after what it follows there.

    The closest two passages are joined first and a passage joins one row only, so two texts are paired one to one. No
    texts, or texts without passages, give no rows. Cost grows with the pairs that share a word: give what is about to be
    shown rather than everything there is.

    >>> taiyuan = [Unit("物业费不再算公司收入，由全体业主设立共有基金。"), Unit("社工实行三岗十八级，考取证书另加补贴。")]
    >>> xiangtan = [Unit("凉亭里连开圆桌会，居民自己票决。"), Unit("过去物业费收不齐，业主设立基金后收缴率升到93%。")]
    >>> [row.members for row in align([taiyuan, xiangtan])]
    [(None, 0), (0, 1), (1, None)]
    """
    groups: dict[Key, dict[int, int]] = {(t, i): {t: i} for t, text in enumerate(texts) for i in range(len(text))}
    weakest: dict[int, float] = {}  # id of a joined group -> similarity
    for score, one, other in _links(texts, threshold):
        mine, yours = groups[one], groups[other]
        if mine.keys() & yours.keys():
            continue
        mine |= yours  # in place: all members of ``mine`` see the larger group
        weakest[id(mine)] = score
        groups.update(dict.fromkeys(yours.items(), mine))
    return [
        Row(tuple(group.get(t) for t in range(len(texts))), round(weakest.get(id(group), 0.0), 4))
        for group in _in_reading_order(groups, [len(text) for text in texts])
    ]


def _in_reading_order(groups: dict[Key, dict[int, int]], lengths: Sequence[int]) -> list[dict[int, int]]:
    """Each group once. A group that begins in a later text is put behind the group of the passage before it there."""
    ordered: list[dict[int, int]] = []
    for t, length in enumerate(lengths):
        for i in range(length):
            group = groups[t, i]
            if min(group) == t:
                before = next((n for n, g in enumerate(ordered) if g is groups[t, i - 1]), -1) if i else -1
                ordered.insert(len(ordered) if t == 0 else before + 1, group)
    return ordered


def _links(texts: Sequence[Sequence[Unit]], threshold: float) -> list[tuple[float, Key, Key]]:
    """(similarity, one, other) of passages of different texts, closest first."""
    units = {(t, i): unit for t, text in enumerate(texts) for i, unit in enumerate(text)}
    vectors = _vectors({key: subject_words(unit.text) for key, unit in units.items()})
    having = defaultdict(list)  # word -> the passages that have it
    for key, vector in vectors.items():
        for word in vector:
            having[word].append(key)
    products: dict[tuple[Key, Key], float] = defaultdict(float)
    for word, keys in having.items():
        for one, other in combinations(keys, 2):
            if one[0] != other[0]:
                products[one, other] += vectors[one][word] * vectors[other][word]
    links = []
    for (one, other), product in products.items():
        score = product if _share_a_theme(units[one], units[other]) else product * OTHER_THEME
        if score >= threshold and _is_telling(vectors[one].keys() & vectors[other].keys()):
            links.append((score, one, other))
    return sorted(links, key=lambda link: (-link[0], link[1], link[2]))


def _vectors(counts: dict[Key, Counter[str]]) -> dict[Key, dict[str, float]]:
    """Weights of the words that at least two passages have; of length below 1, by ``PRIOR``."""
    found_in = Counter(word for words in counts.values() for word in words)
    weight = {word: math.log((max(len(counts), FEW) + 1) / df) for word, df in found_in.items() if df > 1}
    vectors = {}
    for key, words in counts.items():
        vector = {word: (1 + math.log(n)) * weight[word] for word, n in words.items() if word in weight}
        length = math.sqrt(PRIOR + sum(x * x for x in vector.values()))
        vectors[key] = {word: x / length for word, x in vector.items()}
    return vectors


def _share_a_theme(one: Unit, other: Unit) -> bool:
    return bool(one.themes & other.themes) or not (one.themes and other.themes)


def _is_telling(shared: set[str]) -> bool:
    """Two words, or a long one: 政府 alone joins nothing, 营业执照 does; 物业 within 物业费 is no second word."""
    whole = [word for word in shared if not any(word != other and word in other for other in shared)]
    return len(whole) > 1 or any(len(word) > 3 for word in whole)


@lru_cache(maxsize=8192)
def subject_words(text: str) -> Counter[str]:
    """Words that tell what a text is about, with their counts; shorter words inside long ones count too. Cached by text.

    >>> sorted(subject_words("去年我们完成了老旧小区改造，一条一条改"))
    ['小区', '改造', '老旧']
    """
    words = (word for word, _, _ in cut_with_offsets(text, search=True))
    return Counter(word for word in words if len(word) > 1 and word[0].isalpha() and not _is_count(word) and word not in load_everyday())


def _is_count(word: str) -> bool:
    """一条, 三十, 第二; but 一网统管 and 三供一业 are names."""
    return word[0] in NUMERALS and len(word) < 4


@cache
def load_everyday() -> frozenset[str]:
    """The words of ``lexicon/everyday.toml``; cached for the process."""
    return frozenset(word for words in load_list("everyday").values() for word in words.split())
