"""What a reader's line means. Comes in: the line as typed; goes out: ``Understood``. No line is an error.

Several words make a query that wants all of them but is content with some. What stands in
quotation marks must stand in the text as it is. Knowing that 杭州 is a city or that a word is
part of a theme's name becomes an offer to narrow, never a filter of its own; ``city:杭州`` is one.
"""
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from govreports.analysis.folding import fold, units
from govreports.analysis.lexicon import divisions
from govreports.analysis.script import to_simplified
from govreports.search.cutting import Cut, cut_run
from govreports.search.narrowing import Narrowing, read_narrowing
from govreports.search.operators import Piece, read_pieces
from govreports.search.synonyms import load_synonyms

LONGEST = 200  # characters; what is longer is cut, as the search box does
MOST_WORDS = 16
MOST_IN_NAME = 4  # words of a theme's name or a place's

YEAR = re.compile(r"((?:19|20)\d\d)年?度?")


@dataclass(frozen=True, slots=True)
class Word:
    """One thing to look for; any of its forms will do, the first is the one typed."""

    forms: tuple[str, ...]  # folded
    is_quoted: bool = False
    is_required: bool = False  # must be there; what is quoted always must
    synonyms: tuple[str, ...] = ()  # other names for the same, folded
    others: tuple[str, ...] = ()  # the forms typed after an OR

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
    excluded: tuple[Word, ...] = ()  # must not be there
    wholes: tuple[str, ...] = ()  # several words typed without a space between: better where they stand together
    hints: tuple[Hint, ...] = ()
    narrowing: Narrowing = field(default_factory=Narrowing)  # what the line itself says by city: and the like
    least: int | None = None  # how many of the words a passage must hold; half of them where nothing is said

    @property
    def says_nothing(self) -> bool:
        """Neither words nor anything that narrows."""
        return not (self.words or self.excluded or self.narrowing.filters)

    @property
    def marked(self) -> tuple[str, ...]:
        """All forms, for marking them in a text."""
        return tuple(dict.fromkeys(form for word in self.words for form in (*word.forms, *word.synonyms)))


def understand(line: str, themes: Mapping[str, str] | None = None) -> Understood:
    """``themes`` are slugs by name in Chinese.

    >>> [str(word) for word in understand("物業摇号制怎麼做").words]
    ['物业', '摇号制']
    >>> understand("杭州市 “一站受理”").words
    (Word(forms=('杭州市', '杭州'), is_quoted=False, is_required=False, synonyms=(), others=()), \
Word(forms=('一站受理',), is_quoted=True, is_required=True, synonyms=(), others=()))
    """
    typed = line[:LONGEST].replace("\x00", " ")
    folded, as_typed = fold(to_simplified(typed)), fold(typed)
    pieces = read_pieces(folded)
    narrowing = read_narrowing([(piece.group, piece.text) for piece in pieces if piece.group], themes or {})
    pieces = [piece for piece in pieces if not piece.group]
    cuts = [_cuts(piece) for piece in pieces]
    if not any(cuts):
        cuts = [[(piece.text, 0)] for piece in pieces]  # nothing but question words: take them at their word
    found: dict[str, Word] = {}
    excluded: dict[str, Word] = {}
    for number, (piece, cut) in enumerate(zip(pieces, cuts, strict=True)):
        is_choice = piece.is_choice or (number + 1 < len(pieces) and pieces[number + 1].is_choice)
        words = [_word(piece, text, offset, as_typed) for text, offset in ([(piece.text, 0)] if is_choice or piece.is_excluded else cut)]
        if piece.is_choice and found and words and words[0]:
            _widen(found, words[0])
            continue
        for word in filter(None, words):
            (excluded if piece.is_excluded else found).setdefault(str(word), word)
    runs = [run for piece, cut in zip(pieces, cuts, strict=True) if not piece.is_quoted and not piece.is_excluded for run in _runs(cut)]
    kept = tuple(found.values())[:MOST_WORDS]
    names = dict.fromkeys([str(word) for word in kept if word.is_quoted] + [name for run in runs for name in _names_in(run)])
    return Understood(
        kept, tuple(excluded.values())[:MOST_WORDS], tuple(dict.fromkeys("".join(run) for run in runs if len(run) > 1)),
        tuple(_hints(names, themes or {})), narrowing,
    )


def _cuts(piece: Piece) -> list[Cut]:
    return [(piece.text, 0)] if piece.is_quoted else cut_run(piece.text)


def _word(piece: Piece, text: str, offset: int, as_typed: str) -> Word | None:
    """Nothing where there is nothing to look for."""
    word = text.strip()
    start = piece.start + offset + len(text) - len(text.lstrip())
    forms = dict.fromkeys([word, as_typed[start:start + len(word)]])  # 乾 is 干 in Simplified, and stays 乾 in 乾隆
    if not piece.is_quoted and len(word) > 2 and word[-1] in "市县" and divisions.named(word):
        forms[divisions.short_name(word)] = None  # not 区: 下城 would find 地下城市
    forms = tuple(form for form in forms if next(units(form), None))
    synonyms = () if piece.is_quoted else load_synonyms().get(word, ())
    return Word(forms, piece.is_quoted, piece.is_quoted or piece.is_required, synonyms) if forms else None


def _widen(found: dict[str, Word], other: Word) -> None:
    """The last word, or the other one."""
    name, last = found.popitem()
    forms = tuple(dict.fromkeys(last.forms + other.forms))
    found[name] = replace(last, forms=forms, synonyms=last.synonyms + other.synonyms, others=(*last.others, str(other)))


def _runs(inner: list[Cut]) -> list[list[str]]:
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


def _hints(names: Iterable[str], themes: Mapping[str, str]) -> Iterator[Hint]:
    for name in names:
        for division in divisions.named(name):
            yield Hint("city", division.code, name)
        for theme, slug in themes.items():
            if len(name) > 1 and (name == theme or (len(name) > 3 and name in theme)):
                yield Hint("theme", slug, name)
        if match := YEAR.fullmatch(name):
            yield Hint("year", match.group(1), name)
