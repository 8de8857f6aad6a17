"""Cut a run without spaces into the words to look for. Comes in: a folded run; goes out: words with their offsets.

Full names of places and names that have other names stay in one piece: 杭州 下城区, not 杭州 下 城区.
"""
import re
from collections.abc import Iterator
from functools import cache

from govreports.analysis import words
from govreports.analysis.folding import units
from govreports.analysis.lexicon import divisions, load_list
from govreports.search.synonyms import load_synonyms, longest

PLACE_SUFFIX = re.compile(r".{2,}[市县区州盟旗]")
LONGEST_PLACE = 11

Cut = tuple[str, int]  # word, offset


@cache
def load_stopwords() -> frozenset[str]:
    return frozenset(word for group in load_list("questions").values() for word in group.split())


def cut_run(run: str) -> list[Cut]:
    """Words of a run, question words left out.

    jieba leaves names it does not know in single characters; neighbours join again, and one that
    stands alone joins the word before it: 信托 + 制, 2023 + 年.

    >>> cut_run("杭州下城区摇号制怎么做")
    [('杭州', 0), ('下城区', 2), ('摇号制', 5)]
    """
    if sum(1 for _ in units(run)) < 3:  # 物业, 5g, a: nothing to cut
        return [(run, 0)]
    stopwords, rows, row = load_stopwords(), [], []
    for word, start in _cut(run):
        if word in stopwords or not next(units(word), None):
            rows, row = [*rows, row], []
        else:
            row.append((word, start))
    joined = [item for row in [*rows, row] for item in _join_singles(row)]
    return [item for item in joined if len(item[0]) > 1 or item[0].isascii()] or joined


def _cut(run: str) -> Iterator[Cut]:
    start = end = 0
    ends = {0, *(end for _, _, end in words.cut_with_offsets(run))}
    while end < len(run):
        name = _place_at(run, end) or (_name_at(run, end, ends) if end in ends else "")
        if not name:
            end += 1
            continue
        yield from ((word, start + offset) for word, offset, _ in words.cut_with_offsets(run[start:end]))
        yield name, end
        start = end = end + len(name)
    yield from ((word, start + offset) for word, offset, _ in words.cut_with_offsets(run[start:]))


def _place_at(run: str, start: int) -> str:
    for length in range(min(LONGEST_PLACE, len(run) - start), 2, -1):
        name = run[start:start + length]
        if PLACE_SUFFIX.fullmatch(name) and any(one.name == name for one in divisions.named(name)):
            return name
    return ""


def _name_at(run: str, start: int, ends: set[int]) -> str:
    """The longest name with synonyms that begins here and ends where a word does: not 都市 in 大都市圈."""
    synonyms = load_synonyms()
    for end in range(min(start + longest(), len(run)), start + 1, -1):
        if end in ends and run[start:end] in synonyms:
            return run[start:end]
    return ""


def _join_singles(row: list[Cut]) -> list[Cut]:
    joined: list[tuple[str, int, bool]] = []  # word, offset, whether it is made of single characters
    for word, start in row:
        is_single = len(word) == 1 and not word.isascii()
        if is_single and joined and joined[-1][2]:
            joined[-1] = (joined[-1][0] + word, joined[-1][1], True)
        else:
            joined.append((word, start, is_single))
    result: list[Cut] = []
    for number, (word, start, is_single) in enumerate(joined):
        lone = is_single and len(word) == 1
        if lone and result and not PLACE_SUFFIX.fullmatch(result[-1][0]):
            result[-1] = (result[-1][0] + word, result[-1][1])
        elif lone and number + 1 < len(joined):
            following = joined[number + 1]
            joined[number + 1] = (word + following[0], start, following[2])
        else:
            result.append((word, start))
    return result
