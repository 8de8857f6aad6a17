"""Words looked for inside one report: where they stand, and the way from one passage with them to the next."""
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from govreports.analysis.folding import fold, fold_any_script
from govreports.analysis.snippets import find_marks
from govreports.reports.models import Passage
from govreports.reports.paging import address
from govreports.reports.selectors.report import PassageItem
from govreports.reports.selectors.report_text import Block, ReportText

MOST_WORDS, LONGEST = 40, 60  # of an address; a search gives fewer and shorter ones


@dataclass(frozen=True, slots=True)
class FoundInside:
    """What stands above the text: the words, the passages that hold them, and the way to the first."""

    words: tuple[str, ...]
    passages: int
    first: str  # anchor; empty where no passage holds them
    clear_url: str  # the report without marks


def words_of(query: QueryDict) -> tuple[str, ...]:
    """The words to be marked, folded, as ``find=`` in the address."""
    words = (fold_any_script(word.strip()[:LONGEST]) for word in query.getlist("find")[:MOST_WORDS])
    return tuple(dict.fromkeys(word for word in words if word))


def find_inside(body: ReportText, passages: Sequence[Passage], words: Sequence[str], asked: QueryDict) -> tuple[ReportText, FoundInside]:
    """The text with marks and with links from each passage that has some to the one before and after."""
    parts = {passage.number: marked for passage in passages if (marked := _parts(passage, words))}
    numbers = sorted(parts)
    around = {
        number: (f"#p{numbers[place - 1]}" if place else "", f"#p{numbers[place + 1]}" if place + 1 < len(numbers) else "")
        for place, number in enumerate(numbers)
    }
    blocks = tuple(_with_marks(block, parts, around) for block in body.blocks)
    found = FoundInside(tuple(words), len(numbers), f"#p{numbers[0]}" if numbers else "", address(asked, find=None))
    return replace(body, blocks=blocks), found


def _with_marks(block: Block, parts: dict[int, list[tuple[int, int]]], around: dict[int, tuple[str, str]]) -> Block:
    return replace(block, passages=tuple(
        _marked(item, parts[item.number], *around[item.number]) if item.number in parts else item for item in block.passages
    ))


def _marked(item: PassageItem, marks: list[tuple[int, int]], before: str, after: str) -> PassageItem:
    parts, position = [], 0
    for start, end in marks:
        parts += [(item.text[position:start], False), (item.text[start:end], True)]
        position = end
    parts.append((item.text[position:], False))
    return replace(item, parts=tuple(part for part in parts if part[0]), hit_before=before, hit_after=after)


def _parts(passage: Passage, words: Sequence[str]) -> list[tuple[int, int]]:
    """Places of the words; text in either script has the same length, so they hold for both."""
    return [(mark.start, mark.end) for mark in find_marks(fold(passage.text), words)]
