"""What is usual on the pages of a document, and how a line stands against it. Lengths in points."""
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .running import Page, PageLine

SHORT = 0.6  # characters missing at the right edge, besides the next word, that end a paragraph
CENTRED = 0.04  # of the width that the middles of line and text may differ
LARGER = 1.15  # a title's size against the body's
SAME_SIZE = 0.12  # of the body's size that two lines of one paragraph may differ
COUNTED = 0.25  # share of lines with one number of characters that tells wrapping by count
SHORTEST_BODY = 12  # characters; shorter lines say nothing about margins
WORD = re.compile(r"[“‘《（(「『〈【]*(?:[A-Za-z0-9%.,\-/]+|.)[，。、；：？！）》」』”’…%％,.;:?!)]*")  # no line ends inside it


@dataclass(frozen=True, slots=True)
class Measure:
    """The size of the body, the edges and the distance of its lines."""

    size: float
    left: float
    right: float
    leading: float
    count: int  # characters of a line wrapped by count, or 0
    has_indents: bool

    def indent(self, line: PageLine) -> float:
        """How far a line begins inside; leading ideographic spaces are an indent, not text."""
        return _start(line) - self.left

    def is_full(self, line: PageLine, following: PageLine | None) -> bool:
        """Whether a line reaches the right edge, or the next word would not have fitted."""
        if self.count and _length(line, self.left, self.size) >= self.count:
            return True
        word = WORD.match(following.text.strip()) if following else None
        needed = sum(0.55 if character.isascii() else 1 for character in word[0]) if word else 1
        return line.right > self.right - (SHORT + max(1, needed)) * self.size

    def is_centred(self, line: PageLine) -> bool:
        return abs(_start(line) + line.right - self.left - self.right) / 2 <= CENTRED * (self.right - self.left)

    def is_large(self, line: PageLine) -> bool:
        return line.size >= LARGER * self.size

    def is_other_size(self, line: PageLine, other: PageLine) -> bool:
        return abs(line.size - other.size) > SAME_SIZE * self.size


def measure_pages(pages: list[Page]) -> Measure | None:
    """None for pages without text."""
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return None
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = sizes.most_common(1)[0][0] or 12.0
    body = [line for line in lines if abs(line.size - size) <= SAME_SIZE * size]
    long = [line for line in body if len(line.text) >= SHORTEST_BODY] or body
    rights = sorted(line.right for line in long)
    lefts = Counter(round(line.left / 2) * 2 for line in long)
    left = min((place for place, times in lefts.items() if times >= 0.15 * len(long)), default=min(lefts))
    indented = sum(_start(line) - left > size for line in long)
    right = rights[round(0.9 * (len(rights) - 1))]  # quotation marks may hang over the edge
    return Measure(size, left, right, _leading(pages, size), _count(long, left, size), has_indents=indented >= max(1, 0.04 * len(long)))


def _start(line: PageLine) -> float:
    spaces = line.text[:len(line.text) - len(line.text.lstrip())]
    return line.left + sum(1 if space == "\u3000" else 0.5 for space in spaces) * line.size


def _length(line: PageLine, left: float, size: float) -> int:
    """In characters, an indent among them."""
    return len(line.text) + max(0, round((line.left - left) / size))


def _leading(pages: list[Page], size: float) -> float:
    """The usual distance from one line of the body to the next."""
    pairs = (pair for page in pages for pair in pairwise(page.lines) if all(abs(line.size - size) <= SAME_SIZE * size for line in pair))
    steps = [low.top - high.top for high, low in pairs if 0.5 * size < low.top - high.top < 4 * size]
    return median(steps) if steps else 1.7 * size


def _count(lines: list[PageLine], left: float, size: float) -> int:
    """The length at which a program wrapped all lines, or 0: many lines have it and hardly any is longer."""
    counts = Counter(_length(line, left, size) for line in lines)
    count, times = counts.most_common(1)[0]
    longer = sum(number for length, number in counts.items() if length > count)
    return count if count >= SHORTEST_BODY and times >= max(3, COUNTED * len(lines)) and longer <= 0.1 * times else 0
