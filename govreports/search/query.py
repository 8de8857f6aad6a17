"""What a reader's line means. Comes in: the line as typed; goes out: ``Understood``. No line is an error.

Several words make a query that wants all of them but is content with some. What stands in
quotation marks must stand in the text as it is. Knowing that 杭州 is a city or that a word is
part of a theme's name becomes an offer to narrow, never a filter of its own.
"""
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from govreports.analysis import words
from govreports.analysis.folding import fold, units
from govreports.analysis.lexicon import divisions, load_list
from govreports.analysis.script import to_simplified

LONGEST = 200  # characters; what is longer is cut, as the search box does
MOST_WORDS = 12
MOST_IN_NAME = 4  # words of a theme's name or a place's

QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|「([^「」]+)」|『([^『』]+)』|《([^《》]+)》")
CHUNK = re.compile(r"[^\W_](?:[\w.%·-]*[^\W_%]%?)?")  # what stands between spaces and punctuation: 5a级景区, 93.5%
OPERATORS = {"and", "or", "not"}
YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
PLACE_SUFFIX = re.compile(r".{2,}[市县区州盟旗]")


@dataclass(frozen=True, slots=True)
class Word:
    """One thing to look for; any of its forms will do, the first is the one typed."""

    forms: tuple[str, ...]  # folded
    is_quoted: bool = False

    def __str__(self) -> str:
        return self.forms[0]


@dataclass(frozen=True, slots=True)
class Hint:
    """Something the query may mean that can be filtered by."""

    group: str  # city, theme or year
    value: str
    word: str


@dataclass(frozen=True, slots=True)
class Understood:
    words: tuple[Word, ...] = ()
    wholes: tuple[str, ...] = ()  # several words typed without a space between: better where they stand together
    hints: tuple[Hint, ...] = ()

    @property
    def marked(self) -> tuple[str, ...]:
        """All forms, for marking them in a text."""
        return tuple(dict.fromkeys(form for word in self.words for form in word.forms))


@cache
def load_stopwords() -> frozenset[str]:
    return frozenset(word for group in load_list("questions").values() for word in group.split())


def understand(line: str, themes: Mapping[str, str] | None = None) -> Understood:
    """``themes`` are slugs by name in Chinese.

    >>> [str(word) for word in understand("物業信託制怎麼做").words]
    ['物业', '信托制']
    >>> understand("杭州市 “一网统管”").words
    (Word(forms=('一网统管',), is_quoted=True), Word(forms=('杭州市', '杭州'), is_quoted=False))
    """
    typed = line[:LONGEST].replace("\x00", " ")
    folded, as_typed = fold(to_simplified(typed)), fold(typed)
    found: dict[str, Word] = {}
    for match in QUOTED.finditer(folded):
        _add(found, match.start(match.lastindex), match.group(match.lastindex), as_typed, is_quoted=True)
    loose = QUOTED.sub(lambda match: " " * len(match.group()), folded)
    chunks = [(match.group(), match.start()) for match in CHUNK.finditer(loose) if match.group() not in OPERATORS]
    parts = [(chunk, start, list(_words_of(chunk))) for chunk, start in chunks]
    if not found and not any(inner for _, _, inner in parts):
        parts = [(chunk, start, [(chunk, 0)]) for chunk, start in chunks]  # nothing but question words: take them at their word
    for _, start, inner in parts:
        for word, offset in inner:
            _add(found, start + offset, word, as_typed)
    kept = tuple(found.values())[:MOST_WORDS]
    runs = [run for _, _, inner in parts for run in _runs(inner)]
    quoted = [str(word) for word in kept if word.is_quoted]
    names = dict.fromkeys(quoted + [name for run in runs for name in _names_in(run)])
    wholes = tuple("".join(run) for run in runs if len(run) > 1)
    return Understood(kept, wholes, tuple(_hints(names, themes or {})))


def _add(found: dict[str, Word], start: int, text: str, as_typed: str, *, is_quoted: bool = False) -> None:
    word = text.strip()
    start += len(text) - len(text.lstrip())
    forms = dict.fromkeys([word, as_typed[start:start + len(word)]])  # 乾 is 干 in Simplified, and stays 乾 in 乾隆
    if not is_quoted and len(word) > 2 and word[-1] in "市县" and divisions.named(word):
        forms[divisions.short_name(word)] = None  # not 区: 下城 would find 地下城市
    forms = tuple(form for form in forms if next(units(form), None))
    if forms and word not in found:
        found[word] = Word(forms, is_quoted)


def _runs(inner: list[tuple[str, int]]) -> list[list[str]]:
    """Words that stand side by side.

    >>> _runs([("基层", 0), ("治理", 2), ("经验", 6)])
    [['基层', '治理'], ['经验']]
    """
    runs: list[list[str]] = []
    end = -1
    for word, start in inner:
        if start != end:
            runs.append([])
        runs[-1].append(word)
        end = start + len(word)
    return runs


def _names_in(run: list[str]) -> Iterator[str]:
    """Everything in a run that may be a name: each word, and words together."""
    for start in range(len(run)):
        for end in range(start + 1, min(len(run), start + MOST_IN_NAME) + 1):
            yield "".join(run[start:end])


def _words_of(chunk: str) -> Iterator[tuple[str, int]]:
    """(word, offset) of a run without spaces, question words left out.

    jieba leaves names it does not know in single characters; neighbours join again, and one that
    stands alone joins the word before it: 信托 + 制, 2023 + 年.

    >>> list(_words_of("杭州下城区信托制怎么做"))
    [('杭州', 0), ('下城区', 2), ('信托制', 5)]
    """
    if sum(1 for _ in units(chunk)) < 3:  # 物业, 5g, a: nothing to cut
        yield chunk, 0
        return
    stopwords, rows, row = load_stopwords(), [], []
    for word, start in _cut(chunk):
        if word in stopwords or not next(units(word), None):
            rows, row = [*rows, row], []
        else:
            row.append((word, start))
    joined = [item for row in [*rows, row] for item in _join_singles(row)]
    longer = [item for item in joined if len(item[0]) > 1 or item[0].isascii()]
    yield from longer or joined


def _cut(chunk: str) -> Iterator[tuple[str, int]]:
    """jieba's words, but full names of places in one piece: 杭州 下城区, not 杭州 下 城区."""
    start = end = 0
    while end < len(chunk):
        name = _place_at(chunk, end)
        if not name:
            end += 1
            continue
        yield from ((word, start + offset) for word, offset, _ in words.cut_with_offsets(chunk[start:end]))
        yield name, end
        start = end = end + len(name)
    yield from ((word, start + offset) for word, offset, _ in words.cut_with_offsets(chunk[start:]))


def _place_at(chunk: str, start: int) -> str:
    for length in range(min(11, len(chunk) - start), 2, -1):
        name = chunk[start:start + length]
        if PLACE_SUFFIX.fullmatch(name) and any(one.name == name for one in divisions.named(name)):
            return name
    return ""


def _join_singles(row: list[tuple[str, int]]) -> list[tuple[str, int]]:
    joined: list[tuple[str, int, bool]] = []  # word, offset, whether it is made of single characters
    for word, start in row:
        is_single = len(word) == 1 and not word.isascii()
        if is_single and joined and joined[-1][2]:
            joined[-1] = (joined[-1][0] + word, joined[-1][1], True)
        else:
            joined.append((word, start, is_single))
    result: list[tuple[str, int]] = []
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


def _hints(names: Iterable[str], themes: Mapping[str, str]) -> Iterator[Hint]:
    for name in names:
        for division in divisions.named(name):
            yield Hint("city", division.code, name)
        for theme, slug in themes.items():
            if len(name) > 1 and (name == theme or (len(name) > 3 and name in theme)):
                yield Hint("theme", slug, name)
        if match := YEAR.fullmatch(name):
            yield Hint("year", match.group(1), name)
