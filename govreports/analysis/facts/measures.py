"""Measures with a nickname: quoted before a word such as 机制, numeric (一网统管, 5+N), or known."""
import re
from collections.abc import Iterator
from functools import cache

from ..records import Measure
from .found import Found
from .lists import either, words
from .owners import Said

NUMERIC = re.compile(
    r"[一二三四五六七八九十两双\d][^一是要：，。]{1,7}|[^，。]{0,6}\d+[+＋][^，。]{1,6}"
    r"|[^，。+＋]{1,8}[+＋][^，。]{1,10}|\d{2,6}|[^，。]{1,4}\d{2,4}")  # 一链三员, 5+N, 管委会+公司, 13710
PLAIN = re.compile(r"(?<![\d.])\d+[+＋](?:[NnXx]|\d+)(?:[+＋](?:[NnXx]|\d+))*")


@cache
def load_patterns() -> dict[str, re.Pattern[str]]:
    sorts, keepers = either("measures.sorts"), either("measures.keepers")
    return {
        "quoted": re.compile(rf"“(?P<name>[^“”，。；：！？、\n]{{2,14}})”(?:的?(?P<sort>[\u4e00-\u9fff]{{0,2}}?{sorts}))?"),
        "opener": re.compile(rf"{either('measures.openers')}(?:一[个种套条])?$"),
        "keeper": re.compile(f"{keepers}长制"),
    }


def find_measures(said: Said) -> Iterator[Found]:
    """Measures of a passage; one named twice is given where it stands first."""
    patterns, text, seen = load_patterns(), said.text, set()
    for found in patterns["quoted"].finditer(text):
        name = found["name"]
        if name in words("measures.not_measure") or name in seen or not _is_measure(text, found):
            continue
        seen.add(name)
        yield Found(found.start(), found.end(), Measure(name, found["sort"] or ""), *said.whose(found.start()))
    for start, name in _plain(text):
        if not any(name in each for each in seen):
            seen.add(name)
            yield Found(start, start + len(name), Measure(name), *said.whose(start))


def _plain(text: str) -> Iterator[tuple[int, str]]:
    """Measures that are known without quotation marks; looked up word by word, which is faster than one long pattern."""
    yield from ((text.index(word), word) for word in words("measures.known") if word in text)
    if "长制" in text:
        yield from ((found.start(), found[0]) for found in load_patterns()["keeper"].finditer(text))
    if "+" in text or "＋" in text:
        yield from ((found.start(), found[0]) for found in PLAIN.finditer(text))


def _is_measure(text: str, found: re.Match[str]) -> bool:
    """A quotation is a measure before its sort; behind 推行 or 建立; or when made of a number and its parts."""
    if found["sort"]:
        return True
    if text[max(0, found.start() - 1):found.start()] in {"说", "道", "："}:
        return False
    name, opened = found["name"], load_patterns()["opener"].search(text, max(0, found.start() - 6), found.start())
    if NUMERIC.fullmatch(name) and (opened or "+" in name or "＋" in name or name.isdigit()):
        return True
    return opened is not None and len(opened[0]) > 1 and len(name) >= 3
