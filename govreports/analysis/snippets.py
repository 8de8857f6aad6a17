"""The best place of a passage for a query, with marks. Comes in: a text and folded words; goes out: a ``Snippet``.

Words are looked for in the folded text; the snippet is cut from the text as written, which is
as long, so the marks sit on the right characters in either script.
"""
import re
from collections.abc import Sequence
from dataclasses import dataclass

from govreports.analysis.folding import fold, fold_any_script, pattern

WIDTH = 130  # characters shown; about three lines of a result, tried on the demo library at 390 and 1440 px
LEAD = 24  # characters before the first mark when neither sentence nor clause begins nearby
CUT = "……"
CLAUSE_END = re.compile(r"[,;:、]")  # of folded text
SENTENCE_END = re.compile(r"[。!?;\n][”’」』)]?")


@dataclass(frozen=True, slots=True)
class Snippet:
    """Parts in order: text, and whether it is marked. Joined they are the excerpt."""

    parts: tuple[tuple[str, bool], ...]

    def __str__(self) -> str:
        return "".join(text for text, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Mark:
    start: int
    end: int
    word: int  # which of the words stands here


def find_marks(folded: str, words: Sequence[str]) -> list[Mark]:
    """Where the words stand, in order and apart; of two that overlap the one that begins first, then the longer.

    >>> [(mark.start, mark.end) for mark in find_marks("物业管理和物业费", ["物业", "物业管理"])]
    [(0, 4), (5, 7)]
    """
    found = [
        Mark(match.start(), match.end(), number)
        for number, word in enumerate(words)
        if (expression := pattern(word))
        for match in re.finditer(expression, folded, re.DOTALL)
    ]
    found.sort(key=lambda mark: (mark.start, -mark.end))
    apart: list[Mark] = []
    for mark in found:
        if not apart or mark.start >= apart[-1].end:
            apart.append(mark)
    return apart


def snippet(text: str, words: Sequence[str], *, original: str = "", width: int = WIDTH) -> Snippet:
    """An excerpt of at most about ``width`` characters around the place where most words stand together.

    ``text`` is in Simplified and ``words`` are folded. ``original`` is the same text as written;
    it is what is shown. A text without any of the words gives its beginning.

    >>> snippet("老城区的物业矛盾", ["物业"], original="老城區的物業矛盾").parts
    (('老城區的', False), ('物業', True), ('矛盾', False))
    """
    shown = original or text
    folded = fold(text) if len(text) == len(shown) else fold_any_script(shown)
    marks = find_marks(folded, words)
    start, end = _window(folded, marks, width)
    parts, position = [(CUT, False)] if start else [], start
    for mark in marks:
        if mark.end <= start or mark.start >= end:
            continue
        if mark.start == position and parts and parts[-1][1]:  # 信托制 and 物业 side by side are one mark
            parts[-1] = (parts[-1][0] + shown[position:mark.end], True)
        else:
            parts += [(shown[position:mark.start], False), (shown[mark.start:mark.end], True)]
        position = mark.end
    end = max(end, position)
    parts.append((shown[position:end], False))
    if end < len(shown):
        parts.append((CUT, False))
    return Snippet(tuple(part for part in parts if part[0]))


def _window(folded: str, marks: list[Mark], width: int) -> tuple[int, int]:
    """Start and end of the excerpt; whole sentences where that fits."""
    if len(folded) <= width * 5 // 4:  # a little too long reads better whole
        return 0, len(folded)
    first = max(marks, key=lambda mark: (_words_from(mark, marks, width), -mark.start)).start if marks else 0
    near = max(0, first - 3 * width)
    starts = [near, *(match.end() for match in SENTENCE_END.finditer(folded, near, first + 3 * width))]
    sentence = max(start for start in starts if start <= first)
    start = sentence if first - sentence <= width // 2 else _clause_before(folded, first)
    if start + width >= len(folded):
        return _nearest(starts, len(folded) - width, first), len(folded)
    ends = [end for end in starts if start + width // 2 <= end <= start + width]
    return start, ends[-1] if ends else start + width


def _clause_before(folded: str, first: int) -> int:
    """Where the clause of the first mark begins, or as many characters before it as a line can spare."""
    ends = [match.end() for match in CLAUSE_END.finditer(folded, max(0, first - 2 * LEAD), first)]
    return ends[0] if ends else first - LEAD


def _words_from(mark: Mark, marks: list[Mark], width: int) -> tuple[int, int]:
    """How many different words, then how many marks, a window that begins at this mark would show."""
    inside = [other.word for other in marks if mark.start <= other.start and other.end <= mark.start + width * 3 // 4]
    return len(set(inside)), len(inside)


def _nearest(starts: list[int], wanted: int, first: int) -> int:
    """A sentence start near the wanted one, not after the first mark."""
    near = [start for start in starts if wanted - 20 <= start <= min(wanted + 40, first)]
    return near[0] if near else min(wanted, first)
