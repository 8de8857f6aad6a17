"""Printed pages without what repeats on them: running heads, feet and page numbers."""
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of print; ``left`` and ``right`` are its edges, ``top`` its baseline counted from the top of the page, all in points."""

    text: str
    left: float
    right: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    lines: tuple[PageLine, ...] = field(default=())
    pictures: int = 0


EDGE_LINES = 3  # a head or foot has no more lines
EDGE_BAND = 0.14  # of the page's height; GB/T 9704 puts the text 37 mm of 297 below the top edge
SAME_PLACE = 4.0  # points that a repeated line may stray
OPENING, CLOSING = r"[\s\-—–−－·.•~《〈<\[(（|]*", r"[\s\-—–−－·.•~》〉>\])）|]*"  # "- 1 -", "— 1 —", "·1·"
NUMBER, TOTAL = r"(?:第\s*)?[0-9０-９〇一二三四五六七八九十]{1,4}(?:\s*页)?", r"(?:\s*[/／|,，]?\s*(?:共\s*)?[0-9０-９]{1,4}(?:\s*页)?)?"
PAGE_NUMBER = re.compile(rf"^(?:{OPENING}{NUMBER}{TOTAL}{CLOSING}|(?:page\s+)?[ivxlc]{{1,6}}|page\s*\d+(?:\s*of\s*\d+)?)$", re.I)


def drop_running(pages: list[Page]) -> list[Page]:
    """The same pages without lines that come back in the same place and without page numbers at the edges.

    A line is only taken for a head where it repeats: the title on a single page stays. Text that
    happens to repeat at the top of two pages stays too, unless it stands apart or is of another size.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        keys = {_key(line, page) for line in _edges(page)}
        seen.update({(text, place + near) for text, place in keys for near in (-1, 0, 1)})
    size = median([line.size for page in pages for line in page.lines] or [0])
    leading = median([low.top - high.top for page in pages for high, low in pairwise(page.lines) if low.top > high.top] or [0])
    kept = []
    for page in pages:
        edges = set(_edges(page))
        numbers = {line for line in edges if PAGE_NUMBER.match(line.text.strip())}
        heads = {line for line in edges if seen[_key(line, page)] >= 2 and (
            2 * seen[_key(line, page)] > len(pages) or abs(line.size - size) > 0.1 * size or _is_apart(line, page, leading))}
        kept.append(replace(page, lines=tuple(line for line in page.lines if line not in numbers | heads)))
    return kept


def _is_apart(line: PageLine, page: Page, leading: float) -> bool:
    """Whether more than the usual space parts a line from the text of its page."""
    is_head = line.top < page.height / 2
    inward = [abs(other.top - line.top) for other in page.lines if other.top != line.top and (other.top > line.top) == is_head]
    return not inward or min(inward) > 1.2 * leading


def _edges(page: Page) -> list[PageLine]:
    by_height = sorted((line for line in page.lines if line.text.strip()), key=lambda line: line.top)
    top = [line for line in by_height[:EDGE_LINES] if line.top <= EDGE_BAND * page.height]
    return top + [line for line in by_height[-EDGE_LINES:] if line.top >= (1 - EDGE_BAND) * page.height]


def _key(line: PageLine, page: Page) -> tuple[str, int]:
    """Text without its digits, and its place; feet are measured from below because pages differ in height."""
    place = line.top if line.top < page.height / 2 else line.top - page.height
    return re.sub(r"[\d０-９\s]+", "", line.text), round(place / SAME_PLACE)
